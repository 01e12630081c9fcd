// Which cases and programs a parsed query means, asked of data/explorer.json.
// It is held to the Python side by tests/exportdb/sitewriter/test_explorer.py.
"use strict";
(function (root) {
  const { holds, lower, nearest } = typeof require === "undefined" ? root.ExportdbQuery : require("./query.js");

  // A program is a variant of a case in an environment; its cells are those of both modes.

  const pattern = (parts) => new RegExp(`^${parts.map((p) => p.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("[^]*")}$`);
  const any = (term, texts) => term.values.some((v) => { const p = (v.re ||= pattern(v.parts)); return texts.some((t) => p.test(t)); });

  // The programs of a case. Equal cells are one object, since there are many of them and few kinds.
  function programs(item, data) {
    if (item.programs) return item.programs;
    const kinds = (data.kinds ||= new Map()), groups = new Map();
    for (const [variant, mode, environment, letters, stops, set] of item.l || []) {
      const key = `${variant} ${environment}`;
      if (!groups.has(key)) groups.set(key, { variant, environment, cells: [], operators: new Set() });
      const program = groups.get(key), codes = new Map(stops);
      for (const number of set === undefined ? [] : item.o[set]) program.operators.add(data.operators[number]);
      for (let stage = 0; stage < letters.length; stage++) {
        if (letters[stage] === ".") continue;
        const code = codes.has(stage) ? codes.get(stage) : -1, kind = `${mode} ${stage} ${letters[stage]} ${code}`;
        if (!kinds.has(kind)) {
          kinds.set(kind, { mode: data.modes[mode], stage: data.stages[stage], backend: data.stages[stage].startsWith("lower:") ? data.stages[stage].slice(6) : null,
            outcome: data.outcomes[data.letters.indexOf(letters[stage])], code: code < 0 ? null : data.codes[code] });
        }
        program.cells.push(kinds.get(kind));
      }
    }
    return (item.programs = [...groups.values()]);
  }

  const OF_CASE = {
    tag: (term, item) => any(term, item.g || []),
    area: (term, item) => term.values.some((v) => (v.re ||= new RegExp(pattern(v.parts).source.slice(0, -1) + "(?:/[^]*)?$")).test(item.a || "")),
    case: (term, item) => any(term, [item.i]),
    collection: (term, item) => any(term, [item.c]),
    has: (term, item) => term.values.some((v) => (v.text === "rewrite" ? (item.r || []).length > 0 : (item.h || []).includes(v.text))),
    text: (term, item) => term.values.some((v) => within(v, item)),
  };

  function within(value, item) {
    const [before] = value.parts, prefix = value.parts.length === 2 && /[\p{L}\p{N}]$/u.test(before);
    const found = () => value.text.toLowerCase().match(/[\p{L}\p{N}]+/gu).join("[^\\p{L}\\p{N}]+");
    value.words ||= new RegExp(`(?<![\\p{L}\\p{N}])${found()}${prefix ? "" : "(?![\\p{L}\\p{N}])"}`, "u");
    return value.words.test((item.lower ||= [item.t, item.e, item.s, (item.g || []).join("\n"), (item.x || []).join("\n")].join("\n").toLowerCase()));
  }

  const OF_PROGRAM = {
    outcomes: (term, program) => term.values.some((v) => verdict(term, v.text, program)),
    op: (term, program) => any(term, [...program.operators]),
  };

  const there = (term, cell) => (!term.mode || cell.mode === term.mode) && (term.stage ? cell.stage === term.stage : cell.backend === null);

  // To pass is said of all cells, every other outcome of one.
  function verdict(term, outcome, program) {
    const cells = program.cells.filter((cell) => there(term, cell));
    return cells.some((c) => c.outcome === outcome) && (outcome !== "pass" || cells.every((c) => c.outcome === "pass" || c.outcome === "skip"));
  }

  const OF_CELL = {
    mode: (term, cell) => term.values.some((v) => v.text === cell.mode),
    stage: (term, cell) => term.values.some((v) => (lower(v.text) || v.text) === cell.stage),
    outcome: (term, cell) => term.values.some((v) => v.text === cell.outcome),
    code: (term, cell) => cell.code !== null && any(term, [cell.code]),
    is: (term, cell, program) => term.values.some((v) => (v.text === "rewrite") === program.variant > 0),
    variant: (term, cell, program, item) => any(term, [program.variant ? item.r[program.variant - 1] : "original"]),
    torch: (term, cell, program, item, data) => term.values.some((v) => holds(data.environments[program.environment].torch, v.range)),
    device: (term, cell, program, item, data) => any(term, [data.environments[program.environment].device]),
  };

  // The programs of a case that are meant, each with the cells that are listed of it, and whether these show an outcome
  // that was asked for; null when the case is not.
  // Without a question about results, a case needs none to be meant.
  function select(item, terms, data) {
    for (const term of terms) {
      if (OF_CASE[term.filter] && OF_CASE[term.filter](term, item) === term.negated) return null;
    }
    const asked = terms.filter((t) => OF_PROGRAM[t.filter]), cells = terms.filter((t) => OF_CELL[t.filter]);
    const shown = asked.filter((t) => t.filter === "outcomes" && !t.negated);
    const found = [];
    for (const program of programs(item, data)) {
      if (!asked.every((t) => OF_PROGRAM[t.filter](t, program) !== t.negated)) continue;
      const left = !cells.length && !shown.length ? program.cells : program.cells.filter((cell) =>
        cells.every((t) => OF_CELL[t.filter](t, cell, program, item, data) !== t.negated)
        && (!shown.length || shown.some((t) => there(t, cell) && t.values.some((v) => v.text === cell.outcome))));
      if (left.length) found.push({ program, cells: left, shown: shown.length > 0 });
    }
    return found.length || !(asked.length || cells.length) ? found : null;
  }

  const matches = (item, terms, data) => select(item, terms, data) !== null;

  // What only a database can answer.
  const ELSEWHERE = { run: "`run:` looks into past runs", modes: "`modes:` compares what the modes declare",
    env: "`env:` names an environment by its key", python: "`python:` is not among the data of this page",
    since: "`since:` compares releases", fixed: "`fixed:` compares releases", regressed: "`regressed:` compares releases" };
  const ELSEWHERE_VALUES = { "is:unexpected": "`is:unexpected` compares with what cases expect", "is:flaky": "`is:flaky` compares measurements", "has:guards": "`has:guards` looks at guards" };

  // What of a query this page cannot answer, in words.
  function left_out(terms) {
    const found = terms.flatMap((t) => [ELSEWHERE[t.filter], ...t.values.map((v) => ELSEWHERE_VALUES[`${t.filter}:${v.text}`])]);
    return [...new Set(found.filter(Boolean))];
  }
  const answerable = (terms) => terms.filter((t) => !left_out([t]).length);

  // Values that no case has, with those that may have been meant: [term, value, others].
  const HAVE = { tag: (i) => i.g || [], area: (i) => [i.a || ""], case: (i) => [i.i], collection: (i) => [i.c], code: (i) => i.codes || [], op: (i) => i.operators || [], variant: (i) => ["original", ...(i.r || [])] };
  function unknown(terms, data) {
    return terms.filter((t) => HAVE[t.filter] && !t.negated).flatMap((term) => {
      const known = [...new Set(data.cases.flatMap(HAVE[term.filter]))].sort();
      const none = (value) => { const one = { ...term, values: [value] }; return !known.some((k) => (term.filter === "area" ? OF_CASE.area(one, { a: k }) : any(one, [k]))); };
      return term.values.filter(none).map((value) => {
        const within = known.filter((k) => k.toLowerCase().includes(value.text.toLowerCase())), near = nearest(value.text, known);
        return [term, value, within.length ? within.slice(0, 5) : near ? [near] : []];
      });
    });
  }

  root.ExportdbMatch = { matches, select, programs, left_out, answerable, unknown };
  if (typeof module !== "undefined") module.exports = root.ExportdbMatch;
})(typeof self !== "undefined" ? self : globalThis);
