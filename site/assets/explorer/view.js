// The explorer at work: what is found as one types, facets with counts, and the query in the address.
"use strict";
self.ExportdbView = (box, base, fetched) => {
  const parts = Object.fromEntries(["results", "facets", "sentence", "count", "welcome", "facet-drawer"].map((id) => [id, document.getElementById(`x-${id}`)]));
  const { ExportdbQuery: Query, ExportdbMatch: Match, ExportdbSearch: Search, ExportdbFacets: Facets, ExportdbAsk: Ask } = self;
  const { element, lit, result } = self.ExportdbResults;
  const STEP = 30, FACET = 8, MANY = 200, WIDE = matchMedia("(min-width: 60em)").matches;
  const signs = JSON.parse(box.dataset.signs);
  let data = null, index = null, shown = STEP, found = [], asked = null, active = -1, timer = 0;
  const opened = new Set();
  const say = (text) => { parts.count.textContent = text; };

  const ready = fetched.then(async (json) => {
    const built = Search.build(self.MiniSearch, json);
    await built.ready;
    await Facets.prepare(json);
    [data, index] = [json, built.index];
  });
  ready.catch((error) => {
    say(location.protocol === "file:"
      ? "The search needs a server: run `exportdb site serve`, and open the address that it prints."
      : `The search data could not be loaded (${error.message}). Reload the page to try again.`);
  });

  // The address follows the box: quietly as one types, as a step of its own when something is chosen.
  function remember(text, push) {
    const address = new URL(location.href);
    if (text.trim()) address.searchParams.set("q", Ask.permanent(text, data).slice(0, 1500));
    else address.searchParams.delete("q");
    if (address.href !== location.href) history[push ? "pushState" : "replaceState"](null, "", address);
  }

  function update(push, keep = false) {
    const text = box.value;
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight + 4, 180)}px`;
    parts.welcome.hidden = Boolean(text.trim());
    document.body.classList.toggle("x-searching", parts.welcome.hidden);
    if (!text.trim()) {
      if (!keep) remember(text, push);
      for (const name of ["results", "facets", "sentence"]) parts[name].replaceChildren();
      parts["facet-drawer"].hidden = true;
      found = [];
      move(-Infinity);
      return say("");
    }
    if (!index) {
      say("Loading the cases…");
      return void ready.then(() => { if (box.value === text) update(push, keep); }, () => {});
    }
    if (!keep) remember(text, push);
    const began = performance.now();
    asked = Ask.understand(text, data);
    const ranked = Search.find(index, asked.words, data.cases);
    found = look(asked.filters, ranked);
    shown = STEP;
    active = -1;
    box.removeAttribute("aria-activedescendant");
    explain(ranked);
    list();
    facets();
    box.dataset.took = (performance.now() - began).toFixed(1);
  }

  function look(filters, ranked) {
    const pool = ranked ? ranked.hits.map((hit) => ({ item: data.cases[hit.id], hit })) : data.cases.map((item) => ({ item, hit: null }));
    return pool.flatMap(({ item, hit }) => {
      const meant = Match.select(item, filters, data);
      return meant ? [{ item, hit, meant }] : [];
    });
  }

  function explain(ranked) {
    const said = [], note = (...children) => element("p", { class: "x-caution" }, ...children);
    if (asked.said.length) said.push(element("p", {}, Query.sentence(asked.said, data), ranked && !asked.pasted ? ` Of these, those with “${asked.words.trim()}” or nearly so, the best first.` : ""));
    if (asked.pasted && ranked) {
      const { line, codes } = ranked.told;
      said.push(element("p", {}, "Read as an error message", codes.length ? ` (${codes.join(", ")})` : "", ". ",
        line ? "Your line " : "The same message can come from quite different programs. Compare the line at fault in each result with yours; paste the whole traceback, and it is done for you.",
        line ? element("code", {}, line) : null, line ? " decides between programs with the same message." : null));
    }
    for (const { message, hint, column, width, text, kept } of asked.errors) {
      const from = Math.max(0, column - 40);
      said.push(note(`${message[0].toUpperCase()}${message.slice(1)}: `,
        element("code", {}, text.slice(from, column), element("mark", {}, text.slice(column, column + width) || " "), text.slice(column + width, column + 40)),
        hint ? ` ${hint[0].toUpperCase()}${hint.slice(1)}${/[?.]$/.test(hint) ? "" : "."}` : "", kept ? " Until then it is searched for as text." : ""));
    }
    for (const why of asked.elsewhere) said.push(note(...lit(`${why}: ask \`exportdb query\`; here it is left out.`)));
    if (asked.filters.some((t) => t.filter === "text")) said.push(element("p", { class: "x-aside" }, ...lit("Texts are looked for in the case and in the beginnings of its error messages; `exportdb query` reads those to the end.")));
    parts.sentence.replaceChildren(...said);
  }

  function list() {
    say(`${found.length} ${found.length === 1 ? "case" : "cases"}`);
    if (!found.length) return parts.results.replaceChildren(nothing());
    const rows = found.slice(0, shown).map((one, place) => result(one, place, { data, base, signs }));
    if (found.length > shown) {
      rows.push(element("li", { class: "x-more" }, element("button", { type: "button", onclick: more }, `Show ${Math.min(STEP, found.length - shown)} more`)));
    }
    parts.results.replaceChildren(...rows);
  }

  function more() {
    const next = shown;
    shown += STEP;
    list();
    parts.results.querySelectorAll(".x-result-title")[next].focus();
  }

  // What to do when nothing fits. The tips take a while to find, and are of no use before somebody stops typing.
  function nothing() {
    const place = element("div"), text = box.value;
    setTimeout(() => { if (box.value === text) place.replaceChildren(...tips()); }, 200);
    return element("li", { class: "x-nothing" },
      element("p", {}, "No case fits all of this."), place,
      element("p", {}, ...lit("Does your export fail in a way that no case shows? `exportdb search` looks through the messages of every run in your own database, and `exportdb new` begins "), element("a", { href: new URL("contributing.html", base) }, "a case for it"), "."));
  }

  // A value that was likely meant, a term too many, another spelling: each with what it would find.
  function tips() {
    const made = [], button = (text, becomes) => element("button", { type: "button", onclick: () => set(becomes) }, text);
    const among = (list) => list.flatMap((one, i) => (i ? [i === list.length - 1 ? " or " : ", ", one] : [one]));
    const left = (text) => { const less = Ask.understand(text, data); return look(less.filters, Search.find(index, less.words, data.cases)).length; };
    const offered = (list, becomes) => list.map((one) => [one, becomes(one), left(becomes(one))]).filter(([, text, n]) => text.trim() && n)
      .map(([one, text, n]) => element("span", {}, button(one, text), ` (${n})`));
    const tip = (before, list, after) => { if (list.length) made.push(element("p", {}, before, ...among(list), after)); };
    for (const [term, value, near] of Match.unknown(asked.filters, data)) {
      const whole = `${term.filter}:${value.text}`;
      if (near.length) tip(`Nothing has ${whole}; did you mean `, near.map((n) => button(n, box.value.replace(value.text, () => n))), "?");
      else made.push(element("p", {}, `Nothing has ${whole}.`));
    }
    const terms = Ask.terms_of(box.value, data).slice(0, 12);
    const fewer = offered(terms, (term) => Ask.toggled(box.value, term, data));
    tip("Take away ", fewer, ".");
    if (!fewer.length && terms.length > 1) tip("Alone, there is ", offered(terms, (term) => term), ".");
    const words = asked.words.trim(), others = terms.filter((term) => !words.includes(term)).join(" ");
    const close = asked.pasted || !words ? [] : index.autoSuggest(words.slice(0, 80), { fuzzy: 0.4, combineWith: "OR" }).slice(0, 3).map(({ suggestion }) => suggestion);
    tip("Did you mean ", offered(close, (word) => `${others} ${word}`.trim()), "?");
    return made;
  }

  function facets() {
    const made = [];
    for (const [group, entries] of Facets.count(found, data)) {
      const chosen = (one) => Ask.has(box.value, one.term, data);
      // a facet that all have narrows nothing
      if (!entries.some((one) => chosen(one) || one.n < found.length)) continue;
      entries.sort((a, b) => chosen(b) - chosen(a));
      const all = opened.has(group);
      const rows = entries.slice(0, all ? MANY : FACET).map((one) => element("li", {},
        element("button", { type: "button", "aria-pressed": String(chosen(one)), title: one.term, onclick: () => toggle(one.term) }, element("span", {}, one.label), " ", element("span", { class: "x-n" }, String(one.n)))));
      if (entries.length > FACET) rows.push(element("li", {}, element("button", { type: "button", class: "x-all", title: group, "aria-expanded": String(all), onclick: () => { opened[all ? "delete" : "add"](group); again(facets); } }, all ? "fewer" : `${Math.min(MANY, entries.length) - FACET} more`)));
      made.push(element("section", {}, element("h3", {}, group), element("ul", {}, ...rows)));
    }
    parts.facets.replaceChildren(...made);
    parts["facet-drawer"].hidden = !made.length;
  }

  // Does something that makes the facets anew, and leaves the focus where it was.
  function again(act) {
    const title = parts.facets.contains(document.activeElement) ? document.activeElement.title : null;
    act();
    if (title !== null) ([...parts.facets.querySelectorAll("button")].find((b) => b.title === title) || box).focus();
  }

  const toggle = (term) => again(() => set(Ask.toggled(box.value, term, data)));

  function set(text) {
    box.value = text;
    update(true);
  }

  function move(step) {
    const rows = [...parts.results.querySelectorAll(".x-result")];
    active = Math.max(-1, Math.min(rows.length - 1, active + step));
    rows.forEach((row, i) => row.classList.toggle("x-active", i === active));
    if (active < 0) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", rows[active].id);
    rows[active].scrollIntoView({ block: "nearest" });
  }

  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => update(false)); });
  box.addEventListener("keydown", (event) => {
    const lines = box.value.includes("\n");
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const within = event.key === "ArrowUp" ? box.selectionStart > 0 : box.selectionEnd < box.value.length;
      if (lines && active < 0 && within) return; // through the lines of a pasted text first
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      const row = parts.results.querySelectorAll(".x-result")[Math.max(0, active)];
      if (row) row.querySelector("a").click();
    } else if (event.key === "Escape") set("");
  });
  const from_address = () => { box.value = new URL(location.href).searchParams.get("q") || ""; update(false, true); };
  addEventListener("popstate", from_address);
  if (!WIDE) parts["facet-drawer"].removeAttribute("open");
  if (box.value) update(false);
  else if (new URL(location.href).searchParams.has("q")) from_address();
  return { set };
};
