"""The explorer in the browser and the command line take the same queries: the scripts are run by Node, on the same data."""

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
    "case:*/dims",
    "collection:torch-exportdb",
    "strict:fail",
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
    "torch:2.13",
    "torch:>=2.11",
    "torch:<2.9",
    "torch:2.9..2.12",
    '"Python bool"',
    "item",
    "bran*",
    "-zebra",
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
]

_SCRIPT = """
const Query = require(process.argv[1]), data = JSON.parse(require("fs").readFileSync(process.argv[2]));
console.log(JSON.stringify(JSON.parse(require("fs").readFileSync(0)).map((text) => {
  try {
    const terms = Query.parse(text, data);
    return { sentence: Query.sentence(terms, data), cases: data.cases.filter((c) => Query.matches(c, terms, data)).map((c) => c.i).sort() };
  } catch (error) {
    if (!(error instanceof Query.QueryError)) throw error;
    return { error: error.message };
  }
})));
"""


@pytest.fixture
def document(filled_db: Path, tmp_path: Path) -> tuple[Store, Path]:
    content = read_content(str(filled_db))
    with open_store(str(filled_db), readonly=True).read() as session:
        content = replace(content, details=case_details(session))  # without our own corpus
    (page,) = explorer.pages(content, Renderer(find_places().site / "templates"))
    path = tmp_path / "explorer.json"
    path.write_text(page.text, encoding="utf-8")
    return open_store(str(filled_db), readonly=True), path


def in_node(path: Path, queries: list[str]) -> list[dict[str, Any]]:
    assert NODE
    done = subprocess.run(
        [NODE, "-e", _SCRIPT, str(ASSETS / "explorer/query.js"), str(path)],
        input=json.dumps(queries), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


@needs_node
def test_queries_mean_and_say_the_same(document: tuple[Store, Path]) -> None:
    store, path = document
    answers = in_node(path, QUERIES)
    with store.read() as session:
        for text, answer in zip(QUERIES, answers, strict=True):
            query = parse(text)
            assert answer == {"sentence": query.sentence(), "cases": sorted(select_cases(session, query))}, text


@needs_node
def test_what_is_no_query_is_none_on_either_side(document: tuple[Store, Path]) -> None:
    for text, answer in zip(WRONG, in_node(document[1], WRONG), strict=True):
        assert "error" in answer, text
        with pytest.raises(ExportdbError):
            parse(text)


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

_DISTILL = """
const Search = require(process.argv[1]);
const text = require("fs").readFileSync(0, "utf8");
console.log(JSON.stringify([Search.pasted(text), Search.distill(text)]));
"""


@needs_node
def test_a_traceback_is_cut_to_what_tells_causes_apart() -> None:
    assert NODE
    script = str(ASSETS / "explorer/search.js")
    done = subprocess.run([NODE, "-e", _DISTILL, script], input=TRACEBACK, capture_output=True, text=True, check=True)
    pasted, told = json.loads(done.stdout)
    assert pasted
    assert told["line"] == "if mask.sum() > 0:"
    assert set(told["codes"]) == {"GB0170", "Unsupported"}
    assert told["message"].startswith("Data-dependent branching")
