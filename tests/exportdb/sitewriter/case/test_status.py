from __future__ import annotations

from pathlib import Path

import pytest

from exportdb.sitewriter.case.codes import Codes
from exportdb.sitewriter.case.related import Relations
from exportdb.sitewriter.case.status import status
from exportdb.sitewriter.content import Content, read_content
from exportdb.store.details import CaseDetail


@pytest.fixture(scope="module")
def content(filled_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Content:
    folder = tmp_path_factory.mktemp("cases")
    (folder / "tags.toml").write_text("[tags]\n")
    return read_content(str(filled_db), cases=folder)


def detail(content: Content, case: str) -> CaseDetail:
    return next(detail for detail in content.details if detail.case == case)


def test_environments_that_came_out_alike_are_one_row(content: Content) -> None:
    found = status(detail(content, "flow/branch"), content)
    assert found is not None
    assert [(row.variant, str(row.mode), row.environments, row.main, row.codes) for row in found.rows][:2] == [
        ("original", "strict", "2.9.1, 2.13.0+cpu", True, ["GB0170"]),
        ("original", "nonstrict", "2.9.1, 2.13.0+cpu", True, ["GuardOnDataDependentSymNode"]),
    ]
    assert (found.several, found.backends, found.otherwise) == (True, (), "")
    assert [name for name, _ in found.legend] == ["pass", "fail", "none", "none"]


def test_without_results_there_is_no_table(content: Content) -> None:
    assert status(detail(content, "flow/idle"), content) is None


def test_near_misses_are_known_from_both_sides(content: Content) -> None:
    relations = Relations(content)
    assert [case.case for case in relations.near(detail(content, "flow/branch"))] == ["flow/static"]
    assert "flow/branch" in [case.case for case in relations.near(detail(content, "flow/static"))]
    others = relations.related(detail(content, "flow/branch"))
    assert not {"flow/branch", "flow/static"} & {other.summary.case for other in others}
    assert all(other.because for other in others)


def test_codes_lead_where_more_is_told(content: Content) -> None:
    codes = Codes(content)
    assert codes.page("GuardOnDataDependentSymNode") == "failures.md#code-GuardOnDataDependentSymNode"
    assert codes.page("GB0170") in ("graph_breaks.md#gb0170", "failures.md#code-GB0170")
    assert codes.page("NeverMet") is None
