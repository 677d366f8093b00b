/* 街灯: search. The index lies beside the pages in small scripts, fetched when somebody searches, so that it works from
   a stick, in a sub-folder and under a strict policy. It names candidates; the texts themselves say which are hits.
   How it is made: generator/render/website/search. */
(() => {
  "use strict";
  const CELL = 16, CELLS = 32; // characters in a cell of a text, cells of a page
  const LETTERS = "!#$()*+,-.;ABCDEFGHIJKLMNOPQRSTUVWXYZ^abcdefghijklmnopqrstuvwxyz";
  const PAGE = 10, FEW = 4; // hits at a time; so many parts say where one or two characters stand, or nothing does
  const LIGHT = 15000, BUDGET = 41000, TEXT = 5000; // bytes of the index for one query, of all for a first answer, of a file of texts
  const given = {}, asked = {};
  let spent = 0;

  window.streetlightSearch = (name, value) => { given[name] = value; };
  const bytes = (value) => (typeof value === "string" ? value.length : // letters; or texts, of which most take three
    Array.isArray(value) ? value.join("").length * 2.6 : value.parts.length);
  const get = (name) => {
    if (!asked[name]) {
      asked[name] = new Promise((done, failed) => {
        const script = document.createElement("script");
        const stop = () => { script.remove(); delete asked[name]; failed(new Error(name)); };
        script.src = "search/" + name + ".js";
        script.onerror = stop;
        script.onload = () => {
          if (!(name in given)) return stop();
          script.remove();
          spent += bytes(given[name]);
          done(given[name]);
        };
        document.head.appendChild(script);
      });
    }
    return asked[name];
  };

  // The same characters as fold.py.
  const fold = (text) => text
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\xa0]/g, " ").replace(/[・•‧]/g, "·").replace(/`/g, "'").replace(/İ/g, "i").replace(/Σ/g, "σ")
    .toLowerCase();
  const lettered = (number) => number.toString(16).replace(/./g, (d) => String.fromCharCode(97 + parseInt(d, 16)));
  const spelt = (unit) => lettered(0x10000 + unit.charCodeAt(0)).slice(1);

  // One part of the index: what each gram's list says, as text.
  const named = (start) => "part" + start.split("").map((unit) => "-" + spelt(unit)).join("");
  const last = (index, key) => { // the last part that starts at or before a key
    let low = 0, high = index.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (index.starts[middle] <= key) low = middle; else high = middle;
    }
    return low;
  };
  const distances = (text) => {
    const cells = [];
    let cell = -1, number = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 96) number = number * 26 + code - 96;
      else { cells.push(cell += number * 26 + code - 64); number = 0; }
    }
    return cells;
  };
  const row = (text) => {
    const pages = [];
    for (let i = 0; i < text.length; i++) {
      const six = LETTERS.indexOf(text[i]);
      for (let bit = 0; bit < 6; bit++) if (six >> bit & 1) pages.push(i * 6 + bit);
    }
    return pages;
  };
  const numbers = (text) => (text[0] === "*" ? row(text.slice(1)) : distances(text));
  const pageOf = (cell) => cell / CELLS | 0;
  const read = (text) => { // the pages by title, by figures and names, by text; cells of texts where they are not many
    const lists = (text || "//").split("/"), many = lists[2][0] === "*", texts = numbers(lists[2]);
    return { titles: numbers(lists[0]), facts: numbers(lists[1]), texts: many ? texts : texts.map(pageOf), cells: many ? null : texts };
  };
  const sign = (unit) => {
    const code = unit.charCodeAt(0);
    return LETTERS[(code >> 14) << 4 | code & 15];
  };
  const gram = (units, i) => units[i] + units[i + 1] + sign(units[i + 2]);
  const grams = async (start) => {
    const found = {};
    (await get(named(start))).split("`").forEach((list) => { found[list.slice(0, 3)] = list.slice(3); });
    return found;
  };
  const list = async (index, key) => read((await grams(index.starts[last(index, key)]))[key]);

  // What the index says of one part of a query: for each page 0 (not here) or how much it weighs: 1 in the text, 2 in
  // figures and names, 3 in the title. `exact`: all of them are hits.
  const weighed = (index, said) => {
    const weights = new Uint8Array(index.pages);
    [said.texts, said.facts, said.titles].forEach((pages, i) => pages.forEach((page) => { weights[page] = i + 1; }));
    return weights;
  };
  const short = async (index, part) => {
    const from = last(index, part), to = last(index, part + "\uffff"), found = { texts: [], facts: [], titles: [] };
    if (to - from >= FEW) return { weights: new Uint8Array(index.pages).fill(1), exact: false }; // the texts will tell
    (await Promise.all(index.starts.slice(from, to + 1).map(grams))).forEach((lists) => {
      Object.keys(lists).filter((key) => key.startsWith(part)).forEach((key) => {
        const said = read(lists[key]);
        Object.keys(found).forEach((where) => found[where].push(...said[where]));
      });
    });
    return { weights: weighed(index, found), exact: true };
  };
  const starts = (cells, i) => { // the cells in which a text may begin that has a gram of these cells at i
    const found = new Set(), most = Math.ceil(i / CELL), least = Math.floor(i / CELL);
    cells.forEach((cell) => {
      const place = cell % CELLS, first = Math.max(0, place - most);
      for (let at = place === CELLS - 1 ? place : place - least; at >= first; at--) found.add(cell - place + at);
    });
    return found;
  };
  const both = (one, other) => (one ? new Set([...one].filter((item) => other.has(item))) : other);
  const rank = (i, length) => (i === 0 ? 0 : i === length - 3 ? 1 : i % 2 ? 3 : 2); // the ends, then every second one
  const long = async (index, part) => {
    const order = Array.from({ length: part.length - 2 }, (_, i) => i).sort((a, b) => rank(a, part.length) - rank(b, part.length));
    const found = { titles: null, facts: null, texts: null, cells: null }, before = spent;
    const candidates = () => {
      const here = found.cells && new Set([...found.cells].map(pageOf));
      return { titles: [...found.titles], facts: [...found.facts], texts: here ? [...found.texts].filter((page) => here.has(page)) : [...found.texts] };
    };
    let n = 0;
    const narrow = async () => { // by one gram more
      const i = order[n++], said = await list(index, gram(part, i));
      ["titles", "facts", "texts"].forEach((where) => { found[where] = both(found[where], new Set(said[where])); });
      if (said.cells) found.cells = both(found.cells, starts(said.cells, i));
    };
    const count = () => Object.keys(candidates()).reduce((sum, where) => sum + candidates()[where].length, 0);
    while (n < order.length && (n < 2 || spent - before < LIGHT && count() >= FEW)) await narrow();
    const answer = { weights: weighed(index, candidates()), exact: false, narrower: async () => {
      if (n === order.length) return false;
      await narrow();
      answer.weights = weighed(index, candidates());
      return true;
    } };
    return answer;
  };
  const titled = async (index, part) => { // the pages whose title begins and ends with it
    const begins = await list(index, "\n" + part[0] + sign(part[1]));
    const ends = new Set((await list(index, part.slice(-2) + sign("\n"))).titles);
    return begins.titles.filter((page) => ends.has(page));
  };

  // The candidates of a query, best first: an exact title, title, figures and names, text; then the newer.
  const candidates = async (index, parts) => {
    const said = [];
    for (const part of parts) said.push(await (part.length > 2 ? long : short)(index, part));
    const known = new Set(); // by their title, as far as titles were looked at
    const ranked = () => {
      const weights = said[0].weights.map((_, page) => Math.min(...said.map((one) => one.weights[page])));
      known.forEach((page) => { if (weights[page]) weights[page] = 4; });
      const pages = [];
      weights.forEach((w, page) => { if (w) pages.push(page); });
      return { pages: pages.sort((a, b) => weights[b] - weights[a] || b - a), titles: weights.filter((w) => w === 3).length };
    };
    if (parts.length === 1 && parts[0].length > 1 && ranked().titles > FEW) {
      (await titled(index, parts[0])).forEach((page) => known.add(page));
    }
    return {
      pages: ranked().pages, exact: said.every((one) => one.exact),
      narrower: async () => {
        for (const one of said) if (one.narrower && await one.narrower()) return ranked().pages;
        return null;
      },
    };
  };

  // A page's text against the query: null, or the hit.
  const judged = (page, parts, query) => {
    const text = page[6] || (page[6] = { title: fold(page[1]), facts: fold(page[3]), text: fold(page[4]) });
    const within = (where) => parts.every((part) => where.includes(part));
    if (!within(text.title + "\n" + text.facts + "\n" + text.text)) return null;
    const worth = text.title === query ? 4 : within(text.title) ? 3 : within(text.title + "\n" + text.facts) ? 2 : 1;
    return { page: page, worth: worth };
  };
  const search = async (query) => {
    const index = await get("index");
    if (!index.starts) index.starts = index.parts.split("`");
    const folded = fold(query).replace(/\s+/g, " ").trim();
    const parts = folded.split(" ").filter((part, i, all) => part && all.indexOf(part) === i).sort((a, b) => b.length - a.length);
    if (!parts.length || !index.pages) return { parts: parts, index: index, total: () => 0, exact: () => true, more: async () => [], rest: () => 0 };
    const found = await candidates(index, parts), read = new Set();
    let left = found.pages, hits = 0;
    const texts = (page) => get("text-" + lettered(Math.floor(page / index.block)));
    const more = async () => {
      const shown = [], limit = read.size ? spent + BUDGET / 2 : Math.max(BUDGET, spent + TEXT);
      while (left.length && shown.length < PAGE && spent + TEXT <= limit) {
        const afford = Math.max(1, Math.floor((limit - spent) / TEXT));
        const next = left.slice(0, Math.min(PAGE - shown.length, afford, FEW));
        const files = await Promise.all(next.map(texts));
        const those = next.map((number, i) => judged(files[i][number % index.block], parts, folded)).filter(Boolean);
        next.forEach((number) => read.add(number));
        shown.push(...those);
        // Hardly any was one: another gram of the query costs no more than another file of texts, and spares many.
        const fewer = those.length * 2 < next.length && left.length > FEW ? await found.narrower() : null;
        left = (fewer || left).filter((number) => !read.has(number));
      }
      hits += shown.length;
      return shown.sort((a, b) => b.worth - a.worth);
    };
    return {
      parts: parts, index: index, more: more,
      rest: () => left.length,
      total: () => (found.exact ? found.pages.length : hits + left.length),
      exact: () => found.exact || !left.length,
    };
  };
  window.streetlightSearch.search = search;
  window.streetlightSearch.fold = fold;
})();

