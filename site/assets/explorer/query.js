// The query grammar of the command line, for the browser: words, filters, and the sentence that says them.
// It is held to the Python side by tests/exportdb/sitewriter/test_explorer.py.
"use strict";
(function (root) {
  const MAX = { length: 2000, terms: 50, values: 50 };
  const JOINED = { OR: "alternatives of one filter are joined by commas, outcome:fail,wrong", AND: "every term has to hold, so leave it out" };

  // Says what is wrong, where in the query (from 0), and what to write instead.
  class QueryError extends Error {
    constructor(message, column, width = 1, hint = "") { super(message); Object.assign(this, { column, width, hint }); }
  }

  const repr = (text) => (text.includes("'") && !text.includes('"') ? `"${text}"` : `'${text.replace(/'/g, "\\'")}'`);

  function words(text) {
    if (text.length > MAX.length) throw new QueryError(`the query is longer than ${MAX.length} characters`, MAX.length, 1, "ask in several queries");
    const found = [];
    let pending = null;
    for (const chars of split(text)) {
      const quoted = chars.some((c) => c.quoted), plain = chars.map((c) => c.char).join("");
      if (!quoted && (plain === "not" || plain === "NOT")) {
        if (pending) throw new QueryError("'not' stands before another 'not'", chars[0].column, 3, "leave both out");
        pending = chars;
        continue;
      }
      if (!quoted && Object.hasOwn(JOINED, plain)) throw new QueryError(`there is no ${plain} in a query`, chars[0].column, plain.length, JOINED[plain]);
      found.push(word(chars, pending !== null, text));
      pending = null;
    }
    if (pending) throw new QueryError("nothing follows 'not'", pending[0].column, 3, 'to search for the word, write "not"');
    if (found.length > MAX.terms) throw new QueryError(`the query has more than ${MAX.terms} terms`, found[MAX.terms].column, found[MAX.terms].width, "ask in several queries");
    return found;
  }

  function* split(text) {
    let chars = [], opened = null, empty = false, column = 0;
    for (; column < text.length; column++) {
      const char = text[column];
      if (opened !== null && char === "\\" && (text[column + 1] === '"' || text[column + 1] === "\\")) {
        chars.push({ char: text[++column], quoted: true, column });
      } else if (char === '"') {
        empty ||= opened === column - 1;
        opened = opened === null ? column : null;
      } else if (/\s/.test(char) && opened === null) {
        if (chars.length) yield chars;
        else if (empty) break;
        chars = [];
        empty = false;
      } else {
        chars.push({ char, quoted: opened !== null, column });
      }
    }
    if (opened !== null) throw new QueryError("the quote is not closed", opened, 1, 'close it, or write \\" inside quotes for a quote');
    if (chars.length) yield chars;
    else if (empty) throw new QueryError("there is nothing between the quotes", Math.max(0, column - 2), 2, "write the text to search for");
  }

  function word(chars, negated, text) {
    const column = chars[0].column, width = chars[chars.length - 1].column - column + 1;
    if (chars[0].char === "-" && !chars[0].quoted) {
      if (negated) throw new QueryError("'-' stands after 'not'", column, 1, "one of them is enough");
      negated = true;
      chars = chars.slice(1);
      if (!chars.length) throw new QueryError("nothing follows '-'", column, 1, "write -tag:NAME, or quote a dash to search for it");
    }
    const colon = chars.findIndex((c) => c.char === ":" && !c.quoted);
    if (colon < 0) return { key: null, values: [raw(chars)], negated, column, width };
    if (colon === 0) throw new QueryError("there is no filter before ':'", chars[0].column, 1, "quote the word to search for it");
    const key = chars.slice(0, colon).map((c) => c.char).join("");
    const values = [];
    let piece = [];
    for (const c of [...chars.slice(colon + 1), { char: ",", quoted: false, column: chars[chars.length - 1].column + 1 }]) {
      if (c.char === "," && !c.quoted) {
        if (!piece.length) throw new QueryError(`${key}: has an empty value`, Math.min(c.column, text.length - 1), 1, `write ${key}:VALUE`);
        values.push(raw(piece));
        piece = [];
      } else piece.push(c);
    }
    if (values.length > MAX.values) throw new QueryError(`${key}: has more than ${MAX.values} values`, column, width, "use a wildcard, or several queries");
    return { key, values, negated, column, width };
  }

  function raw(chars) {
    const parts = [""];
    for (const c of chars) {
      if (c.char === "*" && !c.quoted) parts.push("");
      else parts[parts.length - 1] += c.char;
    }
    return { text: chars.map((c) => c.char).join(""), parts, column: chars[0].column, width: chars[chars.length - 1].column - chars[0].column + 1 };
  }

  // The terms of a query. `data` is data/explorer.json.
  function parse(text, data) {
    const known = data.phrases;
    const terms = words(text).map((w) => {
      let term;
      if (w.key === null) term = { ...w, filter: "text" };
      else {
        const verdict = split_key(w.key, known);
        if (verdict && !(w.key === "run" && !w.values.every((v) => data.outcomes.includes(v.text)))) term = { ...w, filter: "outcomes", ...verdict };
        else if (known[w.key] && (w.key === "text" || !known[w.key].written) && w.key !== "outcomes") term = { ...w, filter: w.key };
        else {
          const names = [...Object.keys(known).filter((k) => !known[k].written && k !== "outcomes"), ...known.outcomes.keys];
          throw new QueryError(`unknown filter ${repr(w.key)}`, w.column + (text[w.column] === "-" ? 1 : 0), w.key.length, suggest(w.key, names, "the filters are"));
        }
      }
      for (const value of term.values) check(term, value, known, data);
      return term;
    });
    const runs = terms.filter((t) => t.filter === "run");
    for (const t of runs) if (t.negated) throw new QueryError("a run cannot be left out", t.column, t.width, "name the run that you want: run:last");
    if (runs.length > 1) throw new QueryError("run: is given twice", runs[1].column, runs[1].width, "join the runs by a comma: run:3,4");
    return terms;
  }

  const WHAT = { mode: "mode", outcome: "outcome", outcomes: "outcome", stage: "stage", has: "part of a case", is: "property of a cell", modes: "word on the modes" };

  function check(term, value, known, data) {
    const wrong = (message, hint) => { throw new QueryError(message, value.column, value.width, hint); };
    const { filter } = term, { text, parts } = value;
    const of = { mode: data.modes, outcome: data.outcomes, outcomes: data.outcomes, stage: known.outcomes.keys.filter((k) => !k.includes(".") && !data.modes.includes(k)) }[filter];
    const named = known[filter].words ? Object.keys(known[filter].words[0]) : of;
    if (named && !named.includes(text) && !(filter === "stage" && lower(text))) wrong(`${repr(text)} is no ${WHAT[filter]}`, suggest(text, named, "there are"));
    if (["torch", "python", "since", "fixed", "regressed"].includes(filter)) value.range = range(text, wrong);
    if (filter === "env" && !/^[0-9a-f]{1,16}$/.test(text)) wrong(`${repr(text)} is no key of an environment`, "a key has up to 16 digits of 0-9 and a-f");
    if (filter === "run" && !/^(?:last|prev|\d{1,18})$/.test(text)) wrong(`${repr(text)} is no run`, "write the number of a run, 'last' or 'prev'; or an outcome, for the stage");
    if (filter === "text") {
      if (parts.length > 2 || parts[1]) wrong("in a text, '*' is for the end of a word alone", 'write cond*, or quote a star: "*"');
      if (!/[\p{L}\p{N}]/u.test(text)) wrong(`there is no word in ${repr(text)}`, "search for letters or digits");
    }
  }

  const lower = (text) => (/^lower[.:][\w-]+$/.test(text) ? `lower:${text.slice(6)}` : null);

  function split_key(key, known) {
    const { modes, keys } = known.outcomes;
    if (modes.includes(key)) return { mode: key, stage: null };
    const mode = modes.find((m) => key.startsWith(`${m}.`));
    const rest = mode ? key.slice(mode.length + 1) : key;
    const stage = lower(rest) || (keys.includes(rest) && !rest.includes(".") && !modes.includes(rest) ? rest : null);
    return stage ? { mode: mode || null, stage } : null;
  }

  // The word that was likely meant, or all of them.
  function suggest(text, names, what) {
    const near = nearest(text, names);
    return near ? `did you mean ${repr(near)}?` : names.length ? `${what}: ${names.join(", ")}` : "";
  }

  function nearest(text, names) {
    let best = null, least = Math.max(1, Math.floor(text.length * 0.4)) + 1;
    for (const name of names) {
      const far = distance(text.toLowerCase(), name.toLowerCase(), least);
      if (far < least) [best, least] = [name, far];
    }
    return best;
  }

  function distance(one, other, limit) {
    if (Math.abs(one.length - other.length) >= limit) return limit;
    let before = null, row = Array.from({ length: other.length + 1 }, (_, i) => i);
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      for (let j = 1; j <= other.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
        if (before && i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      [before, row] = [row, next];
    }
    return row[other.length];
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
      if (v.range) return said_range(v.range);
      if (term.filter === "stage") return lower(v.text) || v.text;
      return v.parts.join("*");
    });
    return known.templates[sign].replace("{}", () => either(said));
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
  const PRE = ["dev", "a", "b", "rc"];
  const VERSION = /^(\d{1,9}(?:\.\d{1,9}){0,5})([^]*)$/;

  function range(text, wrong) {
    const bad = () => wrong(`${repr(text)} is no version`, "write 2.13, >=2.11, <2.12 or 2.9..2.12");
    const checked = (version) => (VERSION.test(version) && /^(?!.*\.\.)[\w.+-]+$/.test(version) ? version : bad());
    const dots = text.indexOf("..");
    if (dots > 0 && text.length > dots + 2) return [[">=", checked(text.slice(0, dots))], ["<=", checked(text.slice(dots + 2))]];
    const one = /^(>=|<=|==|=|>|<|!=|)\s*(\S+)$/.exec(text);
    if (!one) bad();
    return [[{ "": "==", "=": "==" }[one[1]] || one[1], checked(one[2])]];
  }

  const said_range = (bounds) => (bounds.length === 2 ? `${bounds[0][1]} to ${bounds[1][1]}` : SIGNS[bounds[0][0]].replace("{}", bounds[0][1]));

  function version_key(version, parts) {
    const [, release, rest] = VERSION.exec(version);
    const numbers = release.split(".").slice(0, parts).map(Number);
    while (numbers.length < parts) numbers.push(0);
    const pre = /^[.-]?(dev|a|b|rc)(\d{0,9})/.exec(rest.split("+")[0]);
    return pre && parts >= 3 ? [...numbers, PRE.indexOf(pre[1]), Number(pre[2] || 0)] : [...numbers, PRE.length, 0];
  }

  function holds(version, bounds) {
    return VERSION.test(version) && bounds.every(([sign, bound]) => {
      const parts = VERSION.exec(bound)[1].split(".").length, have = version_key(version, parts), want = version_key(bound, parts);
      const at = have.findIndex((n, i) => n !== want[i]), order = at < 0 ? 0 : have[at] - want[at];
      return { ">=": order >= 0, "<=": order <= 0, ">": order > 0, "<": order < 0, "==": order === 0, "!=": order !== 0 }[sign];
    });
  }

  root.ExportdbQuery = { QueryError, words, parse, sentence, holds, lower, nearest };
  if (typeof module !== "undefined") module.exports = root.ExportdbQuery;
})(typeof self !== "undefined" ? self : globalThis);
