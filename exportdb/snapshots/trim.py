"""What a snapshot leaves out of a chain: what is of one machine, and what nobody compares."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, TypeVar, cast

from exportdb_engine.protocol import Cell, Chain, Reload

T = TypeVar("T")

#: Folders before installed packages, Python's own library, the engine, what a run and Inductor keep for a while, and
#: the file of the case: a path up to one of these.
_FOLDERS = r"(?<![\w-])(?:[A-Za-z]:)?[^\s\"'`:,()<>]*[/\\]"
_MACHINE = (
    # compilers are told folders right behind an option: -I/usr/include
    re.compile(r"(?<=-[IL])/[^\s\"'`:,()]*[/\\](?=include\b|lib\b)"),
    re.compile(rf"{_FOLDERS}(?:site|dist)-packages[/\\]"),
    re.compile(r"(?:[A-Za-z]:)?/[^\s\"'`:,()<>]*/lib/python3\.\d+/"),
    re.compile(rf"{_FOLDERS}(?=exportdb_engine[-/\\])"),
    re.compile(rf"{_FOLDERS}(?=Python-\d)"),
    re.compile(rf"{_FOLDERS}exportdb-run-[\w-]+[/\\](?:exportdb-[\d-]+[/\\])?"),
    re.compile(rf"{_FOLDERS}torchinductor_\w+[/\\]"),
    re.compile(rf"{_FOLDERS}bin[/\\](?=python)"),
    # a path that the cut in the middle of a long message ends
    re.compile(r"/(?:tmp|root|home|Users)/[^\s\"'`]*(?=\n\[\.\.\. )"),
)


def trimmed(chain: Chain, stages: set[str]) -> Chain:
    """The chain with the cells of ``stages`` alone.

    Without what the case printed, CPU time and memory; times are to two digits, and the moment to the second. Paths of
    the machine are cut down to what is the same everywhere.
    """

    def cell(of: Cell) -> Cell:
        return replace(
            of,
            signature=without_paths(of.signature, chain),
            message=without_paths(of.message, chain),
            detail=without_paths(of.detail, chain),
            seconds=_rounded(of.seconds),
            cpu_seconds=0.0,
            peak_kib=0,
        )

    return replace(
        chain,
        cells=tuple(cell(of) for of in chain.cells if of.stage.value in stages),
        output="",
        seconds=_rounded(chain.seconds),
        measured_at=_to_the_second(chain.measured_at),
    )


def without_paths(value: T, of: Chain | Reload) -> T:
    """The value, with paths of the machine in its texts cut down."""
    before_case = re.compile(rf"{_FOLDERS}(?={re.escape(_path_of(of))}\b)")

    def tidy(value: Any) -> Any:
        if type(value) is str:
            for pattern in (*_MACHINE, before_case):
                value = pattern.sub("", value)
            return value
        if isinstance(value, dict):
            return {key: tidy(item) for key, item in value.items()}
        return [tidy(item) for item in value] if isinstance(value, (list, tuple)) else value

    return cast(T, tidy(value))


def _path_of(chain: Chain | Reload) -> str:
    """The case's file below the folder of its collection."""
    return chain.case.removeprefix(f"{chain.collection}/") + ".py"


def _rounded(seconds: float) -> float:
    return float(f"{seconds:.2g}")


def _to_the_second(time: str) -> str:
    """``2026-11-23T10:30:07.399285+00:00`` without the microseconds."""
    return re.sub(r"\.\d+(?=[+-])", "", time)
