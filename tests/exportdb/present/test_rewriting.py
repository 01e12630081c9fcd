from __future__ import annotations

from pathlib import Path

from exportdb.present.repro import with_torch
from exportdb.present.rewriting import Pair, classes, side_by_side, unified_diff
from exportdb.store import open_store
from exportdb.store.reads import CaseDetail, case_detail, unmeasured
from exportdb_engine.protocol import Mode
from exportdb_engine.protocol.casefile import parse_case

CASE = '''"""T"""
import torch
tags = set()
class Model(torch.nn.Module):
    def forward(self, x):
        return x.item()
class Other(torch.nn.Module):
    """Keep the tensor."""
    def forward(self, x):
        return x
model = Model()
example_args = (torch.ones(1),)
rewrites = {
    "class": Other(),
    "inputs": {"example_args": (torch.ones(2),)},
    "both": {"model": Other(), "dynamic_shapes": {"x": None}},
    "a 'quoted' $label": Other(),
}
'''


def detail() -> CaseDetail:
    return unmeasured(parse_case(CASE.encode(), Path("a/b.py"), case="a/b", collection="core"))


def changed(label: str) -> list[str]:
    case = detail()
    rewrite = next(rewrite for rewrite in case.rewrites if rewrite.label == label)
    return [line for line in unified_diff(case, rewrite) if line[:1] in "+-"]


def test_what_a_rewrite_changes() -> None:
    classes = [
        "-class Model(torch.nn.Module):",
        "+class Other(torch.nn.Module):",
        '+    """Keep the tensor."""',
        "-        return x.item()",
        "+        return x",
    ]
    assert sorted(changed("class")) == sorted(classes)
    assert changed("inputs") == ["-example_args = (torch.ones(1),)", "+example_args = (torch.ones(2),)"]
    assert sorted(changed("both")) == sorted([*classes, "+", '+dynamic_shapes = {"x": None}'])


def test_the_lines_of_a_rewrite_beside_those_of_the_original() -> None:
    case = detail()
    shown = {rewrite.label: side_by_side(case, rewrite) for rewrite in case.rewrites}
    assert shown["class"] == [
        Pair("class Model(torch.nn.Module):", "class Other(torch.nn.Module):", True),
        Pair(None, '    """Keep the tensor."""', True),
        Pair("    def forward(self, x):", "    def forward(self, x):", False),
        Pair("        return x.item()", "        return x", True),
    ]
    assert shown["inputs"] == [Pair("example_args = (torch.ones(1),)", "example_args = (torch.ones(2),)", True)]
    assert shown["both"] == [
        *shown["class"],
        Pair(None, "", True),
        Pair(None, 'dynamic_shapes = {"x": None}', True),
    ]


def test_what_a_rewrite_inherits_is_not_removed() -> None:
    kept = ["class M(N):", "    @staticmethod", "    def g():", "        return 2"]
    before = "\n".join([kept[0], "    a = 1", "", "    def f(self):", "        return 1", "", *kept[1:]])
    assert classes(before, "class R(M):\n    def g(self): ...")[0] == kept
    assert classes(before, "class R(N):\n    def g(self): ...")[0] == before.splitlines()
    assert classes(before, "no class")[0] == before.splitlines()


def test_a_line_for_a_shell_that_needs_torch_alone() -> None:
    case = detail()
    assert (with_torch(case, Mode.STRICT) or "").startswith(
        "python -c \"import sys, torch; sys.path.insert(0, 'cases/a'); c = vars(__import__('b')); "
        "print(torch.export.export(c['model'], "
    )
    assert "strict=False" in (with_torch(case, Mode.NONSTRICT) or "")
    assert "c['rewrites']['class']" in (with_torch(case, Mode.STRICT, "class") or "")
    assert (with_torch(case, Mode.STRICT, "a 'quoted' $label") or "").startswith("python -c 'import")


def test_an_example_of_torch_is_imported_from_there(filled_db: Path) -> None:
    with open_store(str(filled_db), readonly=True).read() as session:
        theirs = case_detail(session, "torch-exportdb/dims")
    assert theirs is not None
    assert "import_module('torch._export.db.examples.dims')" in (with_torch(theirs, Mode.STRICT) or "")
