/* Reading the page's own folder. Over http as text, which is never executed; from file:// as a script that calls back. */
var WAIT = 8000;
var HTTP = /^http/.test(window.location.protocol);
var waits = 0; /* steps under way */
var expected = {}; /* call and name → who waits for it */

/* Calls done(why, words): what the call in the file was given, or why it could not be read. */
function read(name, call, done) {
  if (!HTTP) { readScript(name, call, done); return; }
  readText(name, function (why, text) {
    var found = why ? { why: why } : wordsIn(text, call);
    done(found.why, found.words, text);
  });
}

function once(done) {
  var timer, over = false;
  waits += 1;
  function finish(why, words) {
    if (over) { return; }
    over = true;
    waits -= 1;
    clearTimeout(timer);
    done(why, words);
  }
  timer = setTimeout(function () { finish("太慢"); }, WAIT);
  return finish;
}

function readText(name, done) {
  var request = new XMLHttpRequest(), finish = once(function (why, text) {
    request.onreadystatechange = null;
    if (why) { request.abort(); }
    done(why, text);
  });
  try {
    request.open("GET", name, true);
    request.onreadystatechange = function () {
      if (request.readyState !== 4) { return; }
      finish(request.status === 200 ? "" : "读不到（" + request.status + "）", request.responseText);
    };
    request.send();
  } catch (e) { finish("读不到"); }
}

function fresh(name) { return name + "?" + now(); }

/* The arguments of the one call in a file: JSON strings, so that nothing has to be executed to read them. */
function wordsIn(text, call) {
  var head = "STREETLIGHT." + call + "(", tail = ");\n", end = (text || "").length - tail.length;
  if (end < head.length || text.substring(0, head.length) !== head || text.substring(end) !== tail) { return { why: "不完整" }; }
  try { return { why: "", words: JSON.parse("[" + text.substring(head.length, end) + "]") }; }
  catch (e) { return { why: "不完整" }; }
}

function readScript(name, call, done) {
  var script = document.createElement("script"), key = call === "picture" ? name : call, finish;
  finish = once(function (why, words) {
    script.onload = script.onerror = null;
    if (script.parentNode) { script.parentNode.removeChild(script); }
    expected[key] = expected[key].filter(function (other) { return other !== finish; });
    if (!expected[key].length) { delete expected[key]; }
    done(why, words);
  });
  script.onerror = function () { finish("读不到"); };
  script.onload = function () { finish("不完整"); };
  script.src = name;
  expected[key] = (expected[key] || []).concat(finish);
  document.body.appendChild(script);
}

/* A script of the folder has called back. */
function called(call, words) {
  (expected[call === "picture" ? words[0] : call] || []).forEach(function (finish) { finish("", words); });
}
