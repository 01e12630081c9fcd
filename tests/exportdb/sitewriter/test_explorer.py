"""The explorer and the command line take the same queries: its scripts are run by Node, on the same data."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from exportdb.errors import ExportdbError
from exportdb.query import parse, select_cases
from exportdb.sitewriter.content import read_content
from exportdb.sitewriter.pages import explorer
from exportdb.sitewriter.places import find_places
from exportdb.sitewriter.render import Renderer
from exportdb.store import Store, open_store
from exportdb.store.lanes import case_details

ASSETS = find_places().site / "assets"
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="Node is not installed: the explorer's scripts were not tested")

#: Answered alike on both sides, but for what the explorer leaves to the command line.
QUERIES = [
    "",
    "tag:torch.cond",
    "tag:torch.*",
    "-tag:torch.cond",
    "not area:flow",
    "area:flow,sizes",
    "area:f*",
    "case:*/dims",
    "collection:torch-exportdb",
    "strict:fail",
    "strict:fail mode:nonstrict",
    "strict:fail -mode:nonstrict stage:export",
    "run:pass",
    "strict:fail,wrong",
    "strict:pass nonstrict:pass",
    "strict:fail nonstrict:pass",
    "-strict:pass",
    "export:fail",
    "strict.export:fail",
    "shapes:unsound",
    "lower.aoti:wrong",
    "code:GB0170",
    "code:GB*",
    "-code:GB0170",
    "outcome:fail stage:export",
    "outcome:fail mode:strict",
    "is:original outcome:fail",
    "is:rewrite",
    "variant:original",
    "has:rewrite",
    "-has:rewrite",
    "has:issue,near",
    "op:aten.*",
    "-op:aten.*",
    "op:aten.* strict:fail",
    "torch:2.13",
    "torch:>=2.11",
    "torch:<2.9",
    "torch:2.9..2.12",
    "torch:>=2.13.0rc1",
    "-torch:!=2.13 is:original",
    '"Python bool"',
    "item",
    "bran*",
    "-zebra",
    'tag:"a,b:$& {}"',
]

WRONG = [
    "tga:x",
    "strict:maybe",
    "-",
    'an "open quote',
    "a OR b",
    "mode:lazy",
    "tag:",
    ":x",
    "not",
    "torch:new",
    "has:wings",
    "stage:exprot",
    "is:odd",
    "modes:same",
    "outcome:ok",
    "env:xyz",
    "run:now",
    "-run:last",
    "run:1 run:2",
    "not not a",
    "not -a",
    "a AND b",
    '""',
    '"" x',
    "b*r",
    "***",
    "tag:a,,b",
    "torch:2.9..",
    "since:new",
    "torch:2.13x!",
    "x" * 2001,
    "a " * 51,
]

#: Answers a list of texts, which comes on standard input, by the function ``answer``.
_FRAME = """
const fs = require("fs"), [folder, path] = process.argv.slice(1);
const [Query, Match, Search, Ask, Facets] = ["query", "match", "search", "ask", "facets"].map((name) => require(folder + name + ".js"));
const data = path ? JSON.parse(fs.readFileSync(path)) : null;
%s
Promise.all(JSON.parse(fs.readFileSync(0)).map(answer)).then((found) => console.log(JSON.stringify(found)));
"""  # noqa: E501
_ASKED = """
function answer(text) {
  try {
    const terms = Query.parse(text, data);
    return { sentence: Query.sentence(terms, data), cases: data.cases.filter((c) => Match.matches(c, terms, data)).map((c) => c.i).sort() };
  } catch (error) {
    if (!(error instanceof Query.QueryError)) throw error;
    return { error: error.message, column: error.column };
  }
}
"""  # noqa: E501


@pytest.fixture
def document(filled_db: Path, tmp_path: Path) -> tuple[Store, Path]:
    content = read_content(str(filled_db))
    with open_store(str(filled_db), readonly=True).read() as session:
        content = replace(content, details=case_details(session))  # without our own corpus
    (page,) = explorer.pages(content, Renderer(find_places().site / "templates"))
    path = tmp_path / "explorer.json"
    path.write_text(page.text, encoding="utf-8")
    return open_store(str(filled_db), readonly=True), path


def in_node(script: str, texts: list[str], path: Path | None = None) -> list[Any]:
    assert NODE
    done = subprocess.run(
        [NODE, "-e", _FRAME % script, f"{ASSETS / 'explorer'}/", str(path or "")],
        input=json.dumps(texts), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: list[Any] = json.loads(done.stdout)
    return found


@needs_node
def test_queries_mean_and_say_the_same(document: tuple[Store, Path]) -> None:
    store, path = document
    answers = in_node(_ASKED, QUERIES, path)
    with store.read() as session:
        for text, answer in zip(QUERIES, answers, strict=True):
            query = parse(text)
            assert answer == {"sentence": query.sentence(), "cases": sorted(select_cases(session, query))}, text


@needs_node
def test_what_is_no_query_is_none_on_either_side(document: tuple[Store, Path]) -> None:
    for text, answer in zip(WRONG, in_node(_ASKED, WRONG, document[1]), strict=True):
        with pytest.raises(ExportdbError) as raised:
            parse(text)
        said = str(raised.value).splitlines()[0]
        assert said == f"{answer.get('error')}, at column {answer['column'] + 1} of the query", text


_FACETS = """
function answer(text) {
  const find = (text) => {
    const terms = Query.parse(text, data);
    return data.cases.map((item) => ({ item, meant: Match.select(item, terms, data) })).filter(({ meant }) => meant);
  };
  const facets = [...Facets.count(find(text), data).values()].flat();
  return facets.map(({ term, n }) => [term, n, find(Ask.toggled(text, term, data)).length]).filter(([term]) => !Ask.has(text, term, data));
}
"""  # noqa: E501


@needs_node
def test_a_facet_leaves_as_many_cases_as_it_says(document: tuple[Store, Path]) -> None:
    texts = ["", "strict:fail", "area:flow", "is:original", "code:GB0170", "outcome:fail mode:strict", "-strict:pass"]
    for text, facets in zip(texts, in_node(_FACETS, texts, document[1]), strict=True):
        assert len(facets) > 3, text
        assert [(term, said) for term, said, _ in facets] == [(term, left) for term, _, left in facets], text


_UNDERSTOOD = """
function answer(text) {
  const { filters, words, errors, elsewhere, pasted } = Ask.understand(text, data);
  return [filters.map((t) => t.filter).join(" "), words.trim().replace(/ +/g, " "), errors.map((e) => e.message).join(), elsewhere.length, pasted];
}
"""  # noqa: E501


@needs_node
@pytest.mark.parametrize(
    ("text", "filters", "words", "error", "elsewhere", "pasted"),
    [
        ("strict:fail branch", "outcomes", "branch", "", 0, False),
        ('"Python bool" -zebra bool', "text text", "bool", "", 0, False),
        ("tga:x area:flow", "area", "tga:x", "unknown filter 'tga'", 0, False),
        ("area:flow tag:", "area", "", "tag: has an empty value", 0, False),
        ('area:flow "open', "area", "open", "the quote is not closed", 0, False),
        ("a OR b", "", "a b", "there is no OR in a query", 0, False),
        ("run:last is:unexpected python:3.11 area:flow", "area", "", "", 3, False),
        ("Could not guard on Eq(u0, 1)", "", "Could not guard on Eq(u0, 1)", "", 0, True),
        ("area:flow\nRuntimeError: no", "area", "RuntimeError: no", "", 0, True),
        ("RuntimeError: no\nand no", "", "RuntimeError: no\nand no", "", 0, True),
    ],
)
def test_the_box_is_cut_into_filters_and_words(
    text: str, filters: str, words: str, error: str, elsewhere: int, pasted: bool, document: tuple[Store, Path]
) -> None:
    assert in_node(_UNDERSTOOD, [text], document[1]) == [[filters, words, error, elsewhere, pasted]]


_TOGGLED = "const answer = ([text, term]) => Ask.toggled(text, term, data);"


@needs_node
def test_a_facet_is_added_and_taken_away(document: tuple[Store, Path]) -> None:
    table = [
        ("", "strict:fail", "strict:fail"),
        ("a", 'tag:"a b"', 'a tag:"a b"'),
        ('a tag:"a b" b', 'tag:"a b"', "a b"),
        ("E: no\nline", "strict:fail", "strict:fail\nE: no\nline"),
        ("strict:fail\nE: no\nline", "strict:fail", "E: no\nline"),
        ("a is:original", "is:original strict:pass", "a is:original strict:pass"),
        ("is:original a strict:pass", "is:original strict:pass", "is:original a"),
    ]
    given: list[Any] = [row[:2] for row in table]
    assert in_node(_TOGGLED, given, document[1]) == [row[2] for row in table]


TRACEBACK = """
Traceback (most recent call last):
  File "/home/a/train.py", line 9, in <module>
    torch.export.export(model, (x,))
  File "/home/a/venv/lib/python3.11/site-packages/torch/export/__init__.py", line 319, in export
    raise e
  File "/home/a/model.py", line 30, in forward
    if mask.sum() > 0:
