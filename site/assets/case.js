// Buttons that copy a program from the page of a case. Without this script there are none, and the text can be selected.
(() => {
  const lines = (nodes) => [...nodes].map((node) => node.textContent.replaceAll("\u200b", "")).join("\n") + "\n";

  // What a button is to copy, by the value of data-copy of the element that it stands in.
  const programs = {
    source: (place) => lines(place.querySelectorAll(".x-line > code")),
    block: (place) => place.querySelector("pre code").textContent,
    old: (place) => lines(place.closest(".x-beside").querySelectorAll(".x-old code")),
    new: (place) => lines(place.closest(".x-beside").querySelectorAll(".x-new code")),
  };

  async function copy(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    // Pages that are read from a folder or without TLS have no clipboard.
    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("the browser does not let a page copy");
  }

  function addButton(place) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "x-copy";
    button.textContent = "Copy";
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      try {
        await copy(programs[place.dataset.copy](place));
        button.textContent = "Copied";
      } catch {
        button.textContent = "Cannot copy";
      }
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    if (place.matches(".x-program")) place.prepend(button);
    else place.append(button);
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-copy]").forEach(addButton);
  });
})();
