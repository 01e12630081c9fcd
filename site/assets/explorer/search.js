// Full text over the cases: words as they are typed, and whole error messages or tracebacks as they are pasted.
"use strict";
(function (root) {
  const FIELDS = { i: 3, t: 6, g: 3, e: 2, r: 2, x: 3, w: 2, s: 1, codes: 8, o: 1 };
  const SPLIT = /[^\p{L}\p{N}_]+/u;

  const ansi = /\u001b\[[0-9;]*[A-Za-z]/g;

  // `Model.forward`, `x.sum()` and `control_flow` are found by each of their parts as well as whole.
  function tokens(text) {
    const found = [];
    for (const word of text.split(SPLIT)) {
      if (!word) continue;
      found.push(word);
      if (word.includes("_")) found.push(...word.split("_").filter(Boolean));
    }
    return found;
  }

  function build(MiniSearch, data) {
    const index = new MiniSearch({
      fields: Object.keys(FIELDS),
      idField: "n",
      tokenize: tokens,
      extractField: (item, field) => {
        const value = field === "o" ? item.operators : item[field];
        return Array.isArray(value) ? value.join("\n") : value === undefined ? "" : value;
      },
      searchOptions: { boost: FIELDS, prefix: (term) => term.length > 1, fuzzy: (term) => (term.length > 4 ? 0.2 : 0), weights: { fuzzy: 0.2, prefix: 0.5 } },
    });
    data.cases.forEach((item, n) => {
      item.n = n;
      item.operators = [...new Set((item.o || []).flat())].map((number) => data.operators[number]);
      item.codes = [...new Set((item.l || []).flatMap((lane) => lane[4].map(([, code]) => data.codes[code])))];
    });
    return { index, ready: index.addAllAsync(data.cases, { chunkSize: 40 }) };
  }

  // Whether a text was pasted rather than asked: an error message, a traceback, a log.
  function pasted(text) {
    return text.includes("\n") || /Traceback \(most recent call last\)|File ".*", line \d+|^\s*(?:E\s+)?[\w.]*(?:Error|Exception|Violation|Unsupported)\b.*:/.test(text)
      || /^(?:Could not|Attempted to|Constraints violated|Failed to|Unsupported|Encountered)\b/.test(text.trim()) || text.length > 160;
  }

  // What of a pasted text tells causes apart: the error's class and words, the graph break, the line of the user's program.
  function distill(text) {
    const lines = text.replace(ansi, "").split("\n").map((l) => l.replace(/^\s*E {2,}/, "").replace(/^\[rank\d+\]:\s?/, ""));
    const codes = new Set(), own = [];
    let message = "", kind = "";
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i];
      for (const m of line.matchAll(/\bgb(\d{4})\b/gi)) codes.add(`GB${m[1]}`);
      const frame = /File "([^"]*)", line \d+, in \S+/.exec(line);
      if (frame) {
        const foreign = /site-packages|dist-packages|[\\/]torch[\\/]|<frozen|<string>|[\\/]lib[\\/]python/.test(frame[1]);
        const code = (lines[i + 1] || "").trim();
        if (!foreign && code && !/^File "/.test(code)) own.push(code);
        i += /^File "/.test(code) ? 0 : 1;
        continue;
      }
      const error = /^\s*((?:[A-Za-z_]\w*\.)*(\w*(?:Error|Exception|Violation|Unsupported|Exit|SymNode|NotFound|Interrupt)))(?::\s*(.*))?$/.exec(line);
      if (error) {
        kind = error[2];
        codes.add(kind);
        message = [error[3] || "", ...lines.slice(i + 1, i + 4).filter((l) => l.trim() && !/^\s*(File "|Traceback)/.test(l))].join("\n");
      }
    }
    if (!message) message = lines.filter((l) => l.trim() && !/^\s*File "/.test(l)).slice(0, 4).join("\n");
    message = message.replace(/0x[0-9a-f]+|"[^"]*\/[^"]*"|\/\S+\.py/gi, " ").slice(0, 600);
    return { kind, message: message.trim(), codes: [...codes], line: own.length ? own[own.length - 1] : "" };
  }

  // A pasted text as it goes into an address: what tells causes apart, and no path of anybody's machine.
  function brief(text) {
    if (!text.includes("\n") && text.length < 300) return text;
    const { kind, message, codes, line } = distill(text);
    const said = `${kind ? `${kind}: ` : ""}${message}`.split("\n");
    const ids = codes.filter((code) => code !== kind && !said.join(" ").toLowerCase().includes(code.toLowerCase()));
    while (ids.length && said.length < 4) said.push("");
    return [...(line ? ['File "", line 1, in forward', `  ${line}`] : []), ...said, ...ids].join("\n");
  }

  // Texts as they compare: numbers of symbols, and what stands between words, tell nothing.
  const plain = (text) => text.toLowerCase().replace(/\b([us])\d+\b/g, "$1").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const STEPS = 3;

  // How much of a message stands in the messages of a case, as runs of three words: from 0 to 1.
  function likeness(message, item) {
    const words = plain(message).split(" "), runs = [];
    for (let i = 0; i + STEPS <= words.length && i < 60; i++) runs.push(words.slice(i, i + STEPS).join(" "));
    if (!runs.length) return 0;
    item.plain ||= (item.x || []).map(plain).join(" | ");
    return runs.filter((run) => item.plain.includes(run)).length / runs.length;
  }

  const KEYWORD = /^(?:if|elif|else|while|for|in|not|and|or|is|return|assert|raise|with|lambda|yield|del|None|True|False)$/;

  // A line of a program as pairs of neighbours, without the names of variables and the numbers, which differ anyhow.
  function form(line) {
    const parts = [...line.matchAll(/\.?[A-Za-z_]\w*(\s*\()?|\d[\w.]*|[^\s\w]/g)].map(([part, call]) =>
      (call || part[0] === "." || KEYWORD.test(part) ? part : /^\d/.test(part) ? "1" : /^\w/.test(part) ? "x" : part));
    return new Set(["", ...parts].map((part, i) => `${part} ${parts[i] || ""}`));
  }

  // How alike two lines are: from 0 to 1.
  function alike(line, item) {
    if (!line || !item.w) return 0;
    const one = form(line), other = (item.form ||= form(item.w));
    return (2 * [...one].filter((pair) => other.has(pair)).length) / (one.size + other.size);
  }

  // Scores by case number, and the words that were met; null when nothing is asked.
  function find(index, text, cases) {
    if (!text.trim()) return null;
    if (pasted(text)) {
      const told = distill(text);
      const queries = [{ queries: [told.message], fields: ["x", "t", "e"], combineWith: "OR", fuzzy: 0, prefix: false, boost: { x: 4 } }];
      if (told.line) queries.push({ queries: [told.line], fields: ["w", "s"], combineWith: "OR", fuzzy: 0, prefix: false, boost: { w: 6, s: 1.5 } });
      if (told.codes.length) queries.push({ queries: told.codes, fields: ["codes"], combineWith: "OR", fuzzy: 0, prefix: false, boost: { codes: 6 } });
      const hits = index.search({ combineWith: "OR", queries }).map((hit) => {
        hit.told = told;
        hit.score *= (1 + 6 * likeness(told.message, cases[hit.id]) ** 2) * (1 + 3 * alike(told.line, cases[hit.id]) ** 2);
        // Without a line nothing decides: what others are compared with is the likeliest.
        if (!told.line) hit.score *= 1 + Math.log2(1 + (cases[hit.id].k || 0)) / 4;
        return hit;
      }).sort((a, b) => b.score - a.score || a.id - b.id);
      return { hits: hits.filter((hit, n) => n < 60 && hit.score > hits[0].score / 5), told };
    }
    const begun = /(?:^|\s)\S$/.exec(text); // one letter of the next word tells nothing yet
    if (begun) return find(index, text.slice(0, begun.index), cases);
    const many = text.trim().split(/\s+/).length > 4;
    let hits = index.search(text, { combineWith: "AND" });
    if (!hits.length || (many && hits.length < 3)) {
      const seen = new Set(hits.map((h) => h.id));
      hits = [...hits, ...index.search(text, { combineWith: "OR" }).filter((h) => !seen.has(h.id)).slice(0, 40)];
    }
    return { hits, told: null };
  }

  root.ExportdbSearch = { build, find, pasted, distill, brief };
  if (typeof module !== "undefined") module.exports = root.ExportdbSearch;
})(typeof self !== "undefined" ? self : globalThis);
