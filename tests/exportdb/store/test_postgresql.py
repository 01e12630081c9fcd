"""The same on a server. Needs one: EXPORTDB_TEST_POSTGRESQL=postgresql://USER@HOST/NAME, of an empty database."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from exportdb.errors import StoreError
from exportdb.explaining import explain
from exportdb.store import Store, migrations, open_store
from exportdb.store.current import rebuild_current
from exportdb.store.index import index_cases
from exportdb.store.ingest import add_chain, finish_run
from exportdb.store.lines import export_lines, import_lines
from exportdb.store.schema import Base, RevisionTag
from exportdb.store.search import search_cases, search_failures
from exportdb_engine.protocol import MODES, Outcome, Stage

URL = os.environ.get("EXPORTDB_TEST_POSTGRESQL", "")
pytestmark = pytest.mark.skipif(not URL, reason="EXPORTDB_TEST_POSTGRESQL names no server")

Make = Callable[..., Any]


@pytest.fixture
def server() -> Iterator[Store]:
    with pytest.raises(StoreError, match="empty database"):
        open_store(URL)
    store = open_store(URL, create=True)
    yield store
    config = migrations.configuration()
    with store.engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        connection.exec_driver_sql("DROP TABLE alembic_version")
    store.close()


def test_a_server_holds_the_same(server: Store, make_case: Make, make_chain: Make, start: Make) -> None:
    with server.read() as session:
        assert compare_metadata(MigrationContext.configure(session.connection()), Base.metadata) == []
    cases = [make_case("area/one", title="Branch on a tensor"), make_case("area/two", tags={"torch.cond"})]
    refused = {Stage.EXPORT: (Outcome.FAIL, "GB0170")}
    with server.write() as session:
        assert index_cases(session, cases).added == 2
        run = start(session)
        for case in cases:
            assert add_chain(session, run, make_chain(case, stops=refused, output="a \0 in it"))
            assert add_chain(session, run, make_chain(case, mode=MODES[1]))
        finish_run(session, run, "finished")
        assert {tag.tag for tag in session.query(RevisionTag)} == {"python.closure", "torch.cond"}
        assert rebuild_current(session) == 2 * (2 + 7)
    out = io.StringIO()
    with server.read() as session:
        assert export_lines(session, out) == 4
        assert [hit.case for hit in search_cases(session, "branch tensor")] == ["area/one"]
        assert [hit.case for hit in search_cases(session, "torch.cond")] == ["area/two"]
        assert search_failures(session, "gb0170")[0].cases == ("area/one", "area/two")
    assert import_lines(server, io.StringIO(out.getvalue())).duplicates == 4


def test_an_error_is_explained(server: Store, make_case: Make, make_chain: Make, start: Make) -> None:
    case = make_case("flow/branch", title="Branch on the value of a tensor", rewrites=("cond",))
    with server.write() as session:
        index_cases(session, [case])
        run = start(session)
        for mode in MODES:
            add_chain(session, run, make_chain(case, mode=mode, stops={Stage.EXPORT: (Outcome.FAIL, "GB0170")}))
            add_chain(session, run, make_chain(case, mode=mode, variant="cond"))
    found = explain("torch._dynamo.exc.Unsupported: GB0170: it stopped at line 12", db=URL)
    assert [match.case for match in found.matches] == ["flow/branch"]
    assert found.matches[0].rewrites[0].works
    assert not explain("KeyError: 'image'", db=URL)
