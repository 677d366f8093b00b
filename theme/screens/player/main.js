/* The player: which slide is on is a function of the clock alone. Never black (an evergreen slide is in the page itself),
   never stuck (every step has a time-out), no slide outside its time, at most two slides alive. */
var TICK = 200, AHEAD = WAIT + 1000, RELOAD_AFTER = 6 * 3600 * 1000;
var notes = [], started = mono(), probeAt = started + RELOAD_AFTER;
var still = null; /* the one slide to show, its clock stopped */
var signer = "", lastLeft = 0;

function now() { return new Date().getTime(); }

/* Time that no clock setting can turn back. */
function mono() { return window.performance && window.performance.now ? window.performance.now() : now(); }

function note(what, id) {
  var last = notes[notes.length - 1];
  if (last && last.what === what && last.slide === (id || "")) { last.at = now(); return; }
  notes.push({ at: now(), what: String(what), slide: id || "" });
  if (notes.length > 50) { notes.shift(); }
}

/* The first of the two slots that is whole, rightly signed and not older than what was seen. */
function readSlots(done) {
  readSlot("a.js", function (first) {
    if (first) { done(first); } else { readSlot("b.js", done); }
  });
}

function readSlot(name, done) {
  read(HTTP ? fresh(name) : name, "take", function (why, words) {
    var found;
    try { found = why ? { why: why } : release(words); } catch (e) { found = { why: "内容读不懂" }; }
    if (found.why) { note(name + found.why); }
    done(found.why ? null : found);
  });
}

/* Until a slot can be played, the slide in the page stays. */
function boot() {
  readSlots(function (found) {
    if (!found) { setTimeout(boot, EVERY); return; }
    takeOver(found);
    window.onresize = fit;
    startUpdates();
    tick();
  });
}

function takeOver(found) {
  signer = found.signer;
  waiting = null;
  adopt(found);
}

function tick() {
  setTimeout(tick, TICK);
  try { step(); } catch (e) { note(e.message || e, shown ? shown.id : ""); }
}

function step() {
  var t = now(), s, slide, boundary;
  handOver();
  report();
  if (still) { show(playable(still), t); return; }
  retell(t);
  if (pausedUntil) { return; }
  watchClip();
  s = slot(deck, handUntil ? handAt : t);
  slide = valid(deck, s.slide, t) ? playable(s.slide) : deck.slides[0]; /* by hand one comes to other times */
  boundary = slide !== shown || s.left > lastLeft;
  lastLeft = s.left;
  if (waiting && boundary) {
    takeOver(waiting);
    s = slot(deck, t);
    slide = playable(s.slide);
  }
  stage.className = amiss(deck, t) ? "amiss" : dark(deck, t) ? "dim" : "";
  show(slide, t);
  if (boundary && mono() > probeAt && !handUntil) { probe(); }
  if (!change && shown === slide && s.left < AHEAD) { prepare(playable(s.following)); }
}

/* A planned reload keeps memory flat, but only into a page whose own files can be read and are whole. */
function probe() {
  probeAt = mono() + RETRY;
  readSlots(function (found) {
    if (!found) { note("自己的文件读不全，先不重新打开"); return; }
    if (!HTTP) { window.location.reload(); return; }
    whole("index.html", /<\/html>\s*$/, function () {
      whole("player.js", /\}\(\)\);\s*$/, function () { window.location.reload(); });
    });
  });
}

function whole(name, end, done) {
  readText(fresh(name), function (why, text) {
    if (why || !end.test(text)) { note(name + (why || "不完整") + "，先不重新打开"); } else { done(); }
  });
}

window.STREETLIGHT = {
  take: function () { called("take", arguments); },
  picture: function () { called("picture", arguments); },
  latest: function () { /* read as text, never executed */ },
  at: function (t) { return slot(deck, t).slide.id; },
  /* One slide by its index, without a change, its video's poster in place of it, nothing moving. */
  still: function (index) { settle(); stopClip(); still = deck.slides[index]; rolling = null; roll(0); stage.className = ""; step(); },
  roll: function (pixels) { rolling = null; roll(pixels); },
  state: function () {
    return { shown: shown ? shown.id : "", ready: !!deck, version: manifest ? manifest.version : 0, signer: signer,
             paused: !!pausedUntil, notes: notes.slice(0), failed: failed, update: looked.what, waiting: !!waiting,
             loading: waits > 0, amiss: deck ? amiss(deck, now()) : false };
  }
};
window.onerror = function (what) { note(what); };
document.onkeydown = onKey;
boot();
