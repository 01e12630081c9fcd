from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Invoke = Callable[..., Result]
ERROR = """Traceback (most recent call last):
  File "/srv/net.py", line 7, in forward
    if votes.amax() > 0.25:
torch._dynamo.exc.UserError: Could not guard on data-dependent expression Eq(u0, 1) (unhinted: Eq(u0, 1)).
"""


def test_from_standard_input_a_file_or_an_argument(invoke: Invoke, measured_db: Path, tmp_path: Path) -> None:
    file = tmp_path / "error.txt"
    file.write_text(ERROR)
    answers = [
        invoke("explain", "--db", measured_db, "--json", input=ERROR),
        invoke("explain", "-", "--db", measured_db, "--json", input=ERROR),
        invoke("explain", file, "--db", measured_db, "--json"),
        invoke("explain", ERROR, "--db", measured_db, "--json"),
    ]
    documents = [json.loads(answer.stdout) for answer in answers]
    assert [answer.exit_code for answer in answers] == [0] * 4
    assert all(document == documents[0] for document in documents)
    assert documents[0]["matches"][0]["case"] == "control_flow/branch_on_tensor_value"
    assert documents[0]["codes"] == ["UserError", "GuardOnDataDependentSymNode"] or documents[0]["codes"] == [
        "UserError"
    ]


@pytest.mark.parametrize("columns", ["80", "44"])
def test_people_get_cases_and_a_diff(invoke: Invoke, measured_db: Path, columns: str) -> None:
    result = invoke("explain", "--db", measured_db, input=ERROR, env={"COLUMNS": columns, "EXPORTDB_DB": None})
    shown = result.stdout
    assert result.exit_code == 0
    assert "\x1b" not in shown
    for heading in ("Where\n", "Cases that stop alike\n", "Instead: torch.cond\n", "Next\n"):
        assert heading in shown
    assert "+        return torch.cond(x.mean() > 0.5" in shown
    assert "(--rewrites)" in shown
    # lines of programs are kept as they are
    assert [
        line for line in shown.splitlines() if len(line) > int(columns) and not line.startswith(("  +", "  -", "    "))
    ] == []
    every = invoke("explain", "--db", measured_db, "--rewrites", input=ERROR).stdout
    assert every.count("Instead: ") > 1


def test_unsure_exits_1(invoke: Invoke, measured_db: Path) -> None:
    result = invoke("explain", "KeyError: 'image'", "--db", measured_db)
    assert result.exit_code == 1
    assert "This does not look like an error of torch.export" in result.stdout
    assert "What would be needed" in result.stdout
    assert json.loads(invoke("explain", "GB9999", "--json", "--db", measured_db).stdout)["matches"] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--db", "none.db", "GB0170"], "there is no database at none.db"),
        (["nowhere.log"], "there is no file 'nowhere.log'"),
        ([" "], "the text is empty"),
    ],
)
def test_bad_usage_exits_2(invoke: Invoke, arguments: list[str], said: str) -> None:
    result = invoke("explain", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_neither_torch_nor_sqlalchemy_is_loaded(measured_db: Path) -> None:
    program = (
        "import sys; from exportdb.explaining import explain; "
        f"assert explain('GB0170', db={str(measured_db)!r}); "
        "print(sorted({'torch', 'sqlalchemy', 'rich', 'ast'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['ast']"
