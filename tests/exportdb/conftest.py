"""True parts for tests of the database side: case files as text, chains as a worker would send them, a database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from exportdb.store import Store, open_store
from exportdb_engine.protocol import (
    ORIGINAL,
    STAGES,
    Cell,
    Chain,
    Environment,
    Limits,
    Mode,
    Outcome,
    Stage,
    chain_fingerprint,
)
from exportdb_engine.protocol.casefile import CaseFile, parse_case

ENVIRONMENT = Environment("3.11.7", "cpython", "2.13.0+cpu", "linux-x86_64", packages={"numpy": "2.4.6"})
ENGINE = "e" * 64


@pytest.fixture
def environment() -> Environment:
    return ENVIRONMENT


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "exportdb.db"), create=True)
    yield opened
    opened.close()


@pytest.fixture
def make_case() -> Callable[..., CaseFile]:
    """A case from its text: ``make_case("area/name", tags={"torch.cond"}, rewrites=("cond",))``."""

    def make(
        name: str = "area/one",
        *,
        title: str = "A title",
        explanation: str = "Why it is so.",
        tags: set[str] | None = None,
        rewrites: tuple[str, ...] = (),
        extra: str = "",
        collection: str = "core",
        foreign: bool = False,
    ) -> CaseFile:
        entries = ", ".join(f"{label!r}: Model()" for label in rewrites)
        source = (
            f'"""{title}\n\n{explanation}\n"""\nimport torch\n\ntags = {tags or {"python.closure"}!r}\n\n\n'
            "class Model(torch.nn.Module):\n    def forward(self, x):\n        return x.sin()\n\n\n"
            f"model = Model()\nrewrites = {{{entries}}}\nexample_args = (torch.randn(3),)\n{extra}\n"
        )
        return parse_case(source.encode(), Path(f"{name}.py"), case=name, collection=collection, foreign=foreign)

    return make


@pytest.fixture
def make_chain() -> Callable[..., Chain]:
    """A chain in which every stage passes but for ``stops``, and what needs those has no cell."""

    def make(
        case: CaseFile,
        *,
        variant: str = ORIGINAL,
        mode: Mode = Mode.STRICT,
        stages: tuple[Stage, ...] = STAGES,
        stops: dict[Stage, tuple[Outcome, str]] | None = None,
        limits: Limits | None = None,
        **fields: Any,
    ) -> Chain:
        cells: dict[Stage, Cell] = {}
        for stage in stages:
            if stage.needs is not None and (stage.needs not in cells or cells[stage.needs].outcome is not Outcome.PASS):
                continue
            outcome, code = (stops or {}).get(stage, (Outcome.PASS, None))
            said = None if code is None else f"{code}: it stopped at line 12"
            signature = None if code is None else f"{code}: it stopped at line N"
            cells[stage] = Cell(stage, outcome, code, signature, said, seconds=0.25)
        fields.setdefault(
            "fingerprint",
            chain_fingerprint(
                case=case.case,
                sha256=case.sha256,
                variant=variant,
                mode=mode,
                engine=ENGINE,
                environment=ENVIRONMENT,
                limits=limits or Limits(),
            ),
        )
        return Chain(
            case=case.case,
            collection=case.collection,
            sha256=case.sha256,
            variant=variant,
            mode=mode,
            stages=stages,
            cells=tuple(cells.values()),
            **fields,
        )

    return make


@pytest.fixture
def start() -> Callable[..., int]:
    """Starts a run in a session: ``start(session)`` gives its id."""
    from exportdb.store.ingest import start_run

    def begin(session: Any, **changes: Any) -> int:
        given: dict[str, Any] = {
            "environment": ENVIRONMENT,
            "engine": ENGINE,
            "command": "exportdb run",
            "options": {},
            "host": "here",
        }
        return start_run(session, **{**given, **changes})

    return begin
