"""How long the explorer takes to answer a keystroke, in a browser: from the input event until the results are laid out.

    python benchmarks/search.py many/site                made by benchmarks/site.py --keep many
    python benchmarks/search.py build/site --chromium /usr/bin/chromium

Each text is typed one character after the other, as a person would, and pasted as a whole. The budget is 50 ms with
2,000 cases. Also told: what the first view of each kind of page weighs, as sent with and without compression.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

TYPED = [
    "branch on a tensor",
    "strict:fail nonstrict:pass has:rewrite",
    "torhc.cond",
    "op:aten.nonzero.default",
    "kv cache",
]
PASTED = [
    "Could not guard on data-dependent expression Eq(u0, 1)",
    """Traceback (most recent call last):
  File "/srv/app/model.py", line 30, in forward
    if scores.max() > self.threshold:
torch._dynamo.exc.UserError: Could not guard on data-dependent expression Eq(u0, 1) (unhinted: Eq(u0, 1)).""",
]
PAGES = ["index.html", "overview.html", "areas.html", "failures.html", "graph_breaks.html", "operators.html"]
#: Sets the box and gives the milliseconds until the results are there and laid out, without the wait for a frame.
MEASURE = """
async (text) => {
  const box = document.getElementById("x-find"), results = document.getElementById("x-results");
  const begun = performance.now();
  const done = new Promise((resolve) => new MutationObserver((_, watch) => {
    watch.disconnect();
    results.getBoundingClientRect();
    resolve(performance.now() - begun);
  }).observe(document.getElementById("x-explorer") ?? results.parentElement, { childList: true, subtree: true, characterData: true }));
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  return Promise.race([done, new Promise((resolve) => setTimeout(() => resolve(-1), 3000))]);
}
"""  # noqa: E501


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(options.site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}/"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=options.chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(base)
        cases = page.evaluate("fetch('data/explorer.json').then((a) => a.json()).then((d) => d.cases.length)")
        page.click("#x-find")
        page.fill("#x-find", "branch")
        page.wait_for_selector(".x-result", timeout=60_000)
        print(f"{cases} cases")
        for text in TYPED:
            tell(f"typed   {text}", [measure(page, text[: end + 1]) for end in range(len(text))])
        for text in PASTED:
            tell(f"pasted  {text.splitlines()[-1][:50]}", [measure(page, text) for _ in range(5)])
        for name in PAGES:
            if (options.site / name).is_file():
                raw, sent = weigh(browser.new_page(), base, name, options.site)
                print(f"{name:20} {raw / 1024:6.0f} KiB, compressed {sent / 1024:6.0f} KiB")
        browser.close()
    server.shutdown()


def measure(page: Page, text: str) -> float:
    """Milliseconds for this text, and a pause after it, as between keystrokes."""
    took = float(page.evaluate(MEASURE, text))
    page.wait_for_timeout(30)
    return took


def tell(what: str, took: list[float]) -> None:
    met = sorted(ms for ms in took if ms >= 0)
    worst = met[-1] if met else 0.0
    print(f"{what:60} median {statistics.median(met):5.1f} ms, worst {worst:5.1f} ms, {len(took)} keystrokes")


def weigh(page: Page, base: str, name: str, site: Path) -> tuple[int, int]:
    """Bytes of all that a first view loads, as they lie there and as gzip sends them."""
    loaded: list[str] = []
    page.on("requestfinished", lambda request: loaded.append(request.url.removeprefix(base).partition("?")[0]))
    page.goto(base + name)
    page.wait_for_timeout(500)
    page.close()
    files = [site / (path or "index.html") for path in dict.fromkeys(loaded)]
    contents = [file.read_bytes() for file in files if file.is_file()]
    return sum(map(len, contents)), sum(len(gzip.compress(content)) for content in contents)


if __name__ == "__main__":
    main()
