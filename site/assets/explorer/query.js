// The query grammar of the command line, for the browser: words, filters, sentences, and which programs are meant.
// It is held to the Python side by tests/exportdb/sitewriter/test_explorer.py.
"use strict";
(function (root) {
  // What only a database can answer.
  const ELSEWHERE = { run: "`run:` looks into past runs", modes: "`modes:` compares what the modes declare",
    env: "`env:` names an environment by its key", python: "`python:` is not among the data of this page" };
  const ELSEWHERE_VALUES = { "is:unexpected": "`is:unexpected` compares with what cases expect", "has:guards": "`has:guards` looks at guards" };

  class QueryError extends Error {
    constructor(message, column) { super(message); this.column = column; }
  }

  function words(text) {
    const found = [];
    let negate = false;
    for (const chars of split(text)) {
      const quoted = chars.some((c) => c.quoted), plain = chars.map((c) => c.char).join("");
      if (!quoted && (plain === "not" || plain === "NOT")) { negate = true; continue; }
      if (!quoted && (plain === "OR" || plain === "AND")) {
        throw new QueryError(`there is no ${plain} in a query: alternatives of one filter are joined by commas, and every term has to hold`, chars[0].column);
      }
      found.push(word(chars, negate));
      negate = false;
    }
    if (negate) throw new QueryError("nothing follows 'not'", text.length);
    return found;
  }

  function* split(text) {
    let chars = [], opened = null;
    for (let column = 0; column < text.length; column++) {
      const char = text[column];
      if (opened !== null && char === "\\" && (text[column + 1] === '"' || text[column + 1] === "\\")) {
        chars.push({ char: text[++column], quoted: true, column });
      } else if (char === '"') {
        opened = opened === null ? column : null;
      } else if (/\s/.test(char) && opened === null) {
        if (chars.length) yield chars;
        chars = [];
      } else {
        chars.push({ char, quoted: opened !== null, column });
      }
    }
    if (opened !== null) throw new QueryError("the quote is not closed", opened);
    if (chars.length) yield chars;
  }

  function word(chars, negated) {
    const column = chars[0].column;
    if (chars[0].char === "-" && !chars[0].quoted) {
      if (negated) throw new QueryError("'-' stands after 'not': one of them is enough", column);
      negated = true;
      chars = chars.slice(1);
      if (!chars.length) throw new QueryError("nothing follows '-'", column);
    }
    const colon = chars.findIndex((c) => c.char === ":" && !c.quoted);
    if (colon < 0) return { key: null, values: [raw(chars)], negated, column };
    if (colon === 0) throw new QueryError("there is no filter before ':'", column);
    const key = chars.slice(0, colon).map((c) => c.char).join("");
    const values = [];
    let piece = [];
    for (const c of [...chars.slice(colon + 1), { char: ",", quoted: false, column: column + chars.length }]) {
      if (c.char === "," && !c.quoted) {
        if (!piece.length) throw new QueryError(`${key}: has an empty value; write ${key}:VALUE`, c.column);
        values.push(raw(piece));
        piece = [];
      } else piece.push(c);
    }
    return { key, values, negated, column };
  }

  function raw(chars) {
    const parts = [""];
    for (const c of chars) {
      if (c.char === "*" && !c.quoted) parts.push("");
      else parts[parts.length - 1] += c.char;
    }
    return { text: chars.map((c) => c.char).join(""), parts };
  }

  // The terms of a query. `data` is data/explorer.json.
  function parse(text, data) {
    const known = data.phrases;
    return words(text).map((w) => {
      if (w.key === null) return { ...w, filter: "text" };
      const verdict = split_key(w.key, known);
      if (verdict && !(w.key === "run" && !data.outcomes.includes(w.values[0].text))) {
        for (const value of w.values) {
          if (!data.outcomes.includes(value.text)) {
            throw new QueryError(`'${value.text}' is no outcome; there are ${data.outcomes.join(", ")}`, w.column);
          }
        }
        return { ...w, filter: "outcomes", ...verdict };
      }
      if (!known[w.key] || known[w.key].written) {
        throw new QueryError(`unknown filter '${w.key}'`, w.column);
      }
      for (const value of w.values) check(w, value, known, data);
      return { ...w, filter: w.key };
    });
  }

  function check(w, value, known, data) {
    const closed = { mode: data.modes, outcome: data.outcomes, stage: null }[w.key];
    const named = known[w.key].words ? Object.keys(known[w.key].words[0]) : closed;
    if (named && !named.includes(value.text)) {
      throw new QueryError(`${w.key}: has no '${value.text}'; there are ${named.join(", ")}`, w.column);
    }
    if (w.key === "torch" || w.key === "python") range(value.text, w.column);
  }

  function split_key(key, known) {
    const { modes, keys } = known.outcomes;
    if (modes.includes(key)) return { mode: key, stage: null };
    const lower = (text) => (/^lower[.:][\w-]+$/.test(text) ? "lower:" + text.slice(6) : null);
    const mode = modes.find((m) => key.startsWith(m + "."));
    const rest = mode ? key.slice(mode.length + 1) : key;
    const stage = lower(rest) || (keys.includes(rest) ? rest : null);
    return stage ? { mode: mode || null, stage } : null;
  }

  // Sentences

  const either = (list) => (list.length < 2 ? list.join("") : `${list.slice(0, -1).join(", ")} or ${list[list.length - 1]}`);
  const both = (list) => (list.length < 2 ? list.join("") : `${list.slice(0, -1).join(", ")} and ${list[list.length - 1]}`);

  function english(term, data) {
    const known = data.phrases[term.filter], sign = term.negated ? 1 : 0;
    if (term.filter === "outcomes") {
      const verbs = either(term.values.map((v) => known.verbs[v.text]));
      const place = (term.stage ? ` at ${term.stage}` : "") + (term.mode ? ` in ${term.mode} mode` : "");
      return `that ${term.negated ? "do not " : ""}${verbs}${place}`;
    }
    const said = term.values.map((v) => {
      if (known.words) return known.words[sign][v.text];
      if (term.filter === "text") return `"${v.text}"`;
      if (term.filter === "torch" || term.filter === "python") return said_range(v.text);
      if (term.filter === "stage") return v.text.replace(/^lower\./, "lower:");
      return v.parts.join("*");
    });
    return known.templates[sign].replace("{}", either(said));
  }

  function sentence(terms, data) {
    const of = (kind) => terms.filter((t) => data.phrases[t.filter].kind === kind).map((t) => english(t, data));
    const programs = of("programs"), population = of("population");
    const shown = terms.some((t) => data.phrases[t.filter].cells && !t.negated);
    const current = population.length ? "" : "current ";
    const cells = [shown ? `the ${current}cells that show it` : `all ${current}cells`, ...of("cells"), ...population];
    return `${programs.length ? `Programs ${both(programs)}` : "Every program"}: ${cells.join(", ")}.`;
  }

  // Versions

  const SIGNS = { ">=": "{} or newer", "<=": "{} or older", ">": "newer than {}", "<": "older than {}", "==": "{}", "!=": "other than {}" };

  function range(text, column) {
    const two = /^(.+?)\.\.(.+)$/.exec(text);
    if (two) return [[">=", two[1]], ["<=", two[2]]];
    const one = /^(>=|<=|==|=|>|<|!=|)\s*(\d+(?:\.\d+)*\S*)$/.exec(text);
    if (!one) throw new QueryError(`'${text}' is no version; write 2.13, >=2.11, <2.12 or 2.9..2.12`, column);
    return [[{ "": "==", "=": "==" }[one[1]] || one[1], one[2]]];
  }

  function said_range(text) {
    const bounds = range(text);
    return bounds.length === 2 ? `${bounds[0][1]} to ${bounds[1][1]}` : SIGNS[bounds[0][0]].replace("{}", bounds[0][1]);
  }

  function holds(version, bounds) {
    const numbers = (v) => v.split("+")[0].split(".").map((n) => parseInt(n, 10) || 0);
    return bounds.every(([sign, bound]) => {
      const want = numbers(bound), have = numbers(version).slice(0, want.length);
      let order = 0;
      for (let i = 0; i < want.length && !order; i++) order = Math.sign((have[i] || 0) - want[i]);
      return { ">=": order >= 0, "<=": order <= 0, ">": order > 0, "<": order < 0, "==": order === 0, "!=": order !== 0 }[sign];
    });
  }

  // Matching. A program is a variant of a case in an environment; its cells are those of both modes.

  const pattern = (parts) => new RegExp(`^${parts.map((p) => p.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("[^]*")}$`);
  const any = (term, texts) => term.values.some((v) => { const p = v.re || (v.re = pattern(v.parts)); return texts.some((t) => p.test(t)); });

  function programs(item, data) {
    if (item.programs) return item.programs;
    const groups = new Map();
    for (const [variant, mode, environment, letters, stops] of item.l || []) {
      const key = `${variant} ${environment}`;
      if (!groups.has(key)) groups.set(key, { variant, environment, cells: [] });
      const codes = new Map(stops);
      [...letters].forEach((letter, stage) => {
        if (letter !== ".") {
          groups.get(key).cells.push({ mode: data.modes[mode], stage: data.stages[stage],
            outcome: data.outcomes[data.letters.indexOf(letter)], code: codes.has(stage) ? data.codes[codes.get(stage)] : null });
        }
      });
    }
    return (item.programs = groups.size ? [...groups.values()] : [{ variant: 0, environment: null, cells: [] }]);
  }

  const OF_CASE = {
    tag: (term, item) => any(term, item.g || []),
    area: (term, item) => any(term, [item.a || ""]),
    case: (term, item) => any(term, [item.i]),
    collection: (term, item) => any(term, [item.c]),
    op: (term, item) => any(term, item.o || []),
    has: (term, item) => term.values.some((v) => (v.text === "rewrite" ? (item.r || []).length > 0 : (item.h || []).includes(v.text))),
    text: (term, item) => term.values.some((v) => within(v, item)),
  };

  function within(value, item) {
    const found = value.text.toLowerCase().match(/[\p{L}\p{N}]+/gu);
    if (!found) throw new QueryError(`there is no word in '${value.text}'`, 0);
    const longer = value.parts.length === 2;
    const re = value.words || (value.words = new RegExp(`(?<![\\p{L}\\p{N}])${found.join("[^\\p{L}\\p{N}]+")}${longer ? "" : "(?![\\p{L}\\p{N}])"}`, "u"));
    return re.test(text_of(item));
  }

  function text_of(item) {
    return (item.lower ||= [item.t, item.e, item.s, (item.g || []).join("\n"), (item.x || []).join("\n")].join("\n").toLowerCase());
  }

  const OF_CELL = {
    mode: (term, cell) => term.values.some((v) => v.text === cell.mode),
    stage: (term, cell) => term.values.some((v) => v.text.replace(/^lower\./, "lower:") === cell.stage),
    outcome: (term, cell) => term.values.some((v) => v.text === cell.outcome),
    code: (term, cell) => cell.code !== null && any(term, [cell.code]),
    is: (term, cell, program) => term.values.some((v) => (v.text === "rewrite") === program.variant > 0),
    variant: (term, cell, program, item) => any(term, [program.variant ? item.r[program.variant - 1] : "original"]),
    torch: (term, cell, program, item, data) => program.environment !== null
      && term.values.some((v) => holds(data.environments[program.environment].torch, v.range || (v.range = range(v.text)))),
    device: (term, cell, program, item, data) => program.environment !== null && any(term, [data.environments[program.environment].device]),
  };

  function verdict(term, program) {
    const cells = program.cells.filter((c) => (!term.mode || c.mode === term.mode)
      && (term.stage ? c.stage === term.stage : !c.stage.startsWith("lower:")));
    return term.values.some((v) => cells.some((c) => c.outcome === v.text)
      && (v.text !== "pass" || cells.every((c) => c.outcome === "pass" || c.outcome === "skip")));
  }

  // Whether a case has a program that is meant, with a cell that is left.
  function matches(item, terms, data) {
    for (const term of terms) {
      if (OF_CASE[term.filter] && OF_CASE[term.filter](term, item) === term.negated) return false;
    }
    const verdicts = terms.filter((t) => t.filter === "outcomes"), cells = terms.filter((t) => OF_CELL[t.filter]);
    if (!verdicts.length && !cells.length) return true;
    if (!(item.l || []).length) return false; // nothing was measured
    return programs(item, data).some((program) => verdicts.every((t) => verdict(t, program) !== t.negated)
      && (!cells.length || program.cells.some((cell) => cells.every((t) => OF_CELL[t.filter](t, cell, program, item, data) !== t.negated))));
  }

  // What of a query this page cannot answer, in words.
  function left_out(terms) {
    const found = terms.flatMap((t) => [ELSEWHERE[t.filter], ...t.values.map((v) => ELSEWHERE_VALUES[`${t.filter}:${v.text}`])]);
    return [...new Set(found.filter(Boolean))];
  }
  const answerable = (terms) => terms.filter((t) => !left_out([t]).length);

  root.ExportdbQuery = { QueryError, words, parse, sentence, matches, programs, left_out, answerable };
  if (typeof module !== "undefined") module.exports = root.ExportdbQuery;
})(typeof self !== "undefined" ? self : globalThis);
