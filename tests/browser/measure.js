/* Puts a slide on the stage and returns what is wrong with it, as a list of [what, text, …]. */
(html) => {
  const stage = document.getElementById("stage"), wrong = [];
  stage.innerHTML = html;
  const channel = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const light = (rgb) => rgb.slice(0, 3).reduce((sum, c, i) => sum + channel(c) * [0.2126, 0.7152, 0.0722][i], 0);
  const colour = (value) => value.match(/[\d.]+/g).map(Number);
  const apart = (a, b) => a.left >= b.right || b.left >= a.right || a.top >= b.bottom || b.top >= a.bottom;
  const within = (a, b) => a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;
  const slide = document.querySelector(".slide"), edge = slide.getBoundingClientRect();
  const marks = [...document.querySelectorAll(".m")].filter((m) => getComputedStyle(m).visibility !== "hidden");

  function ground(line, box) {
    const below = marks.filter((m) => !(m.compareDocumentPosition(line) & 2) && within(box, m.getBoundingClientRect()));
    return getComputedStyle(below.length ? below[below.length - 1] : slide).backgroundColor;
  }

  function contrast(line, box, run) {
    const ratio = [colour(getComputedStyle(run).color), colour(ground(line, box))].map(light).sort((a, b) => b - a);
    return (ratio[0] + 0.05) / (ratio[1] + 0.05);
  }

  function measure(line, boxes) {
    const range = document.createRange(), text = line.textContent, box = line.getBoundingClientRect();
    range.selectNodeContents(line);
    const ink = range.getBoundingClientRect(), rolls = line.classList.contains("roll");
    if (line.scrollWidth > line.clientWidth) wrong.push(["scrolls", text, line.scrollWidth, line.clientWidth]);
    if (ink.left < box.left - 0.01 || ink.right > box.right + 0.01) wrong.push(["wider than its box", text]);
    const live = line.querySelector("[data-live]"); // its box is as wide as the widest day
    if (!live && ink.width < box.width - 2) wrong.push(["box too wide", text, ink.width, box.width]);
    const seen = rolls ? line.parentNode.getBoundingClientRect() : box;
    if (!within(seen, edge)) wrong.push(["outside", text]);
    for (const side of ["left", "top", "width", "height"])
      if (seen[side] !== Math.round(seen[side])) wrong.push(["half pixel", text, side, seen[side]]);
    for (const [other, said] of boxes) if (!apart(seen, other)) wrong.push(["overlap", said, text]);
    boxes.push([seen, text]);
    for (const run of [line, ...line.querySelectorAll("b")]) {
      const style = getComputedStyle(run), name = style.fontFamily.split(",")[0];
      if (!document.fonts.check(`${style.fontWeight} ${style.fontSize} ${name}`, run.textContent))
        wrong.push(["font not loaded", text, style.fontFamily]);
      if (run.textContent.trim() && contrast(line, seen, run) < 4.5)
        wrong.push(["contrast", text, contrast(line, seen, run)]);
    }
  }

  return document.fonts.ready.then(() => {
    const boxes = [];
    for (const line of document.querySelectorAll(".t"))
      if (getComputedStyle(line).visibility !== "hidden") measure(line, boxes);
    for (const picture of document.querySelectorAll(".p")) {
      const box = picture.getBoundingClientRect();
      if (!within(box, edge)) wrong.push(["picture outside", picture.className]);
      for (const [other, said] of boxes) if (!apart(box, other)) wrong.push(["text on a picture", said]);
    }
    return wrong;
  });
}
