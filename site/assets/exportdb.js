// Filters a table by what is typed: a row stays when it holds every word.
document.addEventListener("DOMContentLoaded", () => {
  for (const input of document.querySelectorAll("input[data-filter]")) {
    const rows = [...document.querySelectorAll(`#${input.dataset.filter} tbody tr`)];
    const texts = rows.map((row) => row.textContent.toLowerCase());
    input.addEventListener("input", () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      rows.forEach((row, i) => { row.hidden = !words.every((word) => texts[i].includes(word)); });
    });
  }
});

// What scrolls sideways can be reached and scrolled by keyboard, and the theme's search has a name.
document.addEventListener("DOMContentLoaded", () => {
  document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", "Search");
  const reach = () => {
    for (const part of document.querySelectorAll(".md-typeset :is(.x-table, .x-grid-box, .md-typeset__scrollwrap, pre > code, details.x-fold)")) {
      if (part.scrollWidth > part.clientWidth + 1 && !part.hasAttribute("tabindex")) part.tabIndex = 0;
    }
  };
  reach();
  window.addEventListener("resize", reach);
  document.addEventListener("toggle", reach, true);
});
