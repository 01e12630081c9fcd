"""Stores what the tests measure, as one run: also when pytest-xdist spreads them over processes."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from exportdb.pytest_plugin.settings import Settings
from exportdb_engine.protocol import Chain, Environment, Limits, engine_sha256
from exportdb_engine.protocol.casefile import CaseFile


class Keeper:
    """Writes chains into a run of a database."""

    def __init__(self, location: str, run: int) -> None:
        from exportdb.store import open_store

        self.store = open_store(location)
        self.run = run

    def index(self, cases: Iterable[CaseFile]) -> None:
        """Bring the texts of the cases into the database; before any of their chains."""
        from exportdb.store.index import index_cases

        with self.store.write() as session:
            index_cases(session, cases)

    def add(self, chain: Chain) -> None:
        from exportdb.store.ingest import add_chain

        with self.store.write() as session:
            add_chain(session, self.run, chain)

    def finish(self, *, interrupted: bool) -> None:
        from exportdb.store.ingest import finish_run

        with self.store.write() as session:
            # Not "interrupted": `exportdb run --resume` would go on with what pytest had chosen by -k and -m.
            finish_run(session, self.run, "incomplete" if interrupted else "finished")


def begin(location: str, environment: Environment, arguments: Sequence[str], settings: Settings) -> int:
    """Start a run, and give its id. Raises StoreError."""
    from exportdb.store import open_store
    from exportdb.store.ingest import start_run

    with open_store(location, create=True).write() as session:
        return start_run(
            session,
            environment=environment,
            engine=engine_sha256(),
            command=" ".join(["pytest", *arguments]),
            options=_options(settings),
            host=socket.gethostname(),
        )


def _options(settings: Settings) -> dict[str, object]:
    """As `exportdb run` keeps them, since it reads those of a run that was killed."""
    return {
        "words": [str(folder) for folder in settings.folders],
        "cases": None,
        "modes": [str(mode) for mode in settings.modes],
        "stages": [str(stage) for stage in settings.stages],
        "limits": asdict(Limits()),
        "jobs": settings.jobs or os.cpu_count() or 1,
        "pid": os.getpid(),
    }
