from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Invoke = Callable[..., Result]

CHECKS = ["python", "torch", "engine", "hypothesis", "sqlite", "database", "results", "corpus", "site", "disk", "cores"]


def found(result: Result) -> dict[str, dict[str, str]]:
    return {finding["check"]: finding for finding in json.loads(result.stdout)}


def test_everything_is_looked_at(invoke: Invoke, corpus: Path, database: Path) -> None:
    result = invoke("doctor", "--json", "--cases", corpus, "--db", database)
    assert result.exit_code == 0
    findings = found(result)
    assert list(findings) == CHECKS
    assert findings["database"]["level"] == "ok"
    assert "2 cases, 2 runs" in findings["database"]["found"]
    shown = invoke("doctor", "--cases", corpus, "--db", database).stdout
    assert max(map(len, shown.splitlines())) <= 80


def test_what_is_missing_warns_with_a_remedy(invoke: Invoke, corpus: Path, tmp_path: Path) -> None:
    result = invoke("doctor", "--json", "--cases", corpus, "--db", tmp_path / "none.db")
    assert result.exit_code == 0
    finding = found(result)["database"]
    assert (finding["level"], "exportdb run" in finding["remedy"]) == ("warn", True)


def test_what_is_broken_fails_and_the_rest_is_still_looked_at(invoke: Invoke, corpus: Path, tmp_path: Path) -> None:
    (corpus / "broken.py").write_text("x = ")
    (tmp_path / "text.db").write_text("no database at all\n")
    result = invoke("doctor", "--json", "--cases", corpus, "--db", tmp_path / "text.db")
    assert result.exit_code == 1
    findings = found(result)
    assert list(findings) == CHECKS
    for check, said in (("corpus", "broken.py:1"), ("database", "no SQLite database")):
        assert findings[check]["level"] == "fail"
        assert said in findings[check]["found"]
        assert findings[check]["remedy"]
