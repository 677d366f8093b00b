/* 街灯: remembers night and large type. Loaded before the page is painted; without it the page reads as well. */
(() => {
  "use strict";
  const html = document.documentElement;
  const night = window.matchMedia("(prefers-color-scheme: dark)");

  const recall = (key) => {
    try { return localStorage.getItem("st-" + key); } catch (_) { return null; }
  };
  const keep = (key, value) => {
    try {
      if (value === null) localStorage.removeItem("st-" + key);
      else localStorage.setItem("st-" + key, value);
    } catch (_) { /* a browser that may not remember still switches */ }
  };
  const show = (key, value) => {
    if (value === null) html.removeAttribute("data-st-" + key);
    else html.setAttribute("data-st-" + key, value);
  };

  // "scheme" is default, slate, or nothing: then the system decides. "elder" is on or nothing.
  const dark = () => (html.getAttribute("data-st-scheme") || (night.matches ? "slate" : "default")) === "slate";
  const elder = () => html.hasAttribute("data-st-elder");
  const restore = () => {
    const scheme = recall("scheme");
    show("scheme", scheme === "slate" || scheme === "default" ? scheme : null);
    show("elder", recall("elder") === "on" ? "on" : null);
  };
  restore();

  const buttons = (name) => document.querySelectorAll('[data-st-switch="' + name + '"]');
  const say = () => {
    buttons("dark").forEach((b) => b.setAttribute("aria-pressed", String(dark())));
    buttons("elder").forEach((b) => b.setAttribute("aria-pressed", String(elder())));
  };
  const set = (key, value) => { show(key, value); keep(key, value); say(); };
  const switches = {
    // Back to what the system says is "automatic": nothing is remembered.
    dark: () => set("scheme", dark() === night.matches ? (dark() ? "default" : "slate") : null),
    elder: () => set("elder", elder() ? null : "on"),
    print: () => window.print(),
  };

  document.addEventListener("DOMContentLoaded", () => {
    Object.keys(switches).forEach((name) => buttons(name).forEach((b) => {
      b.hidden = false;
      b.addEventListener("click", switches[name]);
    }));
    say();
  });
  window.addEventListener("storage", () => { restore(); say(); }); // another tab switched
  window.addEventListener("pageshow", () => { restore(); say(); }); // back from a page that switched
  if (night.addEventListener) night.addEventListener("change", say);
})();
