// Facets: terms that would narrow what was found, each with the number of cases that it would leave.
"use strict";
(function (root) {
  const { programs } = typeof require === "undefined" ? root.ExportdbMatch : require("./match.js");
  const GROUPS = ["Outcome", "Program", "Stops with", "Area", "Tag", "Stage", "Backend", "torch", "Collection", "Has"];
  const HAS = { issue: "an upstream issue", near: "a near miss" };

  const quote = (text) => (/[\s,:*"]|^-/.test(text) ? `"${text.replace(/["\\]/g, "\\$&")}"` : text);

  // Each facet is one object, so that counting them compares no texts.
  function facet(data, group, term, label) {
    const known = (data.facets ||= new Map());
    if (!known.has(term)) known.set(term, { group, term, label, key: term.split(" ").pop(), n: 0, last: -1 });
    return known.get(term);
  }

  function of_case(item, data) {
    const make = (group, term, label) => facet(data, group, term, label);
    return (item.facets ||= [
      make("Area", `area:${quote(item.a || "")}`, item.a),
      make("Collection", `collection:${quote(item.c)}`, item.c),
      ...(item.g || []).map((tag) => make("Tag", `tag:${quote(tag)}`, tag)),
      ...(item.r ? [make("Has", "has:rewrite", "a rewrite")] : []),
      ...(item.h || []).map((word) => make("Has", `has:${word}`, HAS[word])),
    ]);
  }

  // What can be asked of a whole program: outcomes by mode, stage and backend. Nearly every case has a rewrite that
  // passes, so what passes is offered of originals.
  function of_program(program, data) {
    if (program.facets) return program.facets;
    const found = new Set(), passing = new Map();
    const see = (group, key, label, outcome) => {
      if (outcome === "pass") passing.has(key) || passing.set(key, { group, label, holds: true });
      else if (outcome !== "skip") {
        passing.set(key, { holds: false });
        found.add(facet(data, group, `${key}:${outcome}`, `${label}: ${outcome}`));
      }
    };
    for (const cell of program.cells) {
      if (cell.backend) see("Backend", `lower.${cell.backend}`, cell.backend, cell.outcome);
      else {
        see("Outcome", cell.mode, cell.mode, cell.outcome);
        if (cell.outcome !== "pass") see("Stage", cell.stage, cell.stage, cell.outcome);
      }
    }
    for (const [key, { group, label, holds }] of passing) if (holds && !program.variant) found.add(facet(data, group, `is:original ${key}:pass`, `${label}: pass`));
    return (program.facets = [...found]);
  }

  // Asking for an outcome lists the cells that show it, so one has to be among those that are left.
  function shown({ program, cells, shown }, data) {
    const all = of_program(program, data);
    if (shown || cells === program.cells) return all;
    const there = new Set(cells.flatMap(({ backend, mode, stage, outcome }) => (backend ? [`lower.${backend}:${outcome}`] : [`${mode}:${outcome}`, `${stage}:${outcome}`])));
    return all.filter(({ key }) => there.has(key));
  }

  // What can be asked of its cells.
  function of_cells({ program, cells }, data) {
    const all = cells === program.cells;
    if (all && program.told) return program.told;
    const torch = data.environments[program.environment].torch.split("+")[0];
    const found = new Set([
      facet(data, "torch", `torch:${torch}`, torch),
      facet(data, "Program", program.variant ? "is:rewrite" : "is:original", program.variant ? "a rewrite" : "the original"),
      ...cells.filter((cell) => cell.code).map((cell) => facet(data, "Stops with", `code:${quote(cell.code)}`, cell.code)),
    ]);
    if (all) program.told = [...found];
    return found;
  }

  // Group -> its facets with their counts, the most frequent first. `found` holds {item, meant} as select() gives.
  function count(found, data) {
    const touched = new Set();
    found.forEach(({ item, meant }, number) => {
      const see = (facets) => {
        for (const one of facets) {
          if (!touched.has(one)) { touched.add(one); one.n = 0; one.last = -1; }
          if (one.last !== number) { one.last = number; one.n++; }
        }
      };
      see(of_case(item, data));
      for (const part of meant) {
        see(shown(part, data));
        see(of_cells(part, data));
      }
    });
    const groups = new Map(GROUPS.map((group) => [group, []]));
    for (const one of touched) groups.get(one.group).push({ ...one });
    for (const list of groups.values()) list.sort((a, b) => b.n - a.n || (a.term < b.term ? -1 : 1));
    return groups;
  }

  // Made ahead, in pieces, since the first key has to be answered as quickly as any other.
  async function prepare(data) {
    for (let i = 0; i < data.cases.length; i++) {
      of_case(data.cases[i], data);
      for (const program of programs(data.cases[i], data)) { of_program(program, data); of_cells({ program, cells: program.cells }, data); }
      if (i % 100 === 99) await new Promise((done) => setTimeout(done));
    }
  }

  root.ExportdbFacets = { count, prepare };
  if (typeof module !== "undefined") module.exports = root.ExportdbFacets;
})(typeof self !== "undefined" ? self : globalThis);
