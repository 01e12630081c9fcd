"""Operators, from a database with samples of three of them and a case that calls one."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exportdb.sitewriter.collections import has_page, row_of
from exportdb.sitewriter.content import Content, read_content
from exportdb.sitewriter.pages.operators import callers, pages
from exportdb.sitewriter.places import find_places
from exportdb.sitewriter.render import Renderer, area_page, case_page
from exportdb.sitewriter.samples import Row, operator_links, rows_of, totals
from exportdb.store import open_store
from exportdb_engine.protocol import MODES, Export, Mode, Outcome, Stage


@pytest.fixture
def content(
    tmp_path: Path, make_case: Callable[..., Any], make_chain: Callable[..., Any], start: Callable[..., int]
) -> Content:
    """``svd`` is not core ATen in float32 and does not export strictly in complex64; ``rand`` eager does not repeat."""
    from exportdb.store.index import index_cases
    from exportdb.store.ingest import add_chain

    refused = {Stage.EXPORT: (Outcome.FAIL, "GB0007")}
    not_core = {Stage.DECOMPOSE: (Outcome.FAIL, "NonCoreATen")}
    unlike = {Stage.EAGER: (Outcome.INVALID, "Nondeterministic")}
    made: list[tuple[str, Mode, dict[Stage, Any], dict[str, int]]] = [
        ("torch-opinfo/float32/linalg_svd", mode, not_core, {"aten.linalg_svd.default": 1, "operator.getitem": 3})
        for mode in MODES
    ]
    made += [
        ("torch-opinfo/complex64/linalg_svd", Mode.STRICT, refused, {}),
        ("torch-opinfo/complex64/linalg_svd", Mode.NONSTRICT, {}, {"aten.linalg_svd.default": 1}),
        ("torch-opinfo/float32/svd_2", Mode.STRICT, {}, {"aten.linalg_svd.default": 1}),
        ("torch-opinfo/float32/rand", Mode.STRICT, unlike, {}),
        ("area/calls", Mode.STRICT, {}, {"aten.linalg_svd.default": 2, "aten.add.Tensor": 1}),
    ]
    cases = {
        name: make_case(
            name,
            title="A title" if name == "area/calls" else f"torch.{name.split('/')[2]} on torch.{name.split('/')[1]}",
            collection=name.split("/")[0] if name != "area/calls" else "core",
            foreign=name != "area/calls",
        )
        for name, *_ in made
    }
    path = tmp_path / "samples.db"
    opened = open_store(str(path), create=True)
    with opened.write() as session:
        index_cases(session, list(cases.values()))
        run = start(session)
        for name, mode, stops, operators in made:
            export = Export(graph="g", operators=operators) if operators else None
            add_chain(session, run, make_chain(cases[name], mode=mode, stops=stops, export=export))
    opened.close()
    (tmp_path / "cases").mkdir()
    return read_content(str(path), cases=tmp_path / "cases")


@pytest.fixture
def rows(content: Content) -> dict[str, Row]:
    details = [detail for detail in content.details if detail.collection == "torch-opinfo"]
    return {row.name: row for row in rows_of(details, content.main_key, callers(content))}


def test_a_row_for_each_operator(rows: dict[str, Row]) -> None:
    assert list(rows) == ["linalg_svd", "rand", "svd_2"]
    svd = rows["linalg_svd"]
    assert (svd.title, svd.anchor, svd.uses) == ("torch.linalg_svd", "op-linalg_svd", ("area/calls",))
    assert svd.operators == ("aten.linalg_svd.default",)
    assert [(stop.status, stop.where) for stop in svd.stops] == [
        ("decompose: NonCoreATen", "float32"),
        ("export: GB0007", "strict alone: complex64"),
    ]
    assert svd.words == ("stops", "export", "modes", "groups", "used")
    assert rows["svd_2"].words == ("used",)


def test_what_eager_does_not_do_twice_is_not_judged(rows: dict[str, Row]) -> None:
    found = totals(rows.values())
    assert found.left_out == {("float32", Mode.STRICT): 1}
    shares = found.shares["float32", Mode.STRICT]
    assert (shares[Stage.EXPORT].passed, shares[Stage.EXPORT].measured) == (2, 2)
    assert (shares[Stage.DECOMPOSE].passed, shares[Stage.DECOMPOSE].measured) == (1, 2)
    # what is refused by export is asked for the later stages, and does not hold there
    assert found.shares["complex64", Mode.STRICT][Stage.SERIALIZE].percent == 0


def test_links_lead_to_rows_where_there_are_no_pages(content: Content) -> None:
    assert row_of("torch-opinfo/float32/linalg_svd") == "operators.md#op-linalg_svd"
    assert case_page("torch-modules/eval/nn_Conv2d") == "modules.md#module-nn_Conv2d"
    assert case_page("area/calls") == "case/area/calls.md"
    assert area_page("torch-opinfo/float32") == "operators.md"
    assert {detail.collection for detail in content.details if not has_page(detail)} == {"torch-opinfo"}
    # of two samples of an operator, the one with its name
    assert operator_links(content.details, content.main_key) == {
        "aten.linalg_svd.default": "operators.md#op-linalg_svd"
    }


def test_the_page_and_its_data(content: Content) -> None:
    renderer = Renderer(find_places().site / "templates")
    made = {page.path: page.text for page in pages(content, renderer)}
    assert set(made) == {"operators.md", "modules.md", "data/tables/operators.json", "data/tables/operators.csv"}
    assert 'id="op-linalg_svd" data-is="stops export modes groups used"' in html.unescape(made["operators.md"])
    assert "exportdb run torch-modules" in made["modules.md"]
    row = json.loads(made["data/tables/operators.json"])["rows"][0]
    assert (row["name"], row["float32.strict"], row["complex64.nonstrict"], row["cases"]) == (
        "linalg_svd",
        "decompose: NonCoreATen",
        "pass",
        ["area/calls"],
    )
