"""Each rule has its fixtures: what it has to find, in which line, and what it has to leave alone.

A fixture begins with a comment that says why, then the expected problems as ``rule path:line``, then the files, each
after a divider ``=== path``. A file ``fixed path`` is what ``--fix`` makes of that path.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from exportdb.lint import all_rules, apply_fixes, examine, lint
from exportdb.lint.base import results_given

FIXTURES = Path(__file__).parent / "fixtures"
REGISTRY = """\
[tags]
"torch.cond" = "Uses torch.cond."
[capabilities]
cuda = "An NVIDIA GPU."
numpy = "NumPy."
"""


def read_fixture(path: Path) -> tuple[list[str], dict[str, str]]:
    head, *parts = path.read_text(encoding="utf-8").split("=== ")
    expected = [line for line in head.splitlines() if not line.startswith("#")]
    return expected, {name: text for name, _, text in (part.partition("\n") for part in parts)}


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*/*.txt")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_fixture(path: Path, tmp_path: Path) -> None:
    expected, files = read_fixture(path)
    for name, text in {"tags.toml": REGISTRY, **files}.items():
        if not name.startswith("fixed "):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
    problems = lint(tmp_path)
    found = [f"{problem.rule} {problem.path.relative_to(tmp_path)}:{problem.line}" for problem in problems]
    assert sorted(found) == sorted(expected), [problem.message for problem in problems]
    assert all(problem.message and problem.tip for problem in problems)
    apply_fixes(problems)
    for name, text in files.items():
        if name.startswith("fixed "):
            assert (tmp_path / name.removeprefix("fixed ")).read_text(encoding="utf-8") == text


def test_every_rule_has_a_fixture_that_breaks_it() -> None:
    broken = defaultdict(list)
    for path in FIXTURES.glob("*/*.txt"):
        assert path.parent.name in all_rules(), f"{path} belongs to no rule"
        for line in read_fixture(path)[0]:
            broken[line.split()[0]].append(path)
    of_files = {rule.id for rule in all_rules().values() if rule.needs is not results_given}
    assert broken.keys() == of_files


def test_ids_of_another_torch_than_the_one_spoken_of_are_not_judged(tmp_path: Path) -> None:
    (tmp_path / "tags.toml").write_text('expects_torch = "1.13"\n')
    assert examine(tmp_path).unchecked["graph-break-id"].startswith("the cases speak of torch 1.13, and here is ")
