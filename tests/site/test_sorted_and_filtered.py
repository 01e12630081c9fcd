"""The tables: sorted, narrowed, shared by address, and read by keyboard, at the size that they may have."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlparse

SHOWN = (
    "name => [...document.querySelectorAll(`#t-${name} tbody tr:not([hidden])`)]"
    ".map(row => row.cells[0].textContent.trim())"
)
SORTED = (
    "name => [...document.querySelectorAll(`#t-${name} th[aria-sort]`)].map(h => [h.textContent.trim(), h.ariaSort])"
)


def test_a_view_is_an_address(visit: Callable[..., Any]) -> None:
    visitor = visit()
    tab = visitor.open("graph_breaks.html")
    every = tab.evaluate(SHOWN, "graph_breaks")
    assert len(every) > 100
    tools = tab.locator("[data-table=graph_breaks]")
    tools.get_by_role("searchbox").fill("data-dependent")
    tools.get_by_role("combobox").select_option("rewrite")
    head = tab.locator("#t-graph_breaks thead").get_by_role("button", name="Cases")
    head.click()
    shown = tab.evaluate(SHOWN, "graph_breaks")
    assert 0 < len(shown) < len(every)
    assert tools.locator("output").text_content() == f"{len(shown)} of {len(every)} ids"
    assert tab.evaluate(SORTED, "graph_breaks") == [["Cases", "descending"]]
    assert parse_qs(urlparse(tab.url).query) == {
        "graph_breaks": ["data-dependent"],
        "graph_breaks.show": ["rewrite"],
        "graph_breaks.sort": ["-4"],
    }
    again = visit().open(tab.url.removeprefix(visitor.address))
    assert again.evaluate(SHOWN, "graph_breaks") == shown
    assert again.evaluate(SORTED, "graph_breaks") == [["Cases", "descending"]]


def test_sorting_by_keyboard_goes_up_down_and_back(visit: Callable[..., Any]) -> None:
    tab = visit().open("modes.html")
    first = tab.evaluate(SHOWN, "modes")
    button = tab.locator("#t-modes thead").get_by_role("button", name="Case", exact=True)
    button.focus()
    orders = []
    for key in ("Enter", "Space", "Enter"):
        tab.keyboard.press(key)
        orders.append(tab.evaluate(SHOWN, "modes"))
    up, down, back = orders
    assert sorted(up) == sorted(first)
    assert up != first
    assert (down[0], down[-1]) == (up[-1], up[0])
    assert back == first
    assert tab.evaluate(SORTED, "modes") == []


def test_a_link_to_a_row_shows_it_although_it_was_filtered_out(visit: Callable[..., Any]) -> None:
    tab = visit().open("graph_breaks.html?graph_breaks=nothing+has+these+words#gb0170")
    row = tab.locator("#gb0170")
    assert row.is_visible()
    top = tab.locator("#t-graph_breaks thead").bounding_box()
    place = row.bounding_box()
    assert place["y"] >= top["y"] + top["height"] - 1
    assert place["y"] < 900


def test_head_and_names_stay_in_view_on_a_phone(visit: Callable[..., Any]) -> None:
    tab = visit(width=390, height=844).open("graph_breaks.html")
    box = tab.locator("#t-graph_breaks")
    box.evaluate("box => box.scrollTo(200, 3000)")
    tab.wait_for_timeout(100)
    edge = box.bounding_box()
    head = tab.locator("#t-graph_breaks thead").bounding_box()
    assert abs(head["y"] - edge["y"]) <= 2
    lefts = tab.evaluate(
        "() => [...document.querySelectorAll('#t-graph_breaks tbody th')].map(h => h.getBoundingClientRect().left)"
    )
    assert max(abs(left - edge["x"]) for left in lefts[:200]) <= 2


def test_what_is_taken_along_is_what_is_shown(visit: Callable[..., Any]) -> None:
    tab = visit().open("modes.html")
    tools = tab.locator("[data-table=modes]")
    found = {}
    for name in ("JSON", "CSV"):
        with tab.expect_download() as download:
            tools.get_by_role("link", name=name).click()
        found[name] = download.value.path().read_text(encoding="utf-8")
    rows = json.loads(found["JSON"])["rows"]
    assert len(rows) == len(tab.evaluate(SHOWN, "modes"))
    table = list(csv.DictReader(io.StringIO(found["CSV"])))
    assert [row["case"] for row in table] == [row["case"] for row in rows]
    assert list(table[0]) == list(rows[0])


def test_without_scripts_the_table_is_all_there(visit: Callable[..., Any]) -> None:
    tab = visit(java_script_enabled=False).open("graph_breaks.html")
    assert tab.locator("#gb0170").is_visible()
    assert not tab.locator("[data-table=graph_breaks] input").is_visible()
    assert tab.locator("[data-table=graph_breaks]").get_by_role("link", name="JSON").is_visible()
