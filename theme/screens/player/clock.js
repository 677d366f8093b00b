/* What plays when: pure functions of deck and time, the same on every device whatever its zone. */
var EPOCH = 1577808000000; /* 2020-01-01 in China: where every loop is counted from */
var DAY = 1440, EVERY_DAY = "1234567", REST = 45;

/* The clock is amiss before the build and after the release's life: then only what has no time at all plays.
   A release that is too old may have a clock that is right: its hours are kept. */
function amiss(d, t) { return t < d.built || t >= d.expires; }

function allDay(span) { return span.start === span.end || (span.start === 0 && span.end === DAY); }

/* Minute of the day and day of the week (Monday = 1) in the deck's zone. */
function local(d, t) {
  var ms = t + d.zone * 60000, day = Math.floor(ms / 86400000);
  return { minute: Math.floor((ms - day * 86400000) / 60000), weekday: ((day + 3) % 7 + 7) % 7 + 1 };
}

/* A span over midnight belongs to the day it began on. */
function within(span, at, days) {
  var yesterday = at.weekday === 1 ? 7 : at.weekday - 1;
  function on(weekday) { return days.indexOf(String(weekday)) >= 0; }
  if (allDay(span)) { return on(at.weekday); }
  if (span.start < span.end) { return span.start <= at.minute && at.minute < span.end && on(at.weekday); }
  return at.minute >= span.start ? on(at.weekday) : at.minute < span.end && on(yesterday);
}

function open(item, t) { return item.from <= t && (!item.until || t < item.until); }

function holds(d, part, t, at) {
  if (amiss(d, t)) {
    return (part.level === REST && t >= d.expires && within(part, at, part.days)) ||
      (!part.from && !part.until && allDay(part) && part.days === EVERY_DAY);
  }
  return open(part, t) && within(part, at, part.days);
}

/* Night hours: only what is not too bright, and that dimmed. A clock that is amiss knows none. */
function dark(d, t) { return !!d.night && !amiss(d, t) && within(d.night, local(d, t), EVERY_DAY); }

function valid(d, slide, t) {
  if (amiss(d, t)) { return !slide.from && !slide.until && !slide.days && !slide.rule; }
  return open(slide, t) && (slide.night || !dark(d, t)) && hasDay(slide, today(d, t));
}

/* The part that plays and the indexes of its slides: the highest level that holds and has something to show. */
function playing(d, t) {
  var at = local(d, t), best = null, list = [0], i, part, found;
  function fits(index) { return valid(d, d.slides[index], t); }
  for (i = 0; i < d.parts.length; i++) {
    part = d.parts[i];
    if ((best && part.level <= best.level) || !holds(d, part, t, at)) { continue; }
    found = part.loop.filter(fits);
    if (found.length) { best = part; list = found; }
  }
  return { part: best, list: list };
}

/* The slide at a time: a function of the time alone, so screens side by side agree without a word. */
function slot(d, t) {
  var now = playing(d, t), list = now.list, loop = 0, i, at, dwell;
  for (i = 0; i < list.length; i++) { loop += d.slides[list[i]].dwell * 1000; }
  at = ((t - EPOCH) % loop + loop) % loop;
  for (i = 0; i < list.length - 1; i++) {
    dwell = d.slides[list[i]].dwell * 1000;
    if (at < dwell) { break; }
    at -= dwell;
  }
  return { slide: d.slides[list[i]], following: d.slides[list[(i + 1) % list.length]], part: now.part, list: list,
           index: i, elapsed: at, left: d.slides[list[i]].dwell * 1000 - at, loop: loop };
}

/* When another part takes over: to the minute, looked for two days ahead; 0 = not in that time. */
function changes(d, t) {
  var part = playing(d, t).part, minute = Math.floor(t / 60000) * 60000, i;
  for (i = 1; i <= 2 * DAY; i++) {
    if (playing(d, minute + i * 60000).part !== part) { return minute + i * 60000; }
  }
  return 0;
}
