"""Planted faults: a trial that finds a fault in every program of a kind, and the true one on known programs."""

from __future__ import annotations

from typing import Any

import pytest

from exportdb_engine.fuzz.batch import Batch, cause, is_known
from exportdb_engine.fuzz.isolate import isolated
from exportdb_engine.fuzz.trial import Fault, Tried, tried
from exportdb_engine.protocol import Limits


def planted(source: str, modes: Any) -> Tried:
    """What fills a diagonal is unsound, and what squeezes in place dies."""
    found = []
    if ".fill_diagonal_(" in source:
        found.append(Fault("Unsound", "exported", "shapes", "ShapeDiffers", "planted", "(x,)", modes=("strict",)))
    if ".squeeze_()" in source:
        found.append(Fault("Crash", "exported", "export", "SIGSEGV", "planted", modes=("strict",)))
    return Tried(tuple(found))


def records(number: int, known: list[str], count: int = 500) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = []
    Batch(number, seed=5, count=count, focus="in-place", emit=told.append, known=known, trial=planted).run()
    return [{**record, "seconds": 0} for record in told]


def test_findings_are_shrunk_to_one_line_and_told_once() -> None:
    told = records(0, [])
    findings = [record for record in told if record["kind"] == "fuzz-finding"]
    shrunk = [record for record in findings if record["shrunk"]]
    assert {tuple(record["ops"]) for record in shrunk} <= {("fill_diagonal_",), ("squeeze_",)}
    assert len(shrunk) == 2
    # Each was told of when it was met, and again when it was small.
    assert [r["id"] for r in findings if not r["shrunk"]] == [r["id"] for r in shrunk]
    assert told[0]["state"] == "begin"
    assert told[-1]["state"] == "end"
    assert told[-1]["programs"] > 100


def test_equal_seeds_find_the_same_and_other_batches_other_programs() -> None:
    first = records(1, [], 80)
    assert records(1, [], 80) == first
    assert records(2, [], 80)[-1] != first[-1]


def test_what_is_known_is_counted_and_not_told() -> None:
    known = ["Unsound|exported|fill_diagonal_|ShapeDiffers", "Crash|exported|squeeze_|SIGSEGV"]
    told = records(0, known)
    assert not [record for record in told if record["kind"] == "fuzz-finding"]
    assert told[-1]["duplicates"] > 0


#: What is wrong with a program that has the operations squeeze and add -> whether a known cause explains it.
KNOWN = {
    ("Unsound", "exported", "squeeze"): True,
    ("Unguarded", "exported", "squeeze"): True,
    ("Unsound", "decomposed", "squeeze"): True,
    ("Unsound", "exported", "squeeze+flatten"): False,
    ("Internal", "exported", "squeeze"): False,
}


@pytest.mark.parametrize("one", KNOWN)
def test_a_known_cause_explains(one: tuple[str, str, str]) -> None:
    what, form, ops = one
    fault = Fault("Unsound", "decomposed", "shapes", "ShapeDiffers", "")
    assert is_known(fault, ("squeeze", "add"), [f"{what}|{form}|{ops}|ShapeDiffers"]) is KNOWN[one]
    assert cause(fault, ("b", "a", "b")) == "Unsound|decomposed|a+b|ShapeDiffers"


PROGRAM = """import torch
from torch.export import Dim

_rows = Dim("rows")


class Model(torch.nn.Module):
    def forward(self, x):
        {line}


model = Model()
example_args = (torch.randn(4),)
dynamic_shapes = {{"x": (_rows,)}}
"""


#: A line -> what is wrong with it, in which form, and the smallest input that shows it.
LINES = {
    "return x + 1": None,
    "return x * 2 if x.shape[0] else x.sum() + 1": ("Unsound", "exported", "(torch.zeros(0),)"),
    "return x.squeeze(0).view_as(x.squeeze(0))": ("Unsound", "decomposed", "(torch.tensor([-2.25]),)"),
    "__import__('os').abort() if torch.compiler.is_exporting() else x": None,
    "return x.as_strided((1,), (1,)) if x.abs().sum() > 0 else x": None,
}


@pytest.mark.parametrize("line", LINES)
def test_a_true_program(line: str) -> None:
    result = tried(PROGRAM.format(line=line))
    expected = LINES[line]
    if expected is not None:
        worst = result.faults[0]
        assert (worst.what, worst.form, worst.inputs) == expected
        assert worst.modes == ("strict", "nonstrict")
    elif "abort" in line:
        assert [(fault.what, fault.code) for fault in result.faults] == [("Crash", "SIGABRT")]
    else:
        assert result.faults == ()
        assert len(result.refused) == (2 if "as_strided" in line else 0)


def test_a_process_of_its_own() -> None:
    limits = Limits(cpu_seconds=1, wall_seconds=20)
    assert isolated(lambda: [1, "two"], limits).value == [1, "two"]
    assert isolated(lambda: sum(iter(int, 1)), limits).death == "CpuLimit"
    assert isolated(lambda: __import__("os")._exit(7), limits).death == "Exit7"
