// Keeps the first view light: the explorer is loaded when somebody means to search, or when the address already asks.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const box = document.getElementById("x-find"), count = document.getElementById("x-count");
  const base = new URL(box.dataset.base, location.href);
  let view = null;

  const script = (path) => new Promise((done, failed) => {
    const made = document.createElement("script");
    Object.assign(made, { src: new URL(`assets/${path}`, base), async: false, onload: done, onerror: () => failed(new Error(`${path} could not be loaded`)) });
    document.head.append(made);
  });

  // What opens the explorer; it takes what was typed meanwhile.
  function load() {
    if (view) return view;
    const data = fetch(new URL("data/explorer.json", base)).then((answer) => {
      if (!answer.ok) throw new Error(`data/explorer.json: ${answer.status}`);
      return answer.json();
    });
    data.catch(() => {}); // told by the view
    const names = ["query", "match", "search", "ask", "facets", "results", "view"].map((name) => `explorer/${name}.js`);
    view = Promise.all([...names, "vendor/minisearch-7.2.0.js"].map(script)).then(() => self.ExportdbView(box, base, data));
    view.catch((error) => {
      view = null;
      count.textContent = `${error.message}. Reload the page to try again.`;
    });
    return view;
  }

  for (const sign of ["pointerdown", "keydown", "input", "paste"]) box.addEventListener(sign, load, { once: true });
  for (const button of document.querySelectorAll("[data-ask]")) {
    button.addEventListener("click", () => load().then(({ set }) => set(button.dataset.ask)).then(() => box.focus()));
  }
  document.addEventListener("keydown", (event) => {
    const typing = /^(?:INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    box.focus();
    load();
  });
  if (box.value || new URL(location.href).searchParams.has("q")) load();
  else if (matchMedia("(min-width: 60em)").matches && !location.hash) box.focus({ preventScroll: true });
});
