/* Streetlight player. ES5, classic script: runs on WebViews from Chrome 37 on, from file:// and http:// alike.
   Which slide is on is a function of the clock alone, so screens side by side agree without a word.
   Promises: never black (the evergreen slide is in the page itself), never stuck (every step has a time-out),
   no slide outside its from/until, at most two slides alive. */
(function () {
  "use strict";
  var TICK = 200, MEDIA_WAIT = 8000, RELOAD_AFTER = 6 * 3600 * 1000, RETRY = 600000, HAND = 60000;
  var EPOCH = 1577808000000; /* 2020-01-01 in China: where every loop is counted from */
  var deck = null, live, next, stage, status;
  var shown = "", ready = "", failed = {}, notes = [], waiting = {};
  var started = now(), probeAt = started + RELOAD_AFTER, probing = false;
  var paused = false, handUntil = 0, handAt = 0, cutting = 0, lastLeft = 0;

  function now() { return new Date().getTime(); }

  function note(what, id) {
    notes.push({ at: now(), what: String(what), slide: id || "" });
    if (notes.length > 50) { notes.shift(); }
  }

  /* ---- what plays when: pure functions of deck and time ---- */

  function amiss(d, t) { return t < d.built; }

  function valid(d, t) {
    var best = 0, out = [], i, s;
    for (i = 0; i < d.slides.length; i++) {
      s = d.slides[i];
      if (amiss(d, t) ? s.from || s.until : s.from > t || (s.until && s.until <= t)) { continue; }
      if (s.priority > best) { best = s.priority; out = []; }
      if (s.priority === best) { out.push(s); }
    }
    return out.length ? out : [d.slides[0]];
  }

  function slot(d, t) {
    var list = valid(d, t), loop = 0, i, at;
    for (i = 0; i < list.length; i++) { loop += list[i].dwell * 1000; }
    at = ((t - EPOCH) % loop + loop) % loop;
    for (i = 0; i < list.length - 1; i++) {
      if (at < list[i].dwell * 1000) { break; }
      at -= list[i].dwell * 1000;
    }
    return { slide: list[i], following: list[(i + 1) % list.length], index: i, list: list,
             left: list[i].dwell * 1000 - at, loop: loop };
  }

  /* ---- showing ---- */

  function empty(node) { while (node.firstChild) { node.removeChild(node.firstChild); } }

  function fill(node, slide) {
    empty(node);
    node.setAttribute("data-slide", slide.id);
    try {
      node.innerHTML = slide.html;
      if (!node.firstChild) { throw new Error("empty slide"); }
      watch(node, slide);
      return true;
    } catch (e) {
      skip(slide, e.message || e);
      empty(node);
      return false;
    }
  }

  function skip(slide, why) {
    if (slide === deck.slides[0] || failed[slide.id]) { return; }
    failed[slide.id] = 1;
    note(why, slide.id);
    if (ready === slide.id) { ready = ""; }
    if (shown === slide.id) { shown = ""; }
  }

  function watch(node, slide) {
    var images = node.getElementsByTagName("img"), i;
    for (i = 0; i < images.length; i++) { watchImage(images[i], slide); }
  }

  function watchImage(image, slide) {
    var timer = setTimeout(function () { done("picture took too long"); }, MEDIA_WAIT);
    function done(why) {
      clearTimeout(timer);
      image.onload = image.onerror = null;
      if (why) { skip(slide, why); }
    }
    image.onload = function () { done(image.naturalWidth ? "" : "broken picture"); };
    image.onerror = function () { done("missing picture"); };
    if (image.complete) { image[image.naturalWidth ? "onload" : "onerror"](); }
  }

  function playable(slide) { return failed[slide.id] ? deck.slides[0] : slide; }

  function prepare(slide) {
    slide = playable(slide);
    if (ready === slide.id || shown === slide.id) { return; }
    ready = fill(next, slide) ? slide.id : "";
  }

  function show(slide) {
    if (shown === slide.id) { return; }
    if (ready !== slide.id) {
      prepare(slide);
      slide = playable(slide);
      if (ready !== slide.id) { if (shown === slide.id) { return; } prepare(slide); }
      if (ready !== slide.id) { return; }
    }
    swap(slide);
  }

  function swap(slide) {
    var old = live;
    live = next;
    next = old;
    shown = slide.id;
    ready = "";
    old.className = "node off";
    empty(old);
    old.removeAttribute("data-slide");
    stage.style.background = ground(live);
    live.className = deck.cut ? "node cut" : "node";
    if (!deck.cut) { return; }
    cutting = now() + deck.cut;
    setTimeout(uncover, deck.cut);
  }

  function uncover() { cutting = 0; live.className = "node"; }

  function ground(node) {
    var style = window.getComputedStyle(node.firstChild, null);
    return style ? style.backgroundColor : "#000";
  }

  /* ---- the clock ---- */

  function tick() {
    try { step(); } catch (e) { note(e.message || e, shown); }
    setTimeout(tick, TICK);
  }

  function step() {
    var t = now(), s, before = shown, boundary;
    if (cutting && t > cutting + 1000) { uncover(); }
    if (paused) { return; }
    if (handUntil && t > handUntil) { handUntil = 0; }
    s = slot(deck, handUntil ? handAt : t);
    stage.className = amiss(deck, t) ? "amiss" : "";
    show(playable(s.slide));
    boundary = before !== shown || s.left > lastLeft;
    lastLeft = s.left;
    if (boundary && t > probeAt && !handUntil) { probe(t); }
    if (!cutting && s.left < 3000) { prepare(s.following); }
    if (status.className !== "off") { report(t, s); }
  }

  /* A planned reload keeps memory flat. Only when the slides can still be read: half a copy must not be loaded. */
  function probe(t) {
    var script = document.createElement("script");
    probeAt = t + RETRY;
    probing = true;
    script.onerror = function () { probing = false; note("slides cannot be read, no reload"); drop(script); };
    script.onload = function () { drop(script); if (probing) { probing = false; note("slides incomplete, no reload"); } };
    script.src = "slides.js";
    document.body.appendChild(script);
  }

  function drop(script) { if (script.parentNode) { script.parentNode.removeChild(script); } }

  /* ---- staff: space pauses, arrows step, S shows the status ---- */

  function onKey(e) {
    var code = e.keyCode;
    if (!deck) { return; }
    if (code === 32) { paused = !paused; } else if (code === 37 || code === 39) { turn(code === 39 ? 1 : -1); }
    else if (code === 83) { status.className = status.className ? "" : "off"; }
    if (code === 83) { report(now(), slot(deck, now())); }
  }

  function turn(by) {
    var t = handUntil ? handAt : now(), s = slot(deck, t), length = s.slide.dwell * 1000;
    handAt = by > 0 ? t + s.left : t - (length - s.left) - 1;
    if (by < 0) { s = slot(deck, handAt); handAt -= s.slide.dwell * 1000 - s.left; }
    handUntil = now() + HAND;
    paused = false;
    step();
  }

  function report(t, s) {
    var i, lines = [deck.screen + "  " + deck.code + (amiss(deck, t) ? "  clock before build" : ""),
      beijing(t) + (paused ? "  paused" : ""), (s.index + 1) + "/" + s.list.length + "  " + s.slide.id,
      "loop " + Math.round(s.loop / 1000) + " s"];
    for (i = Math.max(0, notes.length - 8); i < notes.length; i++) {
      lines.push(beijing(notes[i].at) + "  " + notes[i].what + "  " + notes[i].slide);
    }
    empty(status);
    status.appendChild(document.createTextNode(lines.join("\n")));
  }

  function beijing(t) {
    return new Date(t + deck.zone * 60000).toISOString().replace("T", " ").substring(0, 19);
  }

  /* A device pixel is a screen pixel: a browser that counts larger ones is scaled back; nothing is scaled up. */
  function fit() {
    var s = Math.min(window.innerWidth / deck.width, window.innerHeight / deck.height, 1);
    stage.style.webkitTransform = stage.style.transform = s > 0 && s < 1 ? "scale(" + s + ")" : "";
  }

  function start(d) {
    deck = d;
    shown = live.getAttribute("data-slide");
    stage.style.background = live.firstElementChild ? window.getComputedStyle(live.firstElementChild, null).backgroundColor : "#000";
    window.onresize = fit;
    document.onkeydown = onKey;
    fit();
    tick();
  }

  function whole(d) { return d && d.slides && d.slides.length && d.built && d.width && d.height; }

  live = document.getElementById("live");
  next = document.getElementById("next");
  stage = document.getElementById("stage");
  status = document.getElementById("status");

  window.STREETLIGHT = {
    /* slides.js calls this: at start, and again when the player asks whether it may reload. */
    take: function (d) {
      if (!whole(d)) { note("slides are not whole"); return; }
      if (!deck) { start(d); return; }
      if (probing) { probing = false; window.location.reload(); }
    },
    at: function (t) { return slot(deck, t).slide.id; },
    state: function () {
      return { shown: shown, paused: paused, started: started, notes: notes.slice(0), failed: failed,
               amiss: deck ? amiss(deck, now()) : false };
    }
  };
}());