\x1b[31mtorch._dynamo.exc.Unsupported: Data-dependent branching
  Explanation: Detected data-dependent branching.
  For more details about this graph break, please visit: https://example.org/gb/gb0170.html
"""

_DISTILLED = """
const answer = (text) => {
  const brief = Search.brief(text);
  return [Search.pasted(text), Search.distill(text), brief, Search.distill(brief)];
};
"""


@needs_node
def test_a_traceback_is_cut_to_what_tells_causes_apart() -> None:
    ((pasted, told, brief, again),) = in_node(_DISTILLED, [TRACEBACK])
    assert pasted
    assert told["line"] == "if mask.sum() > 0:"
    assert set(told["codes"]) == {"GB0170", "Unsupported"}
    assert told["message"].startswith("Data-dependent branching")
    assert "/home" not in brief, "nobody's paths go into an address"
    assert again == told


_RANKED = """
const MiniSearch = require(folder + "../vendor/minisearch-7.2.0.js");
const said = "Could not guard on data-dependent expression Eq(u0, 1)";
const cases = [["bool", "return x * bool(x.sum() > 0)"], ["while", "while x.abs().sum() > 1.0:"], ["if", "if x.mean() > 0.5:"]]
  .map(([i, w]) => ({ i, w, t: "A title", e: "", s: `def forward(self, x):\n  ${w}`, x: [said], l: [] }));
const { index, ready } = Search.build(MiniSearch, { cases, operators: [], codes: [] });
const answer = async (line) => {
  await ready;
  const text = `File "a.py", line 1, in forward\n  ${line}\nGuardOnDataDependentSymNode: ${said}`;
  return Search.find(index, text, cases).hits.map((hit) => cases[hit.id].i)[0];
};
"""  # noqa: E501


@needs_node
def test_the_line_decides_between_programs_with_the_same_message() -> None:
    lines = ["while error.abs().sum() > 0.01:", "return y * bool(mask.sum() > 3)", "if score.mean() > 0.9:"]
    assert in_node(_RANKED, lines) == ["while", "bool", "if"]
