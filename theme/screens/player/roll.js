/* Text that moves to the left: where it stands is counted from the clock, so no frame can be lost and screens agree.
   It stops when its end is in sight. */
var ROLL_AFTER = 2000;
var rolling = null; /* { since: when its slide began, by the screen's clock } */
var frame = window.requestAnimationFrame || function (step) { return setTimeout(step, 16); };

function roll(pixels) {
  var texts = live.querySelectorAll(".roll"), i, by;
  for (i = 0; i < texts.length; i++) {
    by = Math.min(pixels, Math.max(0, texts[i].offsetWidth - texts[i].parentNode.offsetWidth));
    texts[i].style.webkitTransform = texts[i].style.transform = by ? "translate(-" + by + "px,0)" : "";
  }
}

function startRoll() {
  var mine = rolling = shown.scroll && !still ? { since: now() - begun() } : null;
  function step() {
    var elapsed;
    if (rolling !== mine) { return; }
    elapsed = (now() - mine.since) % (shown.dwell * 1000); /* a slide that comes again at once begins again */
    if (elapsed < 0) { elapsed += shown.dwell * 1000; } /* the clock was set back */
    roll(Math.max(0, Math.floor((elapsed - ROLL_AFTER) * 60 / 1000 * shown.scroll)));
    frame(step);
  }
  if (mine) { step(); }
}

/* For how long the slide in sight has been due. By hand, it has only just begun. */
function begun() {
  var s = slot(deck, now());
  return handUntil || s.slide !== shown ? 0 : s.elapsed;
}
