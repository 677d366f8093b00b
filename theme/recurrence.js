/* 街灯: the days of a recurring event. The same reckoning as generator/schema/recurrence.py; ES5, for pages and players.
   next(rule, day, count): up to `count` days from `day` on, ascending; days are numbers since 1970-01-01 in China. */
var recurrence = (function () {
  "use strict";
  var AHEAD = 12 * 365 + 3, REACH = 31, SATURDAY = 6;

  function weekday(day) { return ((day + 3) % 7 + 7) % 7 + 1; } // 1970-01-01 was a Thursday
  function week(day) { return Math.floor((day + 3) / 7); }
  function has(list, value) { return !!list && list.indexOf(value) >= 0; }
  function some(list) { return !!list && list.length > 0; }
  function monthOf(day) {
    var date = new Date(day * 864e5);
    return date.getUTCFullYear() * 12 + date.getUTCMonth();
  }
  function firstOf(month) { return Date.UTC(Math.floor(month / 12), month % 12, 1) / 864e5; }

  function rests(rule, day) {
    return has(rule.free, day) || (weekday(day) >= SATURDAY && !has(rule.work, day));
  }

  function namesWeekend(rule) {
    return (rule.unit === "day" && !rule.working) || has(rule.weekdays, 6) || has(rule.weekdays, 7);
  }

  function monthFits(rule, month) {
    if (some(rule.months) && !has(rule.months, month % 12 + 1)) return false;
    return rule.unit !== "month" || (month - monthOf(rule.from)) % (rule.every || 1) === 0;
  }

  // `dayOfMonth` counts from 1, `length` is the month's.
  function fallsOn(rule, day, dayOfMonth, length) {
    if (has(rule.off, day)) return false;
    if (rule.unit === "day") return !(rule.working && rests(rule, day));
    if (rule.unit === "week") {
      return has(rule.weekdays, weekday(day)) && (week(day) - week(rule.from)) % (rule.every || 1) === 0;
    }
    if (some(rule.days)) return has(rule.days, dayOfMonth) || (has(rule.days, -1) && dayOfMonth === length);
    return has(rule.weekdays, weekday(day)) &&
      (has(rule.nth, Math.floor((dayOfMonth - 1) / 7) + 1) || (has(rule.nth, -1) && dayOfMonth + 7 > length));
  }

  // Where a date goes: itself, the nearest working day, or nowhere (null).
  function moved(rule, day) {
    var step, n;
    if (!rule.move || !rests(rule, day) || (!has(rule.free, day) && namesWeekend(rule))) return day;
    if (rule.move === "skip") return null;
    step = rule.move === "later" ? 1 : -1;
    for (n = 1; n <= REACH; n += 1) if (!rests(rule, day + step * n)) return day + step * n;
    return null;
  }

  function next(rule, day, count) {
    var first = Math.max(day, rule.from), begin = first - REACH, end = first + AHEAD, found = [], month, start, after, d, to;
    var ends = typeof rule.until === "number"; // 0 is a day
    if (ends) end = Math.min(end, rule.until + REACH);
    for (month = monthOf(begin); firstOf(month) <= end; month += 1) {
      if (!monthFits(rule, month)) continue;
      start = firstOf(month);
      after = firstOf(month + 1);
      for (d = Math.max(start, begin); d < after && d <= end; d += 1) {
        if (!fallsOn(rule, d, d - start + 1, after - start)) continue;
        to = moved(rule, d);
        if (to !== null && to >= first && (!ends || to <= rule.until) && found.indexOf(to) < 0) found.push(to);
      }
      found.sort(function (a, b) { return a - b; });
      if (found.length >= count && found[count - 1] + REACH < after) break;
    }
    return found.slice(0, count);
  }

  return { next: next };
})();
