// How a case that was found is shown: what it is, how it comes out, the line at fault, and what to write instead.
"use strict";
(function (root) {
  const COMMON = /^(?:and|are|for|not|the|with|that|this|from)$/;

  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "onclick") made.addEventListener("click", value);
      else if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children.filter((child) => child !== null));
    return made;
  }

  // A pattern for the words that were met; null where there are none worth marking.
  function met(hit) {
    const terms = hit ? hit.terms.filter((t) => t.length > 2 && !COMMON.test(t)) : [];
    const either = terms.map((t) => t.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).sort((a, b) => b.length - a.length).join("|");
    return either ? new RegExp(`(?<![\\p{L}\\p{N}])(${either})`, "iu") : null;
  }

  // The text with what stands in backticks as code, and the words that were met marked.
  function lit(text, re) {
    const marked = (piece) => (re ? piece.split(new RegExp(re, "giu")).map((part, i) => (i % 2 ? element("mark", {}, part) : part)) : [piece]);
    return text.split(/`([^`]+)`/).flatMap((piece, i) => (i % 2 ? [element("code", {}, ...marked(piece))] : marked(piece)));
  }

  function status(item, mode, data) {
    const lane = (item.l || []).find((l) => l[0] === 0 && l[1] === mode && l[2] === data.main);
    if (!lane) return null;
    const stops = new Map(lane[4]);
    for (let stage = 0; stage < lane[3].length; stage++) {
      const letter = lane[3][stage];
      if (!".ps".includes(letter) && !data.stages[stage].startsWith("lower:")) {
        return { outcome: data.outcomes[data.letters.indexOf(letter)], stage: data.stages[stage], code: data.codes[stops.get(stage)] };
      }
    }
    return { outcome: lane[3].includes("p") ? "pass" : "skip" };
  }

  // Where the words were met, when that is in nothing else that is shown: a line of the program or of a message.
  function elsewhere(item, re, shown) {
    if (!re || shown.some((text) => re.test(text))) return null;
    const line = [item.s, ...(item.x || [])].join("\n").split("\n").find((text) => re.test(text));
    return line ? line.trim().slice(0, 200) : null;
  }

  // Why a case is among the results though its original program, here and now, is not what was asked for.
  function aside(item, meant, data) {
    if (!meant.length) return null;
    const originals = meant.filter(({ program }) => program.variant === 0);
    if (!originals.length) return `Found for its rewrite ${[...new Set(meant.map(({ program }) => item.r[program.variant - 1]))].join(", ")}.`;
    if (data.main === null || originals.some(({ program }) => program.environment === data.main)) return null;
    const torch = [...new Set(originals.map(({ program }) => data.environments[program.environment].torch.split("+")[0]))];
    return `Found for torch ${torch.join(", ")}; the marks are of ${data.environments[data.main].torch.split("+")[0]}.`;
  }

  function result({ item, hit, meant }, place, { data, base, signs }) {
    const marks = data.modes.map((mode, number) => {
      const at = status(item, number, data);
      if (!at) return null;
      return element("span", { class: `x-mark x-${at.outcome}` }, element("span", { "aria-hidden": "true" }, signs[at.outcome]), ` ${mode}: ${at.stage ? `${at.stage}, ${at.code || at.outcome}` : at.outcome}`);
    });
    const re = met(hit), words = hit && hit.told ? null : re;
    const first = (item.e || "").split(/(?<=[.!?])\s/)[0];
    const where = elsewhere(item, words, [item.t, item.i, first, item.w || "", (item.g || []).join(" ")]);
    const why = aside(item, meant, data);
    return element("li", { class: "x-result", id: `x-result-${place}` },
      element("a", { href: new URL(item.u, base), class: "x-result-title", dir: "auto" }, ...lit(item.t, words)),
      element("span", { class: "x-result-id" }, ...lit(item.i, words)),
      element("span", { class: "x-result-marks" }, ...marks),
      item.w ? element("code", { class: "x-result-line", title: "the line at fault" }, ...lit(item.w, re)) : null,
      where ? element("code", { class: "x-result-line x-result-where", title: "where your words are" }, ...lit(where, words)) : null,
      first ? element("p", { dir: "auto" }, ...lit(first, words)) : null,
      item.r ? element("span", { class: "x-result-instead" }, `Instead: ${item.r.join(", ")}${item.v ? "" : " (not measured)"}`) : null,
      why ? element("span", { class: "x-result-why" }, why) : null);
  }

  root.ExportdbResults = { element, lit, result };
})(self);
