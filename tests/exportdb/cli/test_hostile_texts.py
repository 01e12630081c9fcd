from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from exportdb.cli import main
from exportdb.store import open_store
from exportdb.store.index import index_cases
from exportdb.store.ingest import add_chain
from exportdb_engine.protocol import Outcome, Stage
from exportdb_engine.protocol.casefile import CaseFile

#: Colours, a bell, the eight-bit form of a control sequence, and a line that is turned round.
HOSTILE = "\x1b[31mred\x1b[0m \x07bell \x9b2Jcleared \u202eevil"
LITERAL = HOSTILE.encode("unicode_escape").decode()


@pytest.fixture
def folder(tmp_path: Path, make_case: Callable[..., CaseFile]) -> Path:
    case = make_case("area/one", title=f"Branch {LITERAL}")
    (tmp_path / "cases/area").mkdir(parents=True)
    (tmp_path / "cases/area/one.py").write_text(case.source)
    return tmp_path


@pytest.fixture
def database(
    folder: Path, make_case: Callable[..., CaseFile], make_chain: Callable[..., object], start: Callable[..., int]
) -> Path:
    case = make_case("area/one", title=f"Branch {LITERAL}")
    store = open_store(str(folder / "exportdb.db"), create=True)
    with store.write() as session:
        index_cases(session, [case])
        for code in ("One", "Two"):
            failure = {Stage.EXPORT: (Outcome.FAIL, f"{code}{HOSTILE}")}
            add_chain(session, start(session), make_chain(case, stops=failure))
    store.close()
    return folder / "exportdb.db"


@pytest.mark.parametrize(
    "args",
    [
        ["list"],
        ["list", "--json"],
        ["query", "outcome:fail"],
        ["query", "outcome:fail", "--group-by", "code"],
        ["query", "outcome:fail", "--json"],
        ["query", "code:nothing"],
        ["search", "branch", "evil"],
        ["search", "evil", "--json"],
        ["diff", "1", "2"],
        ["diff", "1", "2", "--json"],
    ],
)
def test_they_do_not_reach_the_terminal(folder: Path, database: Path, args: list[str]) -> None:
    cases = ["--cases", str(folder / "cases")] if args[0] == "list" else []
    result = CliRunner().invoke(main, [*args, *cases, "--db", str(database)], env={"COLUMNS": "80"})
    assert "evil" in result.output
    assert not {character for character in result.output if not (character.isprintable() or character == "\n")}
    if "--json" in args:
        assert "\u202eevil" in json.dumps(json.loads(result.stdout), ensure_ascii=False)  # nothing of it is lost
