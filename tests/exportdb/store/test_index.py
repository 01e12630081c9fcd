from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select, text, update

from exportdb.store import Store
from exportdb.store.index import IndexReport, index_cases
from exportdb.store.schema import Case, Revision
from exportdb.store.search import search_cases

Make = Callable[..., Any]


def current(store: Store) -> dict[str, str]:
    """Title of the current text, by case."""
    with store.read() as session:
        return {case.name: case.current.title for case in session.scalars(select(Case)) if case.current is not None}


def index(store: Store, *cases: Any, **options: Any) -> IndexReport:
    with store.write() as session:
        return index_cases(session, cases, **options)


def test_what_was_read_is_what_is_stored(store: Store, make_case: Make) -> None:
    extra = 'expect = {"strict": "export: GB0170, run: Differs"}\nissues = ["pytorch/pytorch#1"]\nnear = ["area/two"]'
    index(store, make_case(tags={"b.two", "a.one"}, rewrites=("first", "second"), extra=extra))
    with store.read() as session:
        case = session.scalars(select(Case)).one()
        revision = case.current
        assert revision is not None
        assert (case.name, case.collection, case.area) == ("area/one", "core", "area")
        assert (revision.title, revision.explanation) == ("A title", "Why it is so.")
        assert revision.expect == {"strict": [["export", "GB0170"], ["run", "Differs"]]}
        assert (revision.issues, revision.near) == (["pytorch/pytorch#1"], ["area/two"])
        assert [tag.tag for tag in revision.tags] == ["a.one", "b.two"]
        assert [(r.label, r.class_name) for r in revision.rewrites] == [("first", "Model"), ("second", "Model")]
        assert revision.path == "area/one.py"
        assert revision.model_source.startswith("class Model")


def test_a_foreign_case_states_no_expectation(store: Store, make_case: Make) -> None:
    index(store, make_case("torch-exportdb/cond", collection="torch-exportdb", foreign=True), make_case("area/pass"))
    with store.read() as session:
        rows = session.execute(text("SELECT path, expect FROM revisions ORDER BY path")).all()
    assert rows == [("area/pass.py", "{}"), ("cond.py", None)]


def test_the_text_that_was_indexed_last_is_the_current_one(store: Store, make_case: Make) -> None:
    old, new = make_case(title="The old title"), make_case(title="The new title")
    assert index(store, old, make_case("area/two")) == IndexReport(added=2)
    assert index(store, new, make_case("area/two")) == IndexReport(changed=1, unchanged=1)
    assert current(store)["area/one"] == "The new title"
    assert index(store, old) == IndexReport(changed=1)
    assert current(store)["area/one"] == "The old title"
    with store.read() as session:
        assert session.query(Revision).count() == 3
        assert [hit.case for hit in search_cases(session, "old")] == ["area/one"]
        assert search_cases(session, "new") == []


def test_a_newer_reader_reads_a_known_text_anew(store: Store, make_case: Make) -> None:
    index(store, make_case(rewrites=("one",)))
    with store.write() as session:
        session.execute(update(Revision).values(facts="what an older reader made of it", title="Misread"))
    assert index(store, make_case(rewrites=("one",))) == IndexReport(changed=1)
    assert current(store) == {"area/one": "A title"}


def test_a_case_that_is_gone_is_no_longer_current(store: Store, make_case: Make) -> None:
    foreign = make_case("other/case", collection="other")
    index(store, make_case(), make_case("area/two"), foreign)
    assert index(store, make_case()).removed == 0
    assert index(store, make_case(), complete=["core"]) == IndexReport(unchanged=1, removed=1)
    assert sorted(current(store)) == ["area/one", "other/case"]
    assert index(store, make_case("area/two")) == IndexReport(changed=1)
    assert "area/two" in current(store)
