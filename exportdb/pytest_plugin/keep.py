"""Stores what the tests measure, as one run: also when pytest-xdist spreads them over processes."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from typing import Any

from exportdb_engine.protocol import Chain, Environment, engine_sha256
from exportdb_engine.protocol.casefile import CaseFile


class Keeper:
    """Writes chains into a run of a database."""

    def __init__(self, location: str, run: int) -> None:
        from exportdb.store import open_store

        self.store = open_store(location)
        self.run = run
        self._indexed: set[str] = set()

    def __call__(self, chain: Chain, case: CaseFile) -> None:
        from exportdb.store.index import index_cases
        from exportdb.store.ingest import add_chain

        with self.store.write() as session:
            if case.case not in self._indexed:
                index_cases(session, [case])
            add_chain(session, self.run, chain)
        self._indexed.add(case.case)

    def finish(self, *, interrupted: bool) -> None:
        from exportdb.store.ingest import finish_run

        with self.store.write() as session:
            finish_run(session, self.run, "interrupted" if interrupted else "finished")


def begin(location: str, environment: Environment, arguments: Sequence[str], options: dict[str, Any]) -> int:
    """Start a run, and give its id. Raises StoreError."""
    from exportdb.store import open_store
    from exportdb.store.ingest import start_run

    with open_store(location, create=True).write() as session:
        return start_run(
            session,
            environment=environment,
            engine=engine_sha256(),
            command=" ".join(["pytest", *arguments]),
            options=options,
            host=socket.gethostname(),
        )
