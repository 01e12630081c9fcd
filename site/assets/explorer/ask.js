// What stands in the box, cut into filters, which decide, and words or a pasted error, which rank.
"use strict";
(function (root) {
  const node = typeof require !== "undefined";
  const Query = node ? require("./query.js") : root.ExportdbQuery, Match = node ? require("./match.js") : root.ExportdbMatch;
  const Search = node ? require("./search.js") : root.ExportdbSearch;
  const TERM = /(?:"(?:\\.|[^"\\])*"|\S)+/g;

  const is_filter = (term) => term.filter !== "text";

  // A pasted error may have filters before it, on a line of their own.
  function pieces(text, data) {
    const end = text.indexOf("\n");
    if (end > 0) {
      try {
        const terms = Query.parse(text.slice(0, end), data);
        if (terms.length && terms.every(is_filter)) return { filters: text.slice(0, end).trim(), pasted: text.slice(end + 1) };
      } catch (error) {
        if (!(error instanceof Query.QueryError)) throw error;
      }
    }
    if (!Search.pasted(text)) return { filters: text, pasted: null };
    try {
      if (Query.parse(text, data).some(is_filter)) return { filters: text, pasted: null };
    } catch (error) {
      if (!(error instanceof Query.QueryError)) throw error;
    }
    return { filters: "", pasted: text };
  }

  // Parses what can be; a term that cannot is searched for as text, and the error says where it is.
  function parsed(text, data) {
    const errors = [], loose = [];
    for (let rest = text; ; ) {
      try {
        return { terms: Query.parse(rest, data), errors, loose };
      } catch (error) {
        if (!(error instanceof Query.QueryError)) throw error;
        const terms = [...rest.matchAll(TERM)];
        const bad = terms.filter((m) => m.index <= error.column).pop() || terms[0];
        if (!bad || errors.length > 8) return { terms: [], errors, loose: [text] };
        errors.push(error);
        error.text = rest;
        error.kept = !/^(?:OR|AND|not|NOT|-)$|:$/.test(bad[0]);
        if (error.kept) loose.push(bad[0].replace(/["\0]/g, " "));
        rest = rest.slice(0, bad.index) + " ".repeat(bad[0].length) + rest.slice(bad.index + bad[0].length);
      }
    }
  }

  // `filters` are asked of every case, `words` rank them; `elsewhere` says what only the command line can answer.
  function understand(text, data) {
    const { filters, pasted } = pieces(text, data);
    const { terms, errors, loose } = parsed(filters, data);
    const free = terms.filter((t) => !is_filter(t) && !t.negated && !/\s/.test(t.values[0].text));
    const said = terms.filter((t) => !free.includes(t));
    return {
      filters: Match.answerable(said), said, errors, elsewhere: Match.left_out(terms), pasted: pasted !== null,
      words: pasted !== null ? pasted : [...free.map((t) => t.values[0].text), ...loose].join(" "),
    };
  }

  const terms_of = (text, data) => pieces(text, data).filters.match(TERM) || [];

  const has = (text, facet, data) => { const terms = terms_of(text, data); return facet.match(TERM).every((term) => terms.includes(term)); };

  // The text with the terms of a facet added, or without the last of them where it has them all.
  function toggled(text, facet, data) {
    const { pasted } = pieces(text, data), terms = terms_of(text, data), asked = facet.match(TERM);
    const left = (has(text, facet, data) ? terms.filter((t) => t !== asked[asked.length - 1]) : [...terms, ...asked.filter((t) => !terms.includes(t))]).join(" ");
    return pasted === null ? left : left ? `${left}\n${pasted}` : pasted;
  }

  // The text for an address: a pasted error is cut to what tells causes apart.
  function permanent(text, data) {
    const { filters, pasted } = data ? pieces(text, data) : { filters: "", pasted: text };
    return pasted === null ? filters : `${filters ? `${filters}\n` : ""}${Search.brief(pasted)}`;
  }

  root.ExportdbAsk = { understand, terms_of, has, toggled, permanent };
  if (node) module.exports = root.ExportdbAsk;
})(typeof self !== "undefined" ? self : globalThis);
