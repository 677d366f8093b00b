/* Two nodes, no more: the live one, and the one in which the next slide is prepared. */
var RETRY = 600000, FONTS = 3000;
var stage = document.getElementById("stage");
var live = document.getElementById("live"), next = document.getElementById("next");
var styles = document.getElementById("styles");
var deck = null, manifest = null;
var shown = null;  /* the slide in the live node */
var ahead = null;  /* what is prepared: { slide, done, since } */
var change = null; /* a change under way: { timer } */
var failed = {};   /* slide id → when it may be tried again */

function clear(node) {
  while (node.firstChild) { node.removeChild(node.firstChild); }
  node.removeAttribute("data-slide");
}

function fill(node, slide) {
  clear(node);
  node.innerHTML = slide.html;
  if (!node.firstElementChild) { throw new Error("页是空的"); }
  speak(node, slide, dayOf(slide, now()));
  node.setAttribute("data-slide", slide.id);
}

/* A slide that failed gives its time to the evergreen one, so that screens stay in step. */
function fail(slide, why) {
  note(why, slide.id);
  if (ahead && ahead.slide === slide) { ahead = null; clear(next); }
  if (slide !== deck.slides[0]) { failed[slide.id] = mono() + RETRY; }
}

function playable(slide) { return failed[slide.id] > mono() ? deck.slides[0] : slide; }

function prepare(slide) {
  var job;
  if (shown === slide || (ahead && ahead.slide === slide)) { return; }
  settle();
  job = ahead = { slide: slide, done: false, since: mono() };
  try {
    fill(next, slide);
    next.offsetWidth; /* lays it out, so that its fonts begin to load */
    pictures(next, manifest.files, function (why) {
      if (ahead !== job) { return; }
      if (why) { fail(slide, why); } else { job.done = true; }
    });
  } catch (e) { fail(slide, e.message || String(e)); }
}

/* Pictures are there, and the letters too: a font that loads leaves its text blank. */
function isReady(slide) {
  if (!ahead || ahead.slide !== slide || !ahead.done) { return false; }
  return !document.fonts || document.fonts.status !== "loading" || mono() - ahead.since > FONTS;
}

function show(slide, t) {
  if (shown === slide) { return; }
  prepare(slide);
  if (isReady(slide)) { swap(); }
  else if (shown && !valid(deck, shown, t)) { standIn(); }
}

/* The evergreen slide at once, where what was shown may not stay. */
function standIn() {
  settle();
  stopClip();
  if (shown === deck.slides[0]) { return; }
  fill(live, deck.slides[0]);
  shown = deck.slides[0];
  ground();
  startRoll();
}

function swap() {
  var old = live, kind = still || clip ? "cut" : deck.change.kind, ms = deck.change.ms;
  settle();
  stopClip();
  live = next;
  next = old;
  shown = ahead.slide;
  ahead = null;
  ground();
  if (kind === "fade") { fade(ms); return; }
  old.className = "node off";
  clear(old);
  live.className = kind === "hold" ? "node bare" : "node";
  if (kind === "hold") { change = { timer: setTimeout(settle, ms) }; }
  begin();
}

/* The new slide comes up over the old one. */
function fade(ms) {
  live.className = "node over";
  live.style.opacity = 0;
  live.offsetWidth; /* so that the browser sees it start from there */
  live.style.webkitTransition = live.style.transition = "opacity " + ms + "ms linear";
  live.style.opacity = 1;
  change = { timer: setTimeout(settle, ms) };
  begin();
}

/* Ends a change, at its time or before: one slide in sight, the other node empty. */
function settle() {
  if (!change) { return; }
  clearTimeout(change.timer);
  change = null;
  live.style.opacity = live.style.webkitTransition = live.style.transition = "";
  live.className = "node";
  next.className = "node off";
  clear(next);
}

function begin() {
  if (!still) { startClip(live, shown); }
  startRoll();
}

function ground() { stage.style.background = window.getComputedStyle(live.firstElementChild, null).backgroundColor; }

/* Another release: its styles and its evergreen slide in one step, never a slide of one in the styles of another. */
function adopt(found) {
  deck = found.deck;
  manifest = found.manifest;
  failed = {};
  ahead = null;
  settle();
  stopClip();
  clear(next);
  styles.textContent = deck.style;
  shown = null;
  standIn();
  remember(found);
  fit();
}

/* A device pixel is a screen pixel: a browser that counts larger ones is scaled back; nothing is scaled up. */
function fit() {
  var s = Math.min(window.innerWidth / deck.width, window.innerHeight / deck.height, 1);
  stage.style.width = deck.width + "px";
  stage.style.height = deck.height + "px";
  stage.style.webkitTransform = stage.style.transform = s > 0 && s < 1 ? "scale(" + s + ")" : "";
}