/* The search page: a plain form; its answer is a list of links, so many at a time. */
(() => {
  "use strict";
  const search = window.streetlightSearch.search, fold = window.streetlightSearch.fold;
  const find = (name) => document.querySelector("[data-st-found=" + name + "]");
  const form = find("form"), field = form.querySelector("input"), state = find("state"), list = find("list");
  const more = find("more"), none = find("none");
  const made = (name, text, className) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    if (className) element.className = className;
    return element;
  };

  const marked = (element, text, parts) => { // the text, with what was asked for marked
    const folded = fold(text);
    let from = 0;
    for (;;) {
      let at = -1, length = 0;
      parts.forEach((part) => {
        const found = folded.indexOf(part, from);
        if (found >= 0 && (at < 0 || found < at || found === at && part.length > length)) { at = found; length = part.length; }
      });
      if (at < 0) break;
      element.append(text.slice(from, at), made("mark", text.slice(at, at + length)));
      from = at + length;
    }
    element.append(text.slice(from));
    return element;
  };
  const AROUND = 30, LONGEST = 90;
  const sentence = (page, parts) => { // the sentence that has most of what was asked for
    const lines = (page[4] + "\n" + page[3]).split("\n").join("\n").match(/[^。！？；\n]+[。！？；”]*/g) || [];
    const count = (line) => parts.filter((part) => fold(line).includes(part)).length;
    let best = lines[0] || "", most = 0;
    lines.forEach((line) => { const n = count(line); if (n > most) { best = line; most = n; } });
    if (best.length <= LONGEST) return best;
    const at = Math.max(0, parts.reduce((low, part) => {
      const found = fold(best).indexOf(part);
      return found >= 0 && (low < 0 || found < low) ? found : low;
    }, -1));
    const start = at < LONGEST - AROUND ? 0 : at - AROUND;
    return (start ? "…" : "") + best.slice(start, start + LONGEST) + (start + LONGEST < best.length ? "…" : "");
  };
  const shown = (hit, answer) => {
    const page = hit.page, item = made("li"), link = made("a");
    link.href = page[0].split("/").map(encodeURIComponent).join("/") + ".html";
    item.append(made("h2"), made("p", [answer.index.labels[page[0].split("/")[0]], page[2]].concat(page[5] ? "往期" : []).filter(Boolean).join(" · "), "st-found__m"),
      marked(made("p"), sentence(page, answer.parts), answer.parts));
    item.firstChild.append(marked(link, page[1], answer.parts));
    return item;
  };
  const told = (answer) => {
    const total = answer.total(), listed = list.children.length;
    if (!total) return "没有找到“" + field.value.trim() + "”。";
    if (!listed) return "没有在前面找到，后面可能还有。";
    const all = answer.exact() ? "找到" + total + "条" : "找到" + listed + "条，后面可能还有";
    return listed < total && answer.exact() ? all + "，先列出" + listed + "条。" : all + "。";
  };
  const add = async (answer, first) => {
    more.hidden = true;
    const hits = (await answer.more()).map((hit) => shown(hit, answer));
    list.append(...hits);
    state.textContent = told(answer);
    more.hidden = !answer.rest();
    none.hidden = list.children.length > 0 || answer.rest() > 0;
    if (!first && hits.length) hits[0].querySelector("a").focus();
  };
  const run = async () => {
    const query = new URLSearchParams(location.search).get("q") || "";
    field.value = query;
    if (!query.trim()) { field.focus(); return; }
    document.title = "找“" + query.trim() + "”｜" + document.title;
    state.textContent = "正在找……";
    try {
      const answer = await search(query);
      await add(answer, true);
      more.onclick = () => add(answer, false).catch(lost);
    } catch (_) { lost(); }
  };
  const lost = () => {
    state.textContent = "没有找成：搜索用的文件没有取到。过一会儿再试，或者从网站地图里找。";
    none.hidden = false;
  };

  // Down and up go from link to link, Escape back to the field, "/" too.
  document.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")], at = links.indexOf(document.activeElement);
    const inField = document.activeElement === field;
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    let target = null;
    if (event.key === "ArrowDown" && (at >= 0 || inField)) target = links[at + 1];
    else if (event.key === "ArrowUp" && at >= 0) target = at ? links[at - 1] : field;
    else if (event.key === "Escape" && at >= 0 || event.key === "/" && !inField) target = field;
    if (target) { event.preventDefault(); target.focus(); }
  });
  find("without").hidden = true;
  form.hidden = false;
  run();
})();
