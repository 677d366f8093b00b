/* 街灯: dates of recurring events, reckoned for the reader's own day in China. What stands in the page was reckoned on the
   day of the build; on that day nothing is touched, and without script it says which day that was. ES5. */
(function () {
  "use strict";
  var DAY = 864e5, CHINA = 8 * 36e5, WEEK = "一二三四五六日";
  var today = Math.floor((Date.now() + CHINA) / DAY);

  function all(selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); }
  function make(name, words, cls) {
    var node = document.createElement(name);
    if (words) node.textContent = words;
    if (cls) node.className = cls;
    return node;
  }
  function put(parent) {
    for (var i = 1; i < arguments.length; i += 1) {
      parent.appendChild(typeof arguments[i] === "string" ? document.createTextNode(arguments[i]) : arguments[i]);
    }
    return parent;
  }
  function civil(day) {
    var date = new Date(day * DAY);
    return { y: date.getUTCFullYear(), m: date.getUTCMonth() + 1, d: date.getUTCDate(), w: "周" + WEEK.charAt((date.getUTCDay() + 6) % 7) };
  }
  function iso(day) { return new Date(day * DAY).toISOString().slice(0, 10); }
  function monthDay(c) { return c.m + "月" + c.d + "日"; }
  function time(day) {
    var node = make("time");
    node.setAttribute("datetime", iso(day));
    return node;
  }

  // Beyond the last year whose holidays are known, the page says so.
  function unsure(root, days) {
    all("[data-known]", root).forEach(function (note) {
      note.hidden = !days.some(function (day) { return civil(day).y > Number(note.getAttribute("data-known")); });
    });
  }

  // The row of a series: its next date.
  function renew(row) {
    var days = recurrence.next(JSON.parse(row.getAttribute("data-rule")), today, 1), at = row.querySelector(".st-event__d"), c;
    at.textContent = days.length ? "下次 " : "办到头了";
    if (days.length) {
      c = civil(days[0]);
      put(at, put(time(days[0]), make("b", monthDay(c)), c.y + "年 " + c.w));
    }
    unsure(row, days);
  }

  // The page of a series: its next dates.
  function coming(box) {
    var days = recurrence.next(JSON.parse(box.getAttribute("data-rule")), today, 5), list = box.querySelector("ol");
    list.textContent = "";
    days.forEach(function (day) {
      var c = civil(day), node = time(day);
      node.textContent = c.y + "年" + monthDay(c);
      put(list, put(make("li"), node, " " + c.w));
    });
    if (!days.length) put(list, make("li", "办到头了"));
    unsure(box, days);
  }

  // An event of its own whose last day is over stays in the list and says so.
  function over(row) {
    if (Number(row.getAttribute("data-until")) < today && !row.querySelector(".st-over")) {
      put(row.querySelector(".st-event__b"), put(make("span", "", "st-note__m st-over"), make("em", "已经办过", "st-tag")));
    }
  }

  // The days of a row from `first` to `last`; what is held day by day is not marked.
  function marked(row, first, last) {
    var rule = row.getAttribute("data-rule"), span, days = [], day;
    if (rule) {
      rule = JSON.parse(rule);
      if (rule.unit === "day") return [];
      return recurrence.next(rule, first, last - first + 1).filter(function (found) { return found <= last; });
    }
    span = row.getAttribute("data-days").split(" ").map(Number);
    for (day = Math.max(first, span[0]); day <= Math.min(last, span[1]); day += 1) days.push(day);
    return days;
  }

  function cell(day, rows) {
    var td = make("td"), link;
    if (day === today) td.setAttribute("aria-current", "date");
    if (day < today) td.className = "st-cal__past";
    if (!rows) return put(td, make("span", String(civil(day).d)));
    link = make("a", String(civil(day).d));
    link.href = "#d" + iso(day);
    return put(td, put(link, make("span", "日，" + rows.length + "件", "st-vh")));
  }

  function title(row) { return row.querySelector(".st-event__b > b").textContent; }

  function entry(row) {
    var link = make("a", title(row)), when = row.getAttribute("data-time");
    link.href = row.querySelector("a").getAttribute("href");
    return when ? put(make("li"), link, " ", make("span", when)) : put(make("li"), link);
  }

  function agenda(first, last, held) {
    var list = make("ul", "", "st-agenda"), day, item, node, inner;
    for (day = first; day <= last; day += 1) {
      if (!held[day]) continue;
      item = make("li");
      item.id = "d" + iso(day);
      node = time(day);
      inner = make("ul");
      held[day].forEach(function (row) { put(inner, entry(row)); });
      put(list, put(item, put(node, make("b", civil(day).d + "日"), " " + civil(day).w), inner));
    }
    return list.firstChild ? list : make("p", "这个月暂时没有排好的活动。", "st-agenda st-agenda--none");
  }

  function month(first, rows) {
    var c = civil(first), last = Date.UTC(c.y, c.m, 0) / DAY, held = {}, body = make("tbody"), line, day, blank;
    var table = make("table", "", "st-cal"), head = make("tr"), i;
    rows.forEach(function (row) {
      marked(row, Math.max(first, today), last).forEach(function (found) { (held[found] = held[found] || []).push(row); });
    });
    for (i = 0; i < 7; i += 1) {
      put(head, put(make("th"), make("span", "周", "st-vh"), WEEK.charAt(i)));
      head.lastChild.setAttribute("scope", "col");
    }
    blank = ((first + 3) % 7 + 7) % 7;
    for (day = first - blank; day <= last || line.childNodes.length < 7; day += 1) {
      if ((day - first + blank) % 7 === 0) line = body.appendChild(make("tr"));
      put(line, day < first || day > last ? make("td") : cell(day, held[day]));
    }
    put(table, make("caption", c.y + "年" + c.m + "月"), put(make("thead"), head), body);
    return put(make("div", "", "st-month"), table, agenda(first, last, held));
  }

  // By hour, what lasts the whole day first.
  function earlier(a, b) {
    var x = a.getAttribute("data-time"), y = b.getAttribute("data-time"), late = x.indexOf(":") - y.indexOf(":");
    if (late) return late;
    if (x === y) {
      x = title(a);
      y = title(b);
    }
    return x < y ? -1 : x > y ? 1 : 0;
  }

  function months(box) {
    var rows = all("[data-rule],[data-days]").sort(earlier), c = civil(today), first = today - c.d + 1;
    box.textContent = "";
    put(box, month(first, rows), month(Date.UTC(c.y, c.m, 1) / DAY, rows));
  }

  all("[data-day]").forEach(function (built) {
    if (Number(built.getAttribute("data-day")) >= today) return;
    all("[data-asof]").forEach(function (note) { note.hidden = true; });
    all("li[data-rule]").forEach(renew);
    all("[data-until]").forEach(over);
    all(".st-coming[data-rule]").forEach(coming);
    all(".st-months").forEach(months);
  });
})();
