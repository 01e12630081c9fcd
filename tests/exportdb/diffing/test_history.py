from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from exportdb.cli import main
from exportdb.diffing.history import history
from exportdb.store import Store
from exportdb.store.index import index_cases
from exportdb.store.ingest import add_chain
from exportdb_engine.protocol import Environment, Limits, Outcome, Stage

Make = Callable[..., Any]
REFUSED = {Stage.EXPORT: (Outcome.FAIL, "GB0170")}
OTHER = {Stage.EXPORT: (Outcome.FAIL, "GB0999")}
SKIPPED = {Stage.EAGER: (Outcome.SKIP, "Requires")}
OLD, NEW = (Environment("3.11", "cpython", torch, "linux") for torch in ("2.9.1", "2.15.0"))

#: (torch, text, engine, limits, what stops), in the order of time -> (along, stage, before, after, causes).
STEPS: list[tuple[Environment, int, str, Limits, dict[Stage, tuple[Outcome, str]]]] = [
    (NEW, 0, "a", Limits(), {}),
    (NEW, 0, "a", Limits(), REFUSED),
    (NEW, 0, "b", Limits(), {}),
    (NEW, 0, "b", Limits(cpu_seconds=1), REFUSED),
    (NEW, 1, "b", Limits(), OTHER),
    (NEW, 1, "b", Limits(), SKIPPED),
    (NEW, 1, "b", Limits(), OTHER),
    (OLD, 1, "b", Limits(), {}),
]
TRANSITIONS = [
    ("releases", "export", "pass", "fail GB0999", ("torch changed",)),
    ("time", "export", "pass", "fail GB0170", ("flake",)),
    ("time", "export", "fail GB0170", "pass", ("engine changed",)),
    ("time", "export", "pass", "fail GB0170", ("limits changed",)),
    ("time", "export", "fail GB0170", "fail GB0999", ("case edited",)),
]


def test_every_transition_has_its_cause(
    store: Store, make_case: Make, make_chain: Make, start: Make, tmp_path: Path
) -> None:
    texts = [make_case(title="Old"), make_case(title="New")]
    with store.write() as session:
        for number, (where, text, engine, limits, stops) in enumerate(STEPS):
            index_cases(session, [texts[text]])
            run = start(session, environment=where, engine=engine)
            chain = make_chain(texts[text], stops=stops, limits=limits)
            told = f"{where.torch} {texts[text].sha256} {engine} {limits}"
            add_chain(
                session, run, dataclasses.replace(chain, fingerprint=told[:64] + str(hash(limits))),
                measured=f"2026-11-2{number}T10:00:00+00:00",
            )  # fmt: skip
    with store.read() as session:
        found = history(session, "area/one")
        assert history(session, "area/none") == []
    assert [(t.along, t.stage, t.before.words, t.after.words, t.causes) for t in found] == TRANSITIONS
    assert (found[0].before.torch, found[0].after.torch) == ("2.9.1", "2.15.0")
    call = ["history", "area/one", "--db", str(tmp_path / "exportdb.db"), "--cases", str(tmp_path)]
    said = CliRunner().invoke(main, call).output
    assert "2.9.1 -> 2.15  pass -> fail GB0999\n" in said
    assert "exportdb run area/one --fresh" in said
    document = json.loads(CliRunner().invoke(main, [*call, "--json", "--stage", "export"]).stdout)
    assert [row["causes"] for row in document["transitions"]] == [[*t.causes] for t in found]
    assert json.loads(CliRunner().invoke(main, [*call, "--json", "--stage", "run"]).stdout)["transitions"] == []
    assert CliRunner().invoke(main, [*call, "--stage", "exprot"]).exit_code == 2
