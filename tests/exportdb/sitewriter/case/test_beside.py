from __future__ import annotations

import re

import pytest

from exportdb.present.rewriting import Pair
from exportdb.sitewriter.case.beside import beside
from exportdb.sitewriter.case.instead import anchors


@pytest.mark.parametrize(
    ("pair", "marked"),
    [
        (Pair("x = a + b", "x = a - b", True), ["&#43;", "-"]),
        (Pair("return x.sin()", "return x.cos()", True), ["sin", "cos"]),
        (Pair("if x.sum():", "return torch.cond(p, f, g, (y,))", True), []),  # other lines, not changed ones
        (Pair("same", "same", False), []),
        (Pair(None, "new", True), []),
        (Pair("old", None, True), []),
    ],
)
def test_words_that_differ_are_marked(pair: Pair, marked: list[str]) -> None:
    found = re.findall("<mark>(.*?)</mark>", beside([pair], ("a", "b")))
    assert [word.replace("+", "&#43;") for word in found] == marked


def test_lines_stay_beside_each_other() -> None:
    text = beside([Pair("a", "a", False), Pair("b", "c", True), Pair(None, "d", True)], ("a", "b"))
    assert re.findall(r"x-part (x-\w+)\" style=\"--x-lines: (\d)", text) == [("x-same", "1"), ("x-changed", "2")]
    assert text.count("x-gap") == 1
    assert text.count("<b>+</b>") == 2  # told by a sign, too


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (["torch.cond", "torch cond"], ["instead-torch-cond", "instead-torch-cond-2"]),
        (["a", "A", "a!"], ["instead-a", "instead-a-2", "instead-a-3"]),
        (["הפוך"], ["instead"]),
    ],
)
def test_anchors_of_rewrites(labels: list[str], names: list[str]) -> None:
    assert anchors(labels) == names
