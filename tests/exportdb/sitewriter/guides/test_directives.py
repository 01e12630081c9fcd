from __future__ import annotations

from pathlib import Path

import pytest

from exportdb.errors import ExportdbError
from exportdb.sitewriter.guides.directives import Show, check, parse, without_links
from exportdb.sitewriter.places import find_places

GUIDES = sorted((find_places().site / "guides").glob("*.md"))
BRANCH = "control_flow/branch_on_tensor_value"


@pytest.mark.parametrize("file", GUIDES, ids=lambda file: file.stem)
def test_a_guide_names_what_the_corpus_has(file: Path) -> None:
    guide = parse(file.name, file.read_text(encoding="utf-8"))
    check(guide)
    assert guide.named, "a guide without a case"


def test_a_directive_is_read_wherever_it_stands_on_lines_of_its_own() -> None:
    text = f'# Title\n\n<!-- case: {BRANCH}\n show=original show="rewrite:no branch" -->\n\nEnd <!-- not: read -->\n'
    before, directive, after = parse("guide.md", text).pieces
    assert (before, after) == ("# Title\n\n", "\n\nEnd <!-- not: read -->\n")
    assert not isinstance(directive, str)
    assert (directive.cases, directive.place) == ((BRANCH,), "guide.md:3")
    assert directive.shows == (Show("original"), Show("rewrite", "no branch"))


@pytest.mark.parametrize(
    ("line", "message", "remedy"),
    [
        ("<!-- caes: a show=original -->", "unknown directive 'caes'", "case, lines, others"),
        ("<!-- case: a -->", "1 cases and 0 parts", "name one case"),
        ("<!-- case: a b show=original -->", "2 cases and 1 parts", "name one case"),
        ("<!-- case: a show=orignal -->", "unknown part 'orignal'", "original, rewrite"),
        ("<!-- case: a show=error -->", "show=error is incomplete", "show=error:strict or show=error:nonstrict"),
        ("<!-- case: a show=original:strict -->", "has too much", "write show=original"),
        ('<!-- case: a show="error:strict -->', "No closing quotation", "close the quotes"),
        ("<!-- lines: -->", "takes ids of cases alone", "at least one case"),
        (
            "<!-- case: control_flow/branch_on_tensor_valeu show=original -->",
            "there is no case",
            f"did you mean {BRANCH}",
        ),
        (f"<!-- case: {BRANCH} show=rewrite:torch.con -->", "no rewrite 'torch.con'", "'torch.cond', 'torch.where'"),
        (f"<!-- case: {BRANCH} show=error:stric -->", "names no mode", "show=error:strict or"),
        ("<!-- case: control_flow/cond_on_shape show=error:strict -->", "expected to pass in strict", "other mode"),
        ("<!-- lines: control_flow/no_such_case_at_all -->", "there is no case", ""),
        (
            "[a case](../case/control_flow/cond_on_shap.md)",
            "there is no case",
            "did you mean control_flow/cond_on_shape",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_line(line: str, message: str, remedy: str) -> None:
    with pytest.raises(ExportdbError) as caught:
        check(parse("guide.md", f"# Title\n\n{line}\n"))
    assert caught.value.message.startswith("guide guide.md:3: ")
    assert message in caught.value.message
    assert remedy in caught.value.hint


def test_a_link_to_what_a_site_does_not_have_is_only_its_label() -> None:
    text = "[a](../case/x/y.md), [b](../case/x/z.md#why), [c](../modes.md), [d](../hops.md), [e](other.md)"
    assert (
        without_links(text, frozenset({"x/y"}), frozenset({"modes"}))
        == "[a](../case/x/y.md), b, [c](../modes.md), d, [e](other.md)"
    )
