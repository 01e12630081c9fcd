"""What is written of a finding is a case, and lint has nothing to say of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exportdb.corpus import default_cases_folder
from exportdb.fuzzing.casetext import case_text, known_causes, title
from exportdb.fuzzing.merge import cause_hash, merge
from exportdb.fuzzing.records import Finding
from exportdb.lint import lint
from exportdb_engine.protocol import Mode, Stage
from exportdb_engine.protocol.casefile import CaseError, parse_case

Make = Callable[..., Finding]

LONG = f"(torch.tensor([{', '.join('1.5' for _ in range(17))}]), torch.ones(2), torch.zeros(2, 3, 4, 5))"
UNSOUND = "generalize: ValuesDiffer, shapes: Unsound"
REFUSES = "generalize: InputRefused, shapes: OverRestrictive"
#: Changes to a finding, and what `expect` then says for the strict and the nonstrict mode.
FINDINGS: list[tuple[dict[str, Any], tuple[str, str]]] = [
    ({}, (UNSOUND, UNSOUND)),
    ({"form": "reloaded", "modes": ["strict"]}, ("shapes: UnsoundReloaded", "")),
    ({"what": "OverRestrictive", "stage": "shapes"}, (REFUSES, REFUSES)),
    ({"what": "Crash", "stage": "export", "code": "SIGSEGV", "modes": ["nonstrict"]}, ("", "export: SIGSEGV")),
    ({"what": "Moon", "stage": "decompose", "code": None, "inputs": None}, ("decompose: Moon", "decompose: Moon")),
    ({"text": 'a \\d """ \x1b[31m \x00 ' + "w" * 300, "fault": "Eq(u0, 1)"}, (UNSOUND, UNSOUND)),
    ({"inputs": LONG}, (UNSOUND, UNSOUND)),
]


@pytest.mark.parametrize(("changes", "expected"), FINDINGS)
def test_it_is_a_case_that_passes_lint(
    make_finding: Make, tmp_path: Path, changes: dict[str, Any], expected: tuple[str, str]
) -> None:
    ops = [f"op{n}" for n in range(12)] if "fault" in changes else ["masked", "squeeze"]
    finding = make_finding(0, 0, "a cause", **{"what": "Unsound", "ops": ops, **changes})
    (one,) = merge([finding])
    text = case_text(one, seed=7, focus="all")
    case = parse_case(text.encode(), Path("x.py"), case=one.name, collection="fuzz")
    for mode, stops in zip(Mode, expected, strict=True):
        assert ", ".join(f"{stage}: {code}" for stage, code in case.expected(mode)) == stops
    assert len(case.title) <= 60
    assert "--seed 7" in case.explanation
    (tmp_path / "soundness").mkdir()
    (tmp_path / "soundness" / f"{one.name}.py").write_text(text)
    assert [(problem.rule, problem.message) for problem in lint(tmp_path)] == []
    assert known_causes(tmp_path) == {cause_hash("a cause"): tmp_path / "soundness" / f"{one.name}.py"}


@given(said=st.text(), fault=st.text(st.sampled_from('"\\\\ x\n')), ops=st.lists(st.text(max_size=9), max_size=4))
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.filterwarnings("error")
def test_it_is_a_case_whatever_the_compiler_says(make_finding: Make, said: str, fault: str, ops: list[str]) -> None:
    (one,) = merge([make_finding(0, 0, "a cause", "Unsound", ops, text=said, fault=fault)])
    case = parse_case(case_text(one, seed=7, focus="all").encode(), Path("x.py"), case="x", collection="fuzz")
    assert len(case.title) <= 60
    assert case.explanation.endswith(".")


def test_it_uses_tags_of_the_corpus_and_what_was_measured(make_finding: Make, tmp_path: Path) -> None:
    (one,) = merge([make_finding(0, 0, "a cause", "Unsound", ["masked", "squeeze"])])
    text = case_text(one, seed=7, focus="all", expect={"strict": "pass", "nonstrict": "export: GB0170, specs: X"})
    case = parse_case(text.encode(), Path("x.py"), case=one.name, collection="fuzz")
    assert case.expected(Mode.STRICT) == ()
    assert case.expected(Mode.NONSTRICT) == ((Stage.EXPORT, "GB0170"), (Stage.SPECS, "X"))
    assert "\nmore_args = [(torch.ones(1),)]\n" in text
    (tmp_path / "soundness").mkdir()
    shutil.copy(default_cases_folder() / "tags.toml", tmp_path)
    path = tmp_path / "soundness" / f"{one.name}.py"
    path.write_text(text)
    assert lint(tmp_path, lambda file: file == path) == []


def test_a_program_that_cannot_be_read_says_so(make_finding: Make) -> None:
    for source, says in (("def (", "not Python"), ("import torch\n", "does not assign")):
        (one,) = merge([make_finding(0, 0, "a", "Unsound", ["a"], source=source)])
        with pytest.raises(CaseError, match=says):
            case_text(one, seed=0, focus="all")


def test_titles_fit(make_finding: Make) -> None:
    assert (
        title(make_finding(0, 0, "a", "Unsound", ["nonzero", "squeeze"])) == "Nonzero, squeeze: not what eager answers"
    )
    for what in ("Unsound", "Internal", "OverRestrictive"):
        for ops in (["x" * 90], ["conv"] * 30, []):
            assert 8 <= len(title(make_finding(0, 0, "a", what, ops))) <= 60
