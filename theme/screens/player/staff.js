/* For staff: space pauses, arrows step, S shows what plays and why. */
var HAND = 60000, PAUSE = 600000, SMALL = 400;
var status = document.getElementById("status");
var pausedUntil = 0, pausedIn = null, toldUntil = 0, handUntil = 0, handAt = 0, reported = 0;
var LEVELS = { 10: "垫底", 20: "平时", 30: "时段", 40: "接管", 45: "休息", 50: "紧急" };

function onKey(e) {
  var code = e.keyCode;
  if (!deck) { return; }
  if (code === 32) { pausedUntil = pausedUntil ? 0 : mono() + PAUSE; pausedIn = playing(deck, now()).part; }
  if (code === 37 || code === 39) { turn(code === 39 ? 1 : -1); }
  if (code === 83) { tell(); }
}

/* Shows the status; on a screen too small for it S turns its pages first. */
function tell() {
  var more = status.scrollHeight - status.clientHeight - status.scrollTop > 1;
  status.style.font = deck.height < SMALL ? "12px/16px sans-serif" : "";
  if (status.className) { status.className = ""; status.scrollTop = 0; }
  else if (more) { status.scrollTop += status.clientHeight - 16; }
  else { status.className = "off"; }
  toldUntil = mono() + PAUSE;
  reported = 0;
  report();
}

function turn(by) {
  var t = handUntil ? handAt : now(), s = slot(deck, t);
  handAt = by > 0 ? t + s.left : t - s.elapsed - 1;
  if (by < 0) { handAt -= slot(deck, handAt).elapsed; }
  handUntil = mono() + HAND;
  pausedUntil = 0;
  step();
}

/* Nobody stands before it for ever: a pause and the status end after ten minutes, a step by hand after one.
   And nothing is held beyond its time: a pause also ends with the part or the slide it began in. */
function handOver() {
  if (handUntil && mono() > handUntil) { handUntil = 0; }
  if (pausedUntil && (mono() > pausedUntil || playing(deck, now()).part !== pausedIn || !valid(deck, shown, now()))) { pausedUntil = 0; }
  if (mono() > toldUntil) { status.className = "off"; }
}

function report() {
  if (status.className === "off" || Math.floor(now() / 1000) === reported) { return; }
  reported = Math.floor(now() / 1000);
  status.textContent = lines(now()).join("\n");
}

function lines(t) {
  var s = slot(deck, handUntil ? handAt : t), part = s.part, until = changes(deck, t), out;
  out = [deck.name + "（" + deck.screen + "）  " + deck.code,
    "时间  " + beijing(t) + (pausedUntil ? "  暂停中" : handUntil ? "  手动翻页" : ""),
    "时钟  " + (amiss(deck, t) ? "不对：不在这一版的日子里，只播没有日期的" : "正常"),
    "正在播  " + (shown ? name(shown) : "") + "  " + (s.index + 1) + "/" + s.list.length + "  一轮" + clock(s.loop),
    "为什么  " + (part ? reason(part) : "没有别的可播") +
      "，到" + (until ? beijing(until) : "两天以后"),
    "接下来  " + name(s.following) + "，" + Math.ceil(s.left / 1000) + "秒后",
    "版本  " + manifest.version + "，有效到" + beijing(manifest.expires) + "  签名  " + (signer || "没有"),
    "更新  " + looked.what + (looked.at ? "（" + beijing(looked.at) + "）" : "")];
  if (notes.length) { out.push("出过的毛病"); }
  return out.concat(notes.slice(-8).map(function (n) { return "  " + beijing(n.at) + "  " + n.what + "  " + n.slide; }));
}

function name(slide) { return slide.title + "（" + slide.id + "）"; }

function reason(part) {
  var level = LEVELS[part.level] || part.level;
  return part.name === level ? level : part.name + "（" + level + "）";
}

function clock(ms) {
  var seconds = Math.round(ms / 1000), rest = seconds % 60;
  return Math.floor(seconds / 60) + ":" + (rest < 10 ? "0" : "") + rest;
}

function beijing(t) {
  var zone = deck ? deck.zone : 480;
  return new Date(t + zone * 60000).toISOString().replace("T", " ").substring(0, 19);
}
