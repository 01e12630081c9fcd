from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest

from exportdb.errors import ExportdbError
from exportdb.sitewriter.build import STAMP, Built, build_site

TAGS = '[tags]\n"torch.cond" = "Uses `torch.cond`."\n'


class Reader(HTMLParser):
    """What of a page can do harm, and where it leads."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.scripts: list[str] = []
        self.handlers: list[str] = []
        self.text = ""
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.text += " " if tag == "br" else ""
        self._open.append(tag)
        self.ids.add(values.get("id", ""))
        self.handlers += [name for name in values if name.startswith("on")]
        self.links += [values[name] for name in ("href", "src") if name in values]

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in ("script", "style"):
            self.scripts.append(data)
        else:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        self.text += " " if tag in ("td", "th") else ""
        if self._open and self._open[-1] == tag:
            self._open.pop()


def read(page: Path) -> Reader:
    reader = Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    return reader


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cases")
    (folder / "tags.toml").write_text(TAGS)
    return folder


@pytest.fixture(scope="module")
def built(filled_db: Path, cases: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """Building raises when MkDocs has a single warning."""
    out = tmp_path_factory.mktemp("built") / "site"
    yield build_site(str(filled_db), out, cases=cases)
    shutil.rmtree(out)


def test_every_link_leads_somewhere(built: Built) -> None:
    pages = {page: read(page) for page in built.folder.rglob("*.html")}
    assert len(pages) >= built.pages
    for page, reader in pages.items():
        if page.name == "404.html":  # its links begin at the root of a server
            continue
        for link in reader.links:
            parts = urlparse(link)
            if parts.scheme or link.startswith("//"):
                assert parts.scheme == "https", f"{page}: {link}"
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            assert target.exists(), f"{page}: {link}"
            if parts.fragment and target.suffix == ".html" and not parts.fragment.startswith("__"):
                assert parts.fragment in pages[target].ids, f"{page}: {link}"


def test_nothing_is_fetched_from_elsewhere(built: Built) -> None:
    for page in built.folder.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for tag in ("<script src=", '<link rel="stylesheet" href='):
            assert f'{tag}"http' not in text
            assert f"{tag}http" not in text


def test_hostile_texts_are_shown_and_do_nothing(built: Built, hostile: str) -> None:
    names = ["failures", "soundness", "case/flow/static", "case/sizes/hostile", "tag/python.if", "area/flow"]
    for name in (f"{name}.html" for name in names):
        reader = read(built.folder / name)
        assert not any("alert(" in script for script in reader.scripts), name
        assert not reader.handlers, name
        assert not any(link.startswith("javascript:") for link in reader.links), name
        assert "<script>alert(1)</script>" in reader.text, name
        assert "\u202e" not in reader.text
    shown = read(built.folder / "case/flow/static.html").text
    assert "<img src=x onerror=alert(2)> red ```` | a | b | {{ x }} {: .y } [z](javascript:alert(3))" in shown
    assert "\\u202eevil\\u202c" in shown


def test_what_a_case_page_says(built: Built) -> None:
    text = " ".join(read(built.folder / "case/flow/branch.html").text.split())
    for part in (
        "✗ Strict mode refuses it at export: GB0170. Data-dependent branching",
        "→ Instead: torch.cond works in both modes; it was run.",
        "✗ Instead: smaller example does not hold here.",
        "original strict 2.9.1, 2.13.0+cpu ✓pass ✗fail ·not reached",
        "Data-dependent branching Hint: torch.cond",
        "x.shape[0] <= 16",
        "✓ verified in both modes on torch 2.9.1, 2.13.0+cpu: eager, export, run, generalize, decompose,",
        "(runs 2, 1, 2026-11-22 10:00 UTC)",
        "✗ does not hold on torch 2.9.1, 2.13.0+cpu: strict retrace: RuntimeError",
        "+ return torch.cond(x.sum() > 0, torch.sin, torch.cos, (x,))",
        "-example_args = (torch.randn(3),)",
        "- if x.sum() > 0:- return x.sin()",
        "The graph GraphModule",
        "model = WithCond() exported = torch.export.export(model, example_args, strict=True)",
        "2 <= x.shape[0] <= 16",
        "exportdb run flow/branch --mode strict --stages export",
        "python -c \"import sys, torch; sys.path.insert(0, 'cases/flow'); c = vars(__import__('branch'))",
        "pytorch/pytorch#1",
    ):
        assert part in text, part
    drawn = " ".join(read(built.folder / "case/sizes/drawn.html").text.split())
    for part in (
        "⚠ unsound on some of 57 inputs (40 declared, 17 not): 38 answered, 15 refused, 2 raised as in eager",
        "not drawn: m: a sparse tensor is not drawn, the example is used",
        "⚠ unsound ShapeDiffers strict and nonstrict The program declares these inputs, answers,",
        "on (torch.ones(1),) (x: [1])",
        "✗ over-restrictive RuntimeError strict; the saved and loaded program",
        "(torch.ones(2),), {'n': 3} (x: [2], n: 3) Not shrunk",
        "print(torch.ones(1))",
        "x.shape[0] 3 dynamic, 2 and up ✓ accepted",
        "x.shape[1] 4 always 4 ✗ refused; suggests 4",
        "y.shape[0] 7 = 2 * x.shape[0] + 1 ✗ refused: ValueError",
        "y.shape[1] 9 dynamic, 0 to 16 ○ not tried",
        "holds for sizes with x.shape[0] % 2 == 1",
        "1 spec that was tried",
        "The modes declare different inputs",
        "nonstrict; named, strict and nonstrict x: f32[n0] 2 <= n0",
    ):
        assert part in drawn, part
    soundness = " ".join(read(built.folder / "soundness.html").text.split())
    assert (
        "Programs Inputs tried holds unsound Newer originals, strict 114 0 1 1 originals, nonstrict 57 0 1 0"
        in soundness
    )
    assert "sizes/drawn x: [1] strict and nonstrict ShapeDiffers output[0]: has shape [1], eager gives []" in soundness
    assert "exportdb run flow/idle" in read(built.folder / "case/flow/idle.html").text
    assert "1 of 1 agree" in read(built.folder / "exportdb.html").text


def test_what_has_not_changed_is_not_written_again(built: Built, filled_db: Path, cases: Path) -> None:
    sources = built.folder.with_name("site-src")

    def times() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for folder in (sources, built.folder) for path in folder.rglob("*.*")}

    before = times()
    again = build_site(str(filled_db), built.folder, cases=cases)
    assert (again.changed, again.rendered) == (0, False)
    assert times() == before
    (sources / "case" / "gone.md").write_text("left from an older corpus")
    (sources / "index.md").write_text("edited by hand")
    assert build_site(str(filled_db), built.folder, cases=cases).changed == 2
    assert not (sources / "case" / "gone.md").exists()


def test_only_what_differs_is_rendered_again(built: Built, filled_db: Path, cases: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    shutil.copytree(built.folder, out)
    shutil.copytree(built.folder.with_name("site-src"), tmp_path / "site-src")
    db = shutil.copy(filled_db, tmp_path / "changed.db")

    def times() -> dict[str, int]:
        return {p.relative_to(out).as_posix(): p.stat().st_mtime_ns for p in out.rglob("*") if p.is_file()}

    (out / "case" / "flow" / "static.html").unlink()
    (out / "case" / "gone.html").write_text("left from an older corpus")
    before = times()
    with closing(sqlite3.connect(db)) as connection, connection:
        connection.execute("UPDATE revisions SET explanation = 'Said anew.' WHERE title = 'Branch on a value'")
    assert build_site(str(db), out, cases=cases).rendered
    after = times()
    assert {path for path in after if after[path] != before.get(path)} >= {
        "case/flow/branch.html",
        "case/flow/static.html",
    }
    same = [path for path in after if after[path] == before.get(path)]
    assert {"case/sizes/drawn.html", "tag/python.if.html", "overview.html", "reading.html"} <= set(same)
    assert not (out / "case" / "gone.html").exists()
    assert "Said anew." in (out / "case" / "flow" / "branch.html").read_text()
    assert any(path.startswith("assets/javascripts/bundle") for path in after), "what the theme brings stays"


def test_a_build_that_was_cut_short_is_done_again(filled_db: Path, cases: Path, built: Built, tmp_path: Path) -> None:
    out = tmp_path / "site"
    shutil.copytree(built.folder, out)
    shutil.copytree(built.folder.with_name("site-src"), tmp_path / "site-src")
    (out / STAMP).write_text("{}\n")
    (out / "overview.html").write_text("half a pa")
    assert build_site(str(filled_db), out, cases=cases).rendered
    assert (out / "overview.html").read_text() == (built.folder / "overview.html").read_text()
    assert not build_site(str(filled_db), out, cases=cases).rendered


def test_a_folder_with_something_else_in_it_is_left_alone(filled_db: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine")
    with pytest.raises(ExportdbError, match="did not write"):
        build_site(str(filled_db), tmp_path / "out")
    assert (tmp_path / "out" / "thesis.txt").exists()
    assert not (tmp_path / "out-src").exists()


def test_without_results_the_pages_say_how_to_get_them(cases: Path, tmp_path: Path) -> None:
    from exportdb.sitewriter.content import read_content
    from exportdb.sitewriter.places import find_places
    from exportdb.sitewriter.write import write_sources

    content = read_content(str(tmp_path / "none.db"), cases=cases)
    write_sources(content, find_places(), tmp_path / "src")
    for page in ("index.md", "failures.md", "soundness.md", "runs.md"):
        assert "exportdb run" in (tmp_path / "src" / page).read_text()
