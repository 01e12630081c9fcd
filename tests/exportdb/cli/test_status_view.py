from __future__ import annotations

import pytest

from exportdb.cli.status_view import print_statuses
from exportdb.store.details import CellView, Lane
from exportdb_engine.protocol import ORIGINAL, STAGES, Mode, Outcome

PASS = dict.fromkeys(STAGES, Outcome.PASS)


@pytest.mark.parametrize(
    ("columns", "outcomes", "heads"),
    [
        ("120", PASS, ["eager  export  run   generalize  decompose  serialize  retrace  shapes  specs"]),
        ("82", PASS, ["eager  export  run   gener-  decom-  serial-  re-    shapes  specs", "alize   pose    ize"]),
        ("80", dict.fromkeys(STAGES[1:3], Outcome.INTERNAL), ["eager export   run      gener- decom-", "alize  pose"]),
        ("80", dict.fromkeys(STAGES[3:7], Outcome.TIMEOUT), ["eager export run gener-  decom-  serial- re-"]),
    ],
)
def test_the_table_fits_the_line(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    columns: str,
    outcomes: dict[str, Outcome],
    heads: list[str],
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    cells = [CellView(s, outcome, None, None, None, 0.1, 1, {}, 1, "") for s, outcome in outcomes.items()]
    print_statuses([Lane("key", ORIGINAL, Mode.NONSTRICT, tuple(cells))])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= int(columns)
    for head, line in zip(heads, lines, strict=False):
        assert line.strip().startswith(head)
