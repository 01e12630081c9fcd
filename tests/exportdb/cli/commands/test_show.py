from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Invoke = Callable[..., Result]
FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
def no_cases(tmp_path: Path) -> Path:
    folder = tmp_path / "no_cases"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("case", ["flow/branch", "sizes/drawn"])
def test_a_case_as_people_see_it(
    invoke: Invoke, filled_db: Path, no_cases: Path, accept: Callable[..., None], case: str
) -> None:
    result = invoke("show", case, "--db", filled_db, "--cases", no_cases)
    assert result.exit_code == 0
    accept(result.stdout, FIXTURES / f"show_{case.rsplit('/', 1)[-1]}.txt")


def test_json_carries_what_was_drawn_and_what_is_declared(invoke: Invoke, filled_db: Path, no_cases: Path) -> None:
    shown = invoke("show", "sizes/drawn", "--db", filled_db, "--cases", no_cases, "--json").stdout
    strict, nonstrict, *_ = json.loads(shown)["statuses"]
    details = {cell["stage"]: cell["detail"] for cell in strict["cells"]}
    assert [found["kind"] for found in details["shapes"]["counterexamples"]] == ["Unsound", "OverRestrictive"]
    assert details["specs"]["dims"][2]["expression"] == "2*x.shape[0] + 1"
    assert (strict["export"]["declares"], nonstrict["export"]["declares"]) == (["x: f32[3]"], ["x: f32[n0]", "2 <= n0"])


def test_the_programs_alone(invoke: Invoke, filled_db: Path, no_cases: Path) -> None:
    """One that both modes show stands once, and the output can be run as it is."""
    given = ("--db", filled_db, "--cases", no_cases, "--program")
    shown = invoke("show", "sizes/drawn", *given).stdout
    assert shown == "# torch 2.13.0+cpu\nimport torch\n\nprint(torch.ones(1))\n\n\nprint(2)\n"
    compile(shown, "repro.py", "exec")
    for args, message in ((["flow/branch"], "no counterexample is known"), (["sizes/drawn", "--json"], "leave out")):
        refused = invoke("show", *args, *given)
        assert refused.exit_code == 2
        assert message in refused.stderr


def test_json_has_the_names_that_stay(invoke: Invoke, filled_db: Path, no_cases: Path) -> None:
    result = invoke("show", "flow/branch", "--db", filled_db, "--cases", no_cases, "--json", "--env", "2.9")
    document = json.loads(result.stdout)
    assert {
        *("case", "title", "explanation", "collection", "area", "path", "tags", "issues", "near", "requires"),
        *("no_rewrite", "support_level", "expect", "source", "sha256", "environment", "environments", "statuses"),
        *("support", "rewrites", "repro", "remarks"),
    } == set(document)
    assert document["environment"]["torch"] == "2.9.1"
    assert document["expect"] == {"strict": "export: GB0170", "nonstrict": "export: GuardOnDataDependentSymNode"}
    first, third = document["statuses"][0], document["statuses"][2]
    assert (first["variant"], first["mode"], first["status"], first["export"]) == (
        "original",
        "strict",
        "export: GB0170",
        None,
    )
    assert first["cells"][1]["code"] == "GB0170"
    assert "graph" not in third["export"]
    assert third["export"]["guards"][0]["expression"] == "s6 <= 16"
    assert [proof["state"] for proof in document["rewrites"][0]["proofs"]] == ["verified", "verified"]
    again = invoke("show", "flow/branch", "--db", filled_db, "--cases", no_cases, "--json", "--graph")
    assert "class GraphModule" in json.loads(again.stdout)["statuses"][2]["export"]["graph"]


@pytest.mark.parametrize(
    ("args", "present", "absent"),
    [
        (["--variant", "torch.cond"], ["Instead: torch.cond"], ["Instead: smaller", "(fail; strict)"]),
        (["--variant", "original"], ["Data-dependent"], ["Instead: torch.cond"]),
        (["--full"], ["from user code:", 'File "flow/branch.py", line 18'], ["shortened"]),
        (["--graph", "--variant", "torch.cond"], ["Graph (torch.cond, strict and nonstrict)"], []),
        (["--env", "2.9.1"], ["run 1,"], []),
    ],
)
def test_options(
    invoke: Invoke, filled_db: Path, no_cases: Path, args: list[str], present: list[str], absent: list[str]
) -> None:
    shown = invoke("show", "flow/branch", "--db", filled_db, "--cases", no_cases, *args).stdout
    assert [part for part in present if part not in shown] == []
    assert [part for part in absent if part in shown] == []


def test_without_a_database_the_file_is_shown(invoke: Invoke, corpus: Path, tmp_path: Path) -> None:
    for name in ("flow/branch", "branch", corpus / "flow/branch.py"):
        result = invoke("show", name, "--db", tmp_path / "none.db", "--cases", corpus)
        assert result.exit_code == 0
        assert "there is no database at" in result.stdout
        assert "measure it with: exportdb run flow/branch" in " ".join(result.stdout.split())
        assert "class Model" in result.stdout


def test_a_file_that_has_changed(invoke: Invoke, filled_db: Path, no_cases: Path) -> None:
    (no_cases / "flow").mkdir()
    (no_cases / "flow/branch.py").write_text("")
    shown = invoke("show", "flow/branch", "--db", filled_db, "--cases", no_cases).stdout
    assert "has changed since" in " ".join(shown.split())


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["flow/brunch"], "did you mean flow/branch?"),
        (["nothing/like/it_at_all_xyz"], "exportdb list shows every case"),
        (["flow/branch", "--variant", "cond"], "'cond' is none of 'original', 'torch.cond', 'smaller example'"),
        (["flow/branch", "--env", "1.0"], "there are: 2.13.0+cpu ("),
    ],
)
def test_what_is_refused(invoke: Invoke, filled_db: Path, corpus: Path, args: list[str], message: str) -> None:
    result = invoke("show", *args, "--db", filled_db, "--cases", corpus)
    assert result.exit_code == 2
    assert message in result.stderr


def test_hostile_texts_do_not_reach_the_terminal(invoke: Invoke, filled_db: Path, no_cases: Path) -> None:
    for args in (["flow/static"], ["sizes/hostile"], ["sizes/hostile", "--full"], ["sizes/hostile", "--program"]):
        shown = invoke("show", *args, "--db", filled_db, "--cases", no_cases).stdout
        assert "<script>" in shown
        assert "\x1b" not in shown
        assert "\u202e" not in shown
