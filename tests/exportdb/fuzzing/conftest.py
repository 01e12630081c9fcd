"""Records as the engine sends them, and a script that stands in for it in tests of what is done with them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exportdb.fuzzing.records import Finding, Options, decode
from exportdb_engine.protocol import Environment
from exportdb_engine.protocol.records import plain

SOURCE = """import torch
from torch.export import Dim


class Model(torch.nn.Module):
    def forward(self, x):
        a = x[x > 0]
        return x * a.squeeze().dim()


model = Model()
example_args = (torch.linspace(-1, 1, 4),)
dynamic_shapes = {"x": (Dim.AUTO,)}
"""
ENVIRONMENT = Environment("3.11.7", "cpython", "2.13.0+cpu", "linux-x86_64")
#: Batch -> its findings, as (cause, what, ops).
SCRIPTED: dict[int, list[tuple[str, str, list[str]]]] = {
    0: [("Unsound|squeeze", "Unsound", ["masked", "squeeze"])],
    1: [("Unsound|squeeze", "Unsound", ["masked", "squeeze"]), ("Crash|view", "Crash", ["view"])],
    3: [("Unsound|squeeze|add", "Unsound", ["add", "masked", "squeeze"])],
    5: [("Internal|cond", "Internal", ["cond"])],
}


def line_of_finding(batch: int, number: int, cause: str, what: str, ops: list[str], **changes: Any) -> dict[str, Any]:
    """A record as a dict."""
    return {
        "kind": "fuzz-finding",
        "id": f"{batch}-{number}",
        "batch": batch,
        "shrunk": True,
        "cause": cause,
        "what": what,
        "form": "exported",
        "modes": ["strict", "nonstrict"],
        "stage": "shapes" if what in ("Unsound", "Unguarded", "OverRestrictive") else "export",
        "code": "ValuesDiffer" if what == "Unsound" else "AssertionError",
        "text": "output[0]: values differ, eager gives 0.0, the program gives 1.0",
        "fault": "aten.squeeze.default",
        "ops": ops,
        "source": SOURCE,
        "inputs": "(torch.ones(1),)",
        "runs": 12,
        **changes,
    }


#: Says of the batches that it is asked for what RECORDS has, unless a cause is known; dies in batch BREAK_AT.
ENGINE = """
import json, sys

given = dict(zip(sys.argv[2::2], sys.argv[3::2]))
first, last = map(int, given["--batches"].split(":"))
known = set(open(given["--known"]).read().splitlines())

def say(record, **more):
    print(json.dumps({**record, **more}), flush=True)

say({"kind": "fuzz-header", "seed": int(given["--seed"]), "engine": "e", "environment": {}, "focus": given["--focus"],
     "programs": 9})
for batch in range(first, last):
    of_batch = {"kind": "fuzz-batch", "batch": batch}
    say(of_batch, state="begin")
    records = RECORDS.get(batch, [])
    for record in records:
        if record["cause"] not in known:
            say(record, shrunk=False)
            if batch == BREAK_AT:
                sys.exit("out of memory, say")
            say(record)
    duplicates = sum(record["cause"] in known for record in records)
    say(of_batch, state="end", programs=9, refused={"strict": 2}, accepted=7, duplicates=duplicates, seconds=0.5)
"""


@pytest.fixture
def options() -> Options:
    return Options(7, "all", 9, 2, "e" * 64, plain(ENVIRONMENT))


@pytest.fixture
def make_finding() -> Callable[..., Finding]:
    """A finding from ``(batch, number, cause, what, ops)`` and fields to change."""

    def make(batch: int, number: int, cause: str, what: str, ops: list[str], **changes: Any) -> Finding:
        record = decode(json.dumps(line_of_finding(batch, number, cause, what, ops, **changes)), "a test")
        assert isinstance(record, Finding)
        return record

    return make


@pytest.fixture
def engine(tmp_path: Path) -> Callable[..., tuple[str, ...]]:
    """What is run in place of the engine; ``break_at`` names a batch in which it dies."""

    def script(break_at: int | None = None) -> tuple[str, ...]:
        path = tmp_path / f"engine_{break_at}.py"
        records = {
            batch: [line_of_finding(batch, number, *what) for number, what in enumerate(listed)]
            for batch, listed in SCRIPTED.items()
        }
        path.write_text(f"RECORDS = {records!r}\nBREAK_AT = {break_at}\n{ENGINE}")
        return (str(path),)

    return script
