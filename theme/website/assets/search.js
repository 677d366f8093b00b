/* 街灯: search. The index lies beside the pages in small scripts, fetched when somebody searches, so that it works from
   a stick, in a sub-folder and under a strict policy. It names candidates; the texts themselves say which are hits.
   How it is made: generator/render/website/search. */
(() => {
  "use strict";
  const LETTERS = "!#$()*+,-.;ABCDEFGHIJKLMNOPQRSTUVWXYZ^abcdefghijklmnopqrstuvwxyz";
  // Hits at a time, files of texts at a time.
  const PAGE = 10, AT_ONCE = 3;
  // So many parts say where one or two characters stand, or nothing does; of so few blocks none is ruled out.
  const FEW = 4;
  // Bytes of a file of the index, of texts.
  const PART = 3000, TEXT = 6000;
  // Bytes of the index for one query, of all for a first answer.
  const LIGHT = 12000, BUDGET = 45500;
  const given = {}, asked = {};
  // Bytes of all that was fetched, of the largest file of texts among that.
  let spent = 0, heavy = 0;

  window.streetlightSearch = (name, value) => { given[name] = value; };
  const bytes = (value) => new TextEncoder().encode(JSON.stringify(value)).length;
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
          const size = bytes(given[name]);
          spent += size;
          if (name.startsWith("text")) heavy = Math.max(heavy, size);
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
  // The last part that starts at or before a key.
  const last = (index, key) => {
    let low = 0, high = index.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (index.starts[middle] <= key) low = middle; else high = middle;
    }
    return low;
  };
  const distances = (text) => {
    const found = [];
    let last = -1, number = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 96) number = number * 26 + code - 96;
      else { found.push(last += number * 26 + code - 64); number = 0; }
    }
    return found;
  };
  const row = (text) => {
    const found = [];
    for (let i = 0; i < text.length; i++) {
      const six = LETTERS.indexOf(text[i]);
      for (let bit = 0; bit < 6; bit++) if (six >> bit & 1) found.push(i * 6 + bit);
    }
    return found;
  };
  // The blocks that have a gram in titles, in figures and names, in texts.
  const read = (text) =>
    (text || "//").split("/").map((list) => (list[0] === "*" ? row(list.slice(1)) : distances(list)));
  const sign = (unit) => {
    const code = unit.charCodeAt(0);
    return LETTERS[(code >> 14) << 4 | code & 15];
  };
  const gram = (units, i) => units[i] + units[i + 1] + sign(units[i + 2]);
  const split = {};
  const grams = async (start) => {
    const text = await get(named(start));
    split[start] = split[start] || Object.fromEntries(text.split("`").map((list) => [list.slice(0, 3), list.slice(3)]));
    return split[start];
  };
  const list = async (index, key) => read((await grams(index.starts[last(index, key)]))[key]);

  // What the index says of one part of a query: for each block 0 (not here) or how much it may weigh: 1 in a text, 2 in
  // figures and names, 3 in a title; nothing at all where that would be too much to fetch: the texts will tell.
  const weighed = (index, lists) => {
    const weights = new Uint8Array(index.blocks);
    [3, 2, 1].forEach((weight, i) => lists[i].forEach((block) => { weights[block] = Math.max(weights[block], weight); }));
    return weights;
  };
  const short = async (index, part) => {
    const from = last(index, part), to = last(index, part + "\uffff"), found = [[], [], []];
    if (to - from >= FEW) return { weights: null };
    (await Promise.all(index.starts.slice(from, to + 1).map(grams))).forEach((lists) => {
      Object.keys(lists).filter((key) => key.startsWith(part)).forEach((key) => read(lists[key]).forEach((blocks, i) => found[i].push(...blocks)));
    });
    return { weights: weighed(index, found) };
  };
  const both = (one, other) => (one ? one.filter((block) => other.has(block)) : [...other]);
  // The ends, then every second one.
  const rank = (i, length) => (i === 0 ? 0 : i === length - 3 ? 1 : i % 2 ? 3 : 2);
  const long = async (index, part) => {
    const order = Array.from({ length: part.length - 2 }, (_, i) => i).sort((a, b) => rank(a, part.length) - rank(b, part.length));
    const before = spent, answer = {};
    let n = 0, found = [null, null, null];
    // By one gram more.
    const narrow = async () => {
      const lists = await list(index, gram(part, order[n++]));
      found = found.map((blocks, i) => both(blocks, new Set(lists[i])));
      answer.weights = weighed(index, found);
    };
    answer.narrower = async () => n < order.length && (await narrow(), true);
    while (n < order.length && (n < 2 || spent - before < LIGHT && answer.weights.filter(Boolean).length >= FEW)) await narrow();
    return answer;
  };
  // The blocks with a title that begins and ends with it.
  const titled = async (index, query) => {
    const begins = (await list(index, "\n" + query[0] + sign(query[1] || "\n")))[0];
    if (begins.length <= FEW || query.length < 2 || query[query.length - 2] === " ") return new Set(begins);
    return new Set(both(begins, new Set((await list(index, query.slice(-2) + sign("\n")))[0])));
  };
  const candidates = async (index, parts, query) => {
    const said = [], before = spent;
    for (const part of parts) said.push(spent - before < LIGHT ? await (part.length > 2 ? long : short)(index, part) : { weights: null });
    // Of all parts together.
    const weights = () => {
      const known = said.map((one) => one.weights).filter(Boolean);
      return known.slice(1).reduce((all, one) => all.map((weight, block) => Math.min(weight, one[block])), known[0] || new Uint8Array(index.blocks).fill(1));
    };
    const found = { weights: weights() };
    found.titled = found.weights.filter((weight) => weight === 3).length > FEW ? await titled(index, query) : null;
    found.narrower = async () => {
      for (const one of said) if (one.narrower && await one.narrower()) break;
      found.weights = weights();
    };
    return found;
  };

  // The hits in a block, best first: an exact title, title, figures and names, text; then the newer.
  const judged = (pages, parts, query) => pages.map((page) => {
    const [title, facts, text] = page[6] || (page[6] = [fold(page[1]), fold(page[1] + "\n" + page[3]), fold(page[4])]);
    const within = (where) => parts.every((part) => where.includes(part));
    return { page: page, worth: !within(facts + "\n" + text) ? 0 : title === query ? 4 : within(title) ? 3 : within(facts) ? 2 : 1 };
  }).filter((hit) => hit.worth).reverse().sort((a, b) => b.worth - a.worth);
  const search = async (query) => {
    const before = spent, index = await get("index");
    if (!index.starts) {
      index.starts = index.parts.split("`");
      index.blocks = Math.ceil(index.pages / index.block);
    }
    const folded = fold(query).replace(/\s+/g, " ").trim();
    const parts = folded.split(" ").filter((part, i, all) => part && all.indexOf(part) === i).sort((a, b) => b.length - a.length);
    if (!parts.length || !index.pages) return { parts: parts, index: index, more: async () => [], rest: () => 0, sure: () => false };
    const found = await candidates(index, parts, folded), hits = {};
    // What is looked for now: exact titles, titles, figures and names, texts.
    let worth = 4;
    const waiting = (block) => hits[block].filter((hit) => !hit.listed && hit.worth >= worth);
    // The blocks that may have some, the newest first.
    const left = () => {
      for (; worth; worth--) {
        const weights = found.weights, blocks = [];
        for (let block = index.blocks - 1; block >= 0; block--) {
          const may = worth === 4 && found.titled ? weights[block] === 3 && found.titled.has(block) : weights[block] >= Math.min(worth, 3);
          if (may && (!hits[block] || waiting(block).length)) blocks.push(block);
        }
        if (blocks.length) return blocks;
      }
      return [];
    };
    const seen = () => Object.values(hits).reverse().flat().filter((hit) => !hit.listed).sort((a, b) => b.worth - a.worth);
    const look = async (block) => { hits[block] = judged(await get("text-" + lettered(block)), parts, folded); };
    const more = async () => {
      const shown = [], limit = Object.keys(hits).length ? spent + BUDGET / 2 : before + BUDGET;
      for (let least = 1; shown.length < PAGE; least = 0) {
        const blocks = left(), afford = Math.max(least, Math.floor((limit - spent) / Math.max(heavy, TEXT)));
        const fresh = blocks.filter((block) => !hits[block]).slice(0, Math.min(AT_ONCE, afford));
        const end = blocks.findIndex((block) => !hits[block] && !fresh.includes(block)), next = end < 0 ? blocks : blocks.slice(0, end);
        if (!next.length) break;
        await Promise.all(fresh.map(look));
        next.forEach((block) => waiting(block).slice(0, PAGE - shown.length).forEach((hit) => { hit.listed = true; shown.push(hit); }));
        // Hardly any had one: another gram of the query costs no more than another file of texts, and spares many.
        const few = fresh.filter((block) => hits[block].length).length * 2 < fresh.length;
        if (few && left().length > FEW && spent + PART < limit) await found.narrower();
      }
      // Where no more can be afforded, what was seen on the way fills the list.
      shown.push(...seen().slice(0, PAGE - shown.length));
      shown.forEach((hit) => { hit.listed = true; });
      return shown.sort((a, b) => b.worth - a.worth);
    };
    return {
      parts: parts, index: index, more: more, rest: () => left().length, sure: () => seen().length > 0,
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

  // The text, with what was asked for marked.
  const marked = (element, text, parts) => {
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
  // The sentence that has most of what was asked for.
  const sentence = (page, parts) => {
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
    const listed = list.children.length, rest = answer.rest();
    if (!listed) return rest ? "没有在前面找到，后面可能还有。" : "没有找到“" + field.value.trim() + "”。";
    return "找到" + listed + "条" + (answer.sure() ? "，后面还有。" : rest ? "，后面可能还有。" : "。");
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
