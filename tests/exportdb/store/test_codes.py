from __future__ import annotations

from pathlib import Path

from exportdb.store import open_store
from exportdb.store.codes import measured_codes
from exportdb.store.reads import environments


def test_codes_by_how_many_cases_have_them(filled_db: Path) -> None:
    with open_store(str(filled_db), readonly=True).read() as session:
        newest, older = (environment.key for environment in environments(session))
        every = {code.code: code for code in measured_codes(session, newest)}
        originals = {code.code for code in measured_codes(session, newest, originals=True)}
        assert {code.code for code in measured_codes(session, older)} == every.keys() - {"Unsound", "FixRefused"}
        assert measured_codes(session, None) == []
    branch = every["GB0170"]
    assert (branch.cases, branch.cells, branch.stages, branch.modes) == (("flow/branch",), 1, ("export",), ("strict",))
    rewritten = every["RuntimeError"]
    assert (rewritten.cells, rewritten.modes, rewritten.outcomes) == (2, ("strict", "nonstrict"), ("fail",))
    assert every["Unsound"].cases == ("sizes/drawn", "sizes/hostile")
    assert every.keys() - originals == {"RuntimeError"}
