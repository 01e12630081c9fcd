from __future__ import annotations

from collections.abc import Callable
from typing import Any

from exportdb.store import Store
from exportdb.store.events import events
from exportdb.store.index import index_cases
from exportdb.store.ingest import add_chain
from exportdb_engine.protocol import Mode, Outcome, Stage

Make = Callable[..., Any]
REFUSED = {Stage.EXPORT: (Outcome.FAIL, "GB0170")}
WORSE = {Stage.EXPORT: (Outcome.FAIL, "GB0999")}
UNSAVED = {Stage.SERIALIZE: (Outcome.FAIL, "RuntimeError")}

#: What stops, measurement by measurement -> the changes that are told, the newest first.
HISTORIES: dict[str, tuple[list[dict[Stage, tuple[Outcome, str]]], list[tuple[tuple[str, str, str], ...]]]] = {
    "the first measurement is no change": ([REFUSED], []),
    "nor is the same again": ([REFUSED, REFUSED], []),
    "it works now": ([REFUSED, {}], [(("export", "fail GB0170", "pass"),)]),
    "for another reason": ([REFUSED, WORSE], [(("export", "fail GB0170", "fail GB0999"),)]),
    "there and back": (
        [{}, REFUSED, {}],
        [(("export", "fail GB0170", "pass"),), (("export", "pass", "fail GB0170"),)],
    ),
    "a later stage, when it is reached again": (
        [{}, REFUSED, UNSAVED],
        [
            (("export", "fail GB0170", "pass"), ("serialize", "pass", "fail RuntimeError")),
            (("export", "pass", "fail GB0170"),),
        ],
    ),
}


def test_what_changed(store: Store, make_case: Make, make_chain: Make, start: Make) -> None:
    cases = {what: make_case(f"area/case{i}") for i, what in enumerate(HISTORIES)}
    with store.write() as session:
        index_cases(session, list(cases.values()))
        for i in range(3):
            run = start(session)
            for what, (stops, _) in HISTORIES.items():
                if stops[i:]:
                    chain = make_chain(cases[what], stops=stops[i])
                    add_chain(session, run, chain, measured=f"2026-11-2{i}T10:00:00+00:00")
    with store.read() as session:
        found = events(session, limit=1000)
        assert len(events(session, limit=2)) == 2
    assert [event.measured_at for event in found] == sorted((event.measured_at for event in found), reverse=True)
    for what, (_, changes) in HISTORIES.items():
        mine = [event for event in found if event.case == cases[what].case]
        assert [event.changes for event in mine] == changes, what
        assert not any(event.edited for event in mine)


def test_modes_are_apart_and_an_edited_case_is_told(
    store: Store, make_case: Make, make_chain: Make, start: Make
) -> None:
    old, new = make_case(title="Old"), make_case(title="New")
    with store.write() as session:
        for number, (case, stop) in enumerate(((old, REFUSED), (new, {}))):
            index_cases(session, [case])
            run = start(session)
            moment = f"2026-11-2{number}T10:00:00+00:00"
            add_chain(session, run, make_chain(case, stops=stop), measured=moment)
            add_chain(session, run, make_chain(case, mode=Mode.NONSTRICT), measured=moment)
    with store.read() as session:
        (event,) = events(session)
    assert (event.case, event.mode, event.edited, event.run) == ("area/one", "strict", True, run)
