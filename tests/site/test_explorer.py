"""The front page: from an error, a word or a filter to the case that answers it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest

FOUND = "() => [...document.querySelectorAll('.x-result .x-result-id')].map(part => part.textContent)"
#: What non-strict mode prints; the programs are not those of the cases.
MESSAGE = """\
torch.fx.experimental.symbolic_shapes.GuardOnDataDependentSymNode: Could not guard on data-dependent expression \
{asked} (unhinted: {asked}).  (Size-like symbols: none)

consider using data-dependent friendly APIs such as guard_or_false, guard_or_true and statically_known_true.
Caused by: (_export/non_strict_utils.py:1205 in __torch_function__)
For more information, run with TORCH_LOGS="dynamic"

The following call raised this error:
  File "/home/me/project/net.py", line 41, in forward
    {line}
"""


def found(tab: Any) -> list[str]:
    """The ids that are listed, once they are."""
    tab.locator(".x-result, .x-nothing").first.wait_for()
    ids: list[str] = tab.evaluate(FOUND)
    return ids


def pasted(tab: Any, text: str) -> list[str]:
    """What is found for a text that is put in at once."""
    tab.locator("#x-find").fill(text)
    return found(tab)


@pytest.mark.parametrize(
    ("asked", "line", "case", "rewrite"),
    [
        ("Eq(u0, 1)", "if score.mean() > 0.9:", "control_flow/branch_on_tensor_value", "torch.cond"),
        ("Eq(u0, 1)", "while error.abs().sum() > 0.01:", "control_flow/while_on_tensor_value", "while_loop"),
        ("Eq(u0, 1)", "return y * bool(mask.sum() > 3)", "data_dependent/bool_as_factor", "comparison"),
        ("zuf0", "y = y / float(y.abs().amax())", "data_dependent/float_of_tensor", "stay with tensors"),
    ],
)
def test_a_pasted_error_leads_to_the_rewrite(
    asked: str, line: str, case: str, rewrite: str, visit: Callable[..., Any]
) -> None:
    """One message has many causes: the line in it puts the right one among the first."""
    tab = visit().open("index.html")
    ids = pasted(tab, MESSAGE.format(asked=asked, line=line))
    assert case in ids[:3]
    tab.locator(".x-result a").nth(ids.index(case)).click()
    tab.wait_for_url(f"**/case/{case}.html*")
    assert tab.get_by_role("heading", name=rewrite).is_visible()


def test_filters_add_up_and_the_address_is_the_view(visit: Callable[..., Any]) -> None:
    visitor = visit()
    tab = visitor.open("index.html")
    every = pasted(tab, "area:control_flow")
    facets = tab.locator("#x-facets")
    facets.get_by_role("button", name=re.compile("^strict: fail")).click()
    fails = found(tab)
    facets.get_by_role("button", name="torch.cond").first.click()
    both = found(tab)
    assert set(both) < set(fails) < set(every)
    assert both
    assert facets.locator("[aria-pressed=true]").count() >= 2
    assert parse_qs(urlparse(tab.url).query)["q"] == ["area:control_flow strict:fail tag:torch.cond"]
    said = tab.locator("#x-sentence").text_content()
    assert "strict" in said

    other = visit(width=390, dark=True).open(tab.url.removeprefix(visitor.address))
    assert found(other) == both
    assert other.locator("#x-find").input_value() == "area:control_flow strict:fail tag:torch.cond"

    facets.get_by_role("button", name="torch.cond").first.click()
    assert found(tab) == fails
    tab.go_back()
    assert found(tab) == both


def test_all_is_done_by_keyboard(visit: Callable[..., Any]) -> None:
    tab = visit().open("runs.html")
    tab.goto(tab.url.replace("runs.html", "index.html"))
    tab.evaluate("document.activeElement.blur()")
    tab.keyboard.press("/")
    assert tab.evaluate("document.activeElement.id") == "x-find"
    tab.keyboard.type("branch on the value of a tensor")
    tab.locator(".x-result").first.wait_for()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/case/control_flow/branch_on_tensor_value.html*")
    tab.go_back()
    assert found(tab)[0] == "control_flow/branch_on_tensor_value"
    tab.locator("#x-find").focus()
    tab.keyboard.press("Tab")
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", "focus is not seen"


def test_what_is_typed_is_only_text(visit: Callable[..., Any]) -> None:
    tab = visit().open("index.html")
    tab.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    for text in (
        "<img src=x onerror=alert(1)>",
        '"><script>alert(2)</script>',
        "tag:<b>x</b>",
        "שלום \u202e<i>",
        '"open',
        ":",
    ):
        tab.locator("#x-find").fill(text)
        tab.locator("#x-count:not(:empty)").wait_for()
        tab.wait_for_timeout(60)
        assert tab.locator("main :is(img[src=x], b:text-is('x'))").count() == 0


def test_nothing_found_says_what_to_do(visit: Callable[..., Any]) -> None:
    tab = visit().open("index.html")
    assert pasted(tab, "tag:torch.cond area:dynamic_shapes zzzz") == []
    assert tab.locator(".x-nothing").is_visible()


@pytest.mark.parametrize(("width", "dark"), [(390, False), (1440, True)], ids=["phone-light", "wide-dark"])
def test_results_fit_and_can_be_read_by_all(
    width: int, dark: bool, visit: Callable[..., Any], faults: Callable[..., str]
) -> None:
    tab = visit(width=width, dark=dark).open("index.html?q=tensor")
    assert found(tab)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert faults(tab) == ""
