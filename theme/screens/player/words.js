/* Live words: what is true on one day only. `data-live` names how a day is written, and which: a day of this week
   (Monday = 0), or the next date of the slide's series. generator/render/screens/live.py is the other half of this file. */
var WEEKDAYS = "一二三四五六日";
var told = 0; /* the day for which the slides alive say their words */

/* Days since 1970 in the deck's zone. */
function today(d, t) { return Math.floor((t + d.zone * 60000) / 86400000); }

/* The next date of a slide's series, 0 = it is over. Reckoned once a day. */
function upcoming(slide, day) {
  if (slide.reckoned !== day) {
    slide.upcoming = recurrence.next(slide.rule, day, 1)[0] || 0;
    slide.reckoned = day;
  }
  return slide.upcoming;
}

/* Whether a slide plays on a day at all: on its own days, and while its series has a date to come. */
function hasDay(slide, day) {
  return (!slide.days || slide.days.indexOf(day) >= 0) && (!slide.rule || upcoming(slide, day) > 0);
}

function mondayOf(day) { return day - (day + 3) % 7; }

function monthDay(day) {
  var date = new Date(day * 86400000);
  return date.getUTCMonth() + 1 + "月" + date.getUTCDate() + "日";
}

var FORMS = {
  month: function (day) { return String(new Date(day * 86400000).getUTCMonth() + 1); },
  day: function (day) { return String(new Date(day * 86400000).getUTCDate()); },
  monthday: monthDay,
  weekday: function (day) { return "周" + WEEKDAYS.charAt((day + 3) % 7); },
  left: function (day, now) { return day === now ? "今天" : day === now + 1 ? "明天" : "还有" + (day - now) + "天"; },
  week: function (day) {
    return monthDay(mondayOf(day)) + "—" + monthDay(mondayOf(day) + 6);
  }
};

function speak(node, slide, day) {
  var places = node.querySelectorAll("[data-live]"), i, word, at;
  for (i = 0; i < places.length; i++) {
    word = places[i].getAttribute("data-live").split(":");
    at = word[1] === "next" ? upcoming(slide, day) : mondayOf(day) + Number(word[1]);
    if (at) { places[i].textContent = FORMS[word[0]](at, day); }
  }
}

/* The day for which a slide speaks: today; a still that does not play today speaks for the next day on which it does. */
function dayOf(slide, t) {
  var day = today(deck, t), later;
  if (!still || hasDay(slide, day)) { return day; }
  later = (slide.days || []).filter(function (other) { return other > day; });
  return later.length ? later[0] : day;
}

/* A slide that stands over midnight, or was prepared before it. */
function retell(t) {
  var day = today(deck, t);
  if (day === told) { return; }
  told = day;
  if (shown) { speak(live, shown, day); }
  if (ahead) { speak(next, ahead.slide, day); }
}
