// Keeps a page of the preview fresh: asks after each save whether this page is another one now, and reloads it only then.
// What was found stands at the words that are meant. All of it is text of the content's: none of it becomes HTML.
(function () {
  "use strict";
  var script = document.currentScript;
  var page = script.getAttribute("data-page");
  var digest = script.getAttribute("data-digest");
  var framed = window !== window.top;
  var shown = "", asking = false, again = false, bar = null;

  function listen(hear) {
    if (!window.SharedWorker) {
      new EventSource("/__streetlight/events").onmessage = function (event) { hear(event.data); };
      return;
    }
    var port = new SharedWorker("/__streetlight/channel.js").port;
    port.onmessage = function (event) { hear(event.data); };
    window.addEventListener("pagehide", function () { port.postMessage("leaving"); });
    window.addEventListener("pageshow", function (event) { if (event.persisted) { location.reload(); } });
  }

  function ask() {
    if (asking) { again = true; return; }
    asking = true;
    fetch("/__streetlight/page?path=" + encodeURIComponent(page))
      .then(function (answer) { return answer.json(); })
      .then(function (known) {
        if (known.digest !== digest) { location.reload(); } else { show(known.notes); }
      })
      .catch(function () { /* the server is gone: its stream says when it is back */ })
      .then(function () {
        asking = false;
        if (again) { again = false; ask(); }
      });
  }

  function element(name, classes, text) {
    var made = document.createElement(name);
    if (classes) { made.className = classes; }
    if (text) { made.textContent = text; }
    return made;
  }

  function styled() {
    if (document.getElementById("sl-style")) { return; }
    var link = element("link");
    link.id = "sl-style";
    link.rel = "stylesheet";
    link.href = "/__streetlight/notes.css";
    document.head.appendChild(link);
  }

  function plain(text) { return text.replace(/\s+/g, ""); }

  // The smallest element below `root` whose text holds these words; none of ours, and not the way to this page.
  function around(root, words) {
    if (root.matches("nav,script,style,.sl-note") || plain(root.textContent).indexOf(words) < 0) { return null; }
    for (var i = 0; i < root.children.length; i++) {
      var found = around(root.children[i], words);
      if (found) { return found; }
    }
    return root;
  }

  function home() { return document.querySelector("article") || document.querySelector("main") || document.body; }

  function put(note, box) {
    var root = home(), found = null;
    for (var i = 0; i < note.seek.length && !found; i++) { found = around(root, plain(note.seek[i])); }
    var inside = found && found.closest("li,dd,td,th,figcaption,blockquote");
    var before = found && found.closest("p,h1,h2,h3,h4,figure");
    var marked = inside || before;
    if (inside && root.contains(inside)) {
      inside.appendChild(box);
    } else if (before && root.contains(before)) {
      before.insertAdjacentElement("afterend", box);
    } else {
      marked = null;
      var title = root.querySelector("h1");
      if (title) { title.insertAdjacentElement("afterend", box); } else { root.insertBefore(box, root.firstChild); }
    }
    if (marked) { marked.classList.add("sl-marked"); }
  }

  function noteBox(note) {
    var box = element("div", "sl-note sl-" + note.severity);
    box.setAttribute("role", "note");
    box.appendChild(element("b", "", note.field ? note.word + "：" + note.field : note.word));
    box.appendChild(element("p", "", note.text));
    box.appendChild(element("p", "", "→ " + note.hint));
    box.appendChild(element("code", "", note.where + "  [" + note.rule + "]"));
    return box;
  }

  function show(notes) {
    var now = JSON.stringify(notes);
    if (framed && page.indexOf("screens/") === 0 || now === shown) { return; }
    shown = now;
    document.querySelectorAll(".sl-note").forEach(function (old) { old.remove(); });
    document.querySelectorAll(".sl-marked").forEach(function (old) { old.classList.remove("sl-marked"); });
    if (notes.length) { styled(); }
    notes.slice().reverse().forEach(function (note) { put(note, noteBox(note)); });
  }

  function tell(state) {
    if (bar) { bar.remove(); bar = null; }
    if (framed || !(state.problems.length || state.errors)) { return; }
    styled();
    bar = element("div", "sl-bar");
    bar.setAttribute("role", state.problems.length ? "alert" : "status");
    if (state.problems.length) {
      bar.appendChild(element("p", "", "没有更新，先改好这些；页面上还是改坏以前的样子："));
      bar.appendChild(element("pre", "", state.problems.join("\n")));
    } else {
      bar.appendChild(element("p", "", state.errors + "处错误，改好才能发布"));
    }
    var all = element("a", "", "看全部");
    all.href = "/__streetlight/";
    bar.appendChild(all);
    document.body.appendChild(bar);
  }

  listen(function (data) {
    var state = JSON.parse(data);
    document.dispatchEvent(new CustomEvent("streetlight", { detail: state }));
    if (page !== null) {
      tell(state);
      ask();
    }
  });
})();
