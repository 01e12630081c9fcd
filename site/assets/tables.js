// Sorts and narrows the tables of a page. What is chosen stands in the address, so that a view can be passed on:
// ?operators=svd&operators.show=stops&operators.sort=-2
document.addEventListener("DOMContentLoaded", () => {
  const inOrder = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

  for (const tools of document.querySelectorAll(".x-tools[data-table]")) {
    const box = document.getElementById(`t-${tools.dataset.table}`);
    if (box) setUp(tools, box);
  }

  function setUp(tools, box) {
    const name = tools.dataset.table;
    const [input, select, output] = ["input", "select", "output"].map((tag) => tools.querySelector(tag));
    const body = box.querySelector("tbody");
    const rows = [...body.rows];
    const heads = [...box.querySelectorAll("thead th[data-sort]")];
    const columns = columnsOf(box.querySelector("thead"));
    let texts = null;
    let sorted = null; // [column, whether it descends]
    let timer = 0;

    tools.querySelector(".x-narrow").hidden = false;
    for (const head of heads) {
      const button = document.createElement("button");
      button.className = "x-sort";
      button.type = "button";
      button.append(...head.childNodes);
      if (head.hasAttribute("aria-label")) button.setAttribute("aria-label", head.getAttribute("aria-label"));
      head.append(button);
      button.addEventListener("click", () => {
        const column = columns.get(head);
        // numbers are looked for from the largest, and a third press gives the first order back
        const falls = head.dataset.sort === "num";
        if (!sorted || sorted[0] !== column) sort(column, falls);
        else if (sorted[1] === falls) sort(column, !falls);
        else sort(null);
        remember();
      });
    }
    input.addEventListener("input", () => { narrow(); rememberSoon(); });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && input.value) { input.value = ""; narrow(); remember(); event.preventDefault(); }
    });
    select?.addEventListener("change", () => { narrow(); remember(); });
    // the words of a sign, and those of its column, for a mouse; a screen reader has both already
    body.addEventListener("pointerover", (event) => {
      const cell = event.target.closest?.("td.x-sign");
      if (!cell || cell.title) return;
      const head = heads.find((other) => columns.get(other) === cell.cellIndex);
      cell.title = `${head?.getAttribute("aria-label") ?? ""}: ${cell.querySelector("i")?.textContent ?? ""}`;
    });
    addEventListener("hashchange", reveal);
    addEventListener("popstate", recall);
    recall();
    reveal();
    addEventListener("load", reveal); // the browser has scrolled by then, to where the row was at first

    function narrow() {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const wanted = select?.value ?? "";
      texts ??= rows.map((row) => row.textContent.toLowerCase());
      let shown = 0;
      rows.forEach((row, i) => {
        const stays = words.every((word) => texts[i].includes(word))
          && (!wanted || (row.dataset.is ?? "").split(" ").includes(wanted));
        if (row.hidden === stays) row.hidden = !stays;
        shown += stays;
      });
      const noun = tools.dataset.noun + (rows.length === 1 ? "" : "s");
      output.textContent = shown === rows.length ? `${shown} ${noun}` : `${shown} of ${rows.length} ${noun}`;
    }

    function sort(column, falls = false) {
      sorted = column === null ? null : [column, falls];
      for (const head of heads) {
        if (columns.get(head) === column) head.setAttribute("aria-sort", falls ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      }
      let order = rows;
      if (column !== null) {
        const keys = new Map(rows.map((row) => [row, key(row.cells[column])]));
        const numbers = [...keys.values()].every((value) => value === "" || !Number.isNaN(Number(value)));
        if (numbers) for (const [row, value] of keys) keys.set(row, value === "" ? "" : Number(value));
        const sign = falls ? -1 : 1;
        order = [...rows].sort((a, b) => {
          const [one, other] = [keys.get(a), keys.get(b)];
          if (one === "" || other === "") return (one === "") - (other === ""); // nothing comes last, either way
          return sign * (numbers ? one - other : inOrder.compare(one, other));
        });
      }
      const all = document.createDocumentFragment();
      all.append(...order);
      body.append(all);
    }

    function reveal() {
      let target = null;
      try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return; }
      const row = target?.closest?.("tr");
      if (!row || !body.contains(row)) return;
      if (row.hidden) { input.value = ""; if (select) select.value = ""; narrow(); remember(); }
      row.scrollIntoView({ block: "center" });
    }

    function remember() {
      clearTimeout(timer);
      const address = new URL(location.href);
      const settings = {
        [name]: input.value.trim(),
        [`${name}.show`]: select?.value ?? "",
        [`${name}.sort`]: sorted ? `${sorted[1] ? "-" : ""}${sorted[0] + 1}` : "",
      };
      for (const [setting, value] of Object.entries(settings)) {
        if (value) address.searchParams.set(setting, value);
        else address.searchParams.delete(setting);
      }
      if (address.href !== location.href) history.replaceState(history.state, "", address);
    }

    // browsers refuse an address that changes with every key
    function rememberSoon() {
      clearTimeout(timer);
      timer = setTimeout(remember, 300);
    }

    function recall() {
      const settings = new URL(location.href).searchParams;
      input.value = settings.get(name) ?? "";
      if (select) {
        select.value = settings.get(`${name}.show`) ?? "";
        if (select.selectedIndex < 0) select.value = "";
      }
      const [, falls, number] = /^(-?)(\d+)$/.exec(settings.get(`${name}.sort`) ?? "") ?? [];
      const column = number ? Number(number) - 1 : null;
      if (column !== null ? [...columns.values()].includes(column) : sorted) sort(column, falls === "-");
      if (input.value || select?.value || texts) narrow();
    }
  }

  function key(cell) {
    return cell?.dataset.v ?? cell?.textContent.trim() ?? "";
  }

  // Head -> the place of its cells in a row of the body; heads may stand in two rows and span several columns.
  function columnsOf(head) {
    const places = new Map();
    const taken = [];
    [...head.rows].forEach((row, r) => {
      taken[r] ??= [];
      let column = 0;
      for (const cell of row.cells) {
        while (taken[r][column]) column += 1;
        places.set(cell, column);
        for (let down = 0; down < cell.rowSpan; down += 1) {
          taken[r + down] ??= [];
          for (let right = 0; right < cell.colSpan; right += 1) taken[r + down][column + right] = true;
        }
        column += cell.colSpan;
      }
    });
    return places;
  }
});
