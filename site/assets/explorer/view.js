// The explorer: a box, what is found as one types, facets with counts, and the query in the address.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const box = document.getElementById("x-find");
  if (!box) return;
  const base = new URL(box.dataset.base || "./", location.href);
  const parts = Object.fromEntries(["results", "facets", "sentence", "count", "welcome", "facet-drawer"].map((id) => [id, document.getElementById(`x-${id}`)]));
  const Query = self.ExportdbQuery, Search = self.ExportdbSearch;
  const STEP = 30, FACET = 8;
  const SIGNS = JSON.parse(box.dataset.signs);
  let data = null, index = null, loading = null, shown = STEP, found = [], active = -1, timer = 0;
  const opened = new Set();

  const element = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "onclick") made.addEventListener("click", value);
      else if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children.filter((child) => child !== null));
    return made;
  };

  function load() {
    if (loading) return loading;
    const script = (path) => new Promise((done, failed) => {
      document.head.append(Object.assign(document.createElement("script"), { src: new URL(path, base), onload: done, onerror: () => failed(new Error(`${path} could not be loaded`)) }));
    });
    loading = Promise.all([fetch(new URL("data/explorer.json", base)).then((answer) => {
      if (!answer.ok) throw new Error(`data/explorer.json: ${answer.status}`);
      return answer.json();
    }), script("assets/vendor/minisearch-7.2.0.js")]).then(([json]) => {
      data = json;
      const built = Search.build(self.MiniSearch, data);
      return built.ready.then(() => { index = built.index; });
    });
    loading.catch((error) => {
      loading = null;
      say(location.protocol === "file:"
        ? "The search needs a server: run `exportdb site serve`, and open the address that it prints."
        : `The search data could not be loaded (${error.message}). Reload the page to try again.`);
    });
    return loading;
  }

  const say = (text) => { parts.count.textContent = text; };

  // A query is cut into filters, which decide, and free words, which rank.
  function understand(text) {
    if (Search.pasted(text) && !/^\s*-?[\w.]+:\S/.test(text)) return { terms: [], words: text, notes: [], pasted: true };
    let terms;
    try {
      terms = Query.parse(text, data);
    } catch (error) {
      if (!(error instanceof Query.QueryError)) throw error;
      return { terms: [], words: text, notes: [`${error.message[0].toUpperCase()}${error.message.slice(1)} (at character ${error.column + 1}). Searched for as text.`] };
    }
    const free = terms.filter((t) => t.filter === "text" && !t.negated && !/\s/.test(t.values[0].text));
    const notes = Query.left_out(terms).map((why) => `${why}: ask \`exportdb query\`; here it is left out.`);
    return { terms: Query.answerable(terms).filter((t) => !free.includes(t)), words: free.map((t) => t.values[0].text).join(" "), notes, all: terms };
  }

  function update(push) {
    const text = box.value;
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 180)}px`;
    const address = new URL(location.href);
    if (text.trim()) address.searchParams.set("q", text.slice(0, 1500));
    else address.searchParams.delete("q");
    if (address.href !== location.href) history[push ? "pushState" : "replaceState"](null, "", address);
    if (!text.trim()) {
      for (const name of ["results", "facets", "sentence"]) parts[name].replaceChildren();
      parts.welcome.hidden = false;
      parts["facet-drawer"].hidden = true;
      found = [];
      return say("");
    }
    parts.welcome.hidden = true;
    if (!index) {
      say("Loading the cases…");
      return load().then(() => update(false), () => {});
    }
    const began = performance.now();
    const asked = understand(text);
    const ranked = Search.find(index, asked.words, data.cases);
    const pool = ranked ? ranked.hits.map((hit) => ({ item: data.cases[hit.id], hit })) : data.cases.map((item) => ({ item, hit: null }));
    found = pool.filter(({ item }) => Query.matches(item, asked.terms, data));
    shown = STEP;
    active = -1;
    explain(asked, ranked);
    list();
    facets();
    box.dataset.took = (performance.now() - began).toFixed(1);
  }

  function explain(asked, ranked) {
    const said = [];
    if (asked.pasted && ranked) {
      const { line, codes } = ranked.told;
      said.push(element("p", {}, "Read as an error message", codes.length ? ` (${codes.join(", ")})` : "", ". ",
        line ? "Your line " : "The same message can come from quite different programs. Compare the line at fault in each result with yours; paste the whole traceback, and it is done for you.",
        line ? element("code", {}, line) : null, line ? " decides between programs with the same message." : null));
    } else if (asked.all && asked.all.some((t) => t.filter !== "text")) {
      said.push(element("p", {}, Query.sentence(asked.all, data)));
    }
    for (const note of asked.notes) said.push(element("p", { class: "x-caution" }, note));
    parts.sentence.replaceChildren(...said);
  }

  function list() {
    say(found.length ? `${found.length} ${found.length === 1 ? "case" : "cases"}` : "Nothing found");
    if (!found.length) return parts.results.replaceChildren(nothing());
    const rows = found.slice(0, shown).map(({ item, hit }, place) => result(item, hit, place));
    if (found.length > shown) {
      rows.push(element("li", { class: "x-more" }, element("button", { type: "button", onclick: () => { shown += STEP; list(); } }, `Show ${Math.min(STEP, found.length - shown)} more`)));
    }
    parts.results.replaceChildren(...rows);
  }

  function nothing() {
    const close = index.autoSuggest(box.value.slice(0, 80), { fuzzy: 0.4, combineWith: "OR" }).slice(0, 3);
    const tries = close.map(({ suggestion }) => element("button", { type: "button", onclick: () => set(suggestion) }, suggestion));
    return element("li", { class: "x-nothing" },
      element("p", {}, "No case fits all of this. ", tries.length ? "Did you mean " : "Take away a filter, or a word.", ...tries.flatMap((t, i) => (i ? [" or ", t] : [t])), tries.length ? "?" : null),
      element("p", {}, "If your export fails in a way that no case shows, ", element("a", { href: new URL("contributing.html", base) }, "a case can be written for it"), "."));
  }

  const lane_of = (item, mode) => (item.l || []).find((lane) => lane[0] === 0 && lane[1] === mode && lane[2] === data.main);
  function status(item, mode) {
    const lane = lane_of(item, mode);
    if (!lane) return null;
    const stops = new Map(lane[4]);
    for (let stage = 0; stage < lane[3].length; stage++) {
      const letter = lane[3][stage];
      if (letter !== "." && letter !== "p" && letter !== "s" && !data.stages[stage].startsWith("lower:")) {
        return { outcome: data.outcomes[data.letters.indexOf(letter)], stage: data.stages[stage], code: data.codes[stops.get(stage)] };
      }
    }
    return { outcome: /p/.test(lane[3]) ? "pass" : "skip" };
  }

  function result(item, hit, place) {
    const marks = data.modes.map((mode, m) => {
      const at = status(item, m);
      if (!at) return null;
      return element("span", { class: `x-mark x-${at.outcome}` }, element("span", { "aria-hidden": "true" }, SIGNS[at.outcome]), ` ${mode}: ${at.code ? `${at.stage}, ${at.code}` : at.outcome}`);
    });
    const words = hit && hit.told ? null : hit;
    const first = (item.e || "").split(/(?<=[.!?])\s/)[0];
    return element("li", { class: "x-result", id: `x-result-${place}` },
      element("a", { href: new URL(item.u, base), class: "x-result-title" }, ...lit(item.t, words)),
      element("span", { class: "x-result-id" }, item.i),
      element("span", { class: "x-result-marks" }, ...marks),
      item.w ? element("code", { class: "x-result-line", title: "the line at fault" }, ...lit(item.w, hit)) : null,
      first ? element("p", {}, ...lit(first, words)) : null,
      item.r ? element("span", { class: "x-result-instead" }, `Instead: ${item.r.join(", ")}${item.v ? "" : " (not measured)"}`) : null);
  }

  // The text with what stands in backticks as code, and the words that were met marked.
  function lit(text, hit) {
    const terms = hit ? hit.terms.filter((t) => t.length > 2 && !/^(?:and|are|for|not|the|with)$/.test(t)) : [];
    const re = terms.length && new RegExp(`(?<![\\p{L}\\p{N}])(${terms.map((t) => t.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).sort((a, b) => b.length - a.length).join("|")})`, "giu");
    const marked = (piece) => (re ? piece.split(re).map((part, i) => (i % 2 ? element("mark", {}, part) : part)) : [piece]);
    return text.split(/`([^`]+)`/).flatMap((piece, i) => (i % 2 ? [element("code", {}, ...marked(piece))] : marked(piece)));
  }

  // Facets: what the cases that were found have, and how many of them.
  function facets() {
    const groups = new Map([["Outcome", new Map()], ["Area", new Map()], ["Stops with", new Map()], ["Stage", new Map()], ["Tag", new Map()], ["Backend", new Map()], ["torch", new Map()], ["Collection", new Map()], ["Has", new Map()]]);
    const count = (group, term, label) => {
      const entry = groups.get(group).get(term) || { label, n: 0 };
      entry.n++;
      groups.get(group).set(term, entry);
    };
    for (const { item } of found) {
      const terms = new Map();
      const once = (group, term, label) => terms.set(term, [group, label]);
      once("Area", `area:${quote(item.a || "")}`, item.a);
      once("Collection", `collection:${quote(item.c)}`, item.c);
      for (const tag of item.g || []) once("Tag", `tag:${quote(tag)}`, tag);
      if (item.r) once("Has", "has:rewrite", "a rewrite");
      for (const word of item.h || []) once("Has", `has:${word}`, word === "near" ? "a near miss" : "an upstream issue");
      for (const program of Query.programs(item, data)) {
        if (program.environment !== null) {
          const torch = data.environments[program.environment].torch.split("+")[0];
          once("torch", `torch:${torch}`, torch);
        }
        for (const cell of program.cells) {
          const backend = cell.stage.startsWith("lower:") ? cell.stage.slice(6) : null;
          if (backend) { if (cell.outcome !== "skip") once("Backend", `lower.${backend}:${cell.outcome}`, `${backend}: ${cell.outcome}`); continue; }
          if (program.variant || cell.outcome === "skip") continue;
          if (cell.outcome !== "pass") {
            once("Outcome", `${cell.mode}:${cell.outcome}`, `${cell.mode}: ${cell.outcome}`);
            once("Stage", `${cell.stage}:${cell.outcome}`, `${cell.stage}: ${cell.outcome}`);
            if (cell.code) once("Stops with", `code:${quote(cell.code)}`, cell.code);
          }
        }
      }
      data.modes.forEach((mode, m) => { if ((status(item, m) || {}).outcome === "pass") once("Outcome", `${mode}:pass`, `${mode}: pass`); });
      for (const [term, [group, label]] of terms) count(group, term, label);
    }
    const present = new Set(box.value.trim().split(/\s+/));
    const made = [];
    for (const [group, entries] of groups) {
      if (!entries.size || (entries.size === 1 && ![...entries.keys()].some((t) => present.has(t)))) continue;
      const sorted = [...entries].sort((a, b) => present.has(b[0]) - present.has(a[0]) || b[1].n - a[1].n || a[0].localeCompare(b[0]));
      const all = opened.has(group);
      made.push(element("section", {}, element("h3", {}, group), element("ul", {},
        ...sorted.slice(0, all ? 200 : FACET).map(([term, { label, n }]) => element("li", {},
          element("button", { type: "button", "aria-pressed": String(present.has(term)), title: term, onclick: () => toggle(term) }, element("span", {}, label), element("span", { class: "x-n" }, String(n))))),
        sorted.length > FACET ? element("li", {}, element("button", { type: "button", class: "x-all", onclick: () => { opened[all ? "delete" : "add"](group); facets(); } }, all ? "fewer" : `${sorted.length - FACET} more`)) : null)));
    }
    parts.facets.replaceChildren(...made);
    parts["facet-drawer"].hidden = !made.length;
  }

  const quote = (text) => (/[\s,:*"]|^-/.test(text) ? `"${text.replace(/["\\]/g, "\\$&")}"` : text);

  function toggle(term) {
    const focus = document.activeElement && document.activeElement.title;
    const terms = (Search.pasted(box.value) ? "" : box.value).trim().split(/\s+/).filter(Boolean);
    set((terms.includes(term) ? terms.filter((t) => t !== term) : [...terms, term]).join(" "));
    const again = [...parts.facets.querySelectorAll("button")].find((b) => b.title === focus);
    if (again) again.focus();
  }

  function set(text) {
    box.value = text;
    update(true);
  }

  function move(step) {
    const rows = [...parts.results.querySelectorAll(".x-result")];
    if (!rows.length) return;
    active = Math.max(-1, Math.min(rows.length - 1, active + step));
    rows.forEach((row, i) => row.classList.toggle("x-active", i === active));
    if (active >= 0) {
      box.setAttribute("aria-activedescendant", rows[active].id);
      rows[active].scrollIntoView({ block: "nearest" });
    } else box.removeAttribute("aria-activedescendant");
  }

  // Not before somebody means to search: the first view stays light.
  for (const sign of ["pointerdown", "keydown"]) box.addEventListener(sign, () => load().catch(() => {}), { once: true });
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => update(false), 12); });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (box.value.includes("\n") && active < 0 && event.key === "ArrowUp") return;
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      const row = parts.results.querySelectorAll(".x-result")[Math.max(0, active)];
      if (row) { history.pushState(null, "", location.href); row.querySelector("a").click(); }
    } else if (event.key === "Escape") set("");
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); box.focus(); }
  });
  for (const button of document.querySelectorAll("[data-ask]")) button.addEventListener("click", () => { set(button.dataset.ask); box.focus(); });
  const from_address = () => { box.value = new URL(location.href).searchParams.get("q") || ""; update(false); };
  addEventListener("popstate", from_address);
  if (!matchMedia("(min-width: 60em)").matches) parts["facet-drawer"].removeAttribute("open");
  if (new URL(location.href).searchParams.has("q")) from_address();
  if (matchMedia("(min-width: 60em)").matches && !/[?&]q=/.test(location.search) && !location.hash) box.focus({ preventScroll: true });
});
