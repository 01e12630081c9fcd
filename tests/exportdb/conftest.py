"""True parts for tests of the database side: case files as text, chains as a worker would send them, a database."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from exportdb.store import Store, open_store
from exportdb_engine.protocol import (
    ORIGINAL,
    STAGES,
    Cell,
    Chain,
    Environment,
    Limits,
    Mode,
    Outcome,
    Stage,
    chain_fingerprint,
)
from exportdb_engine.protocol.casefile import CaseFile, parse_case

ENVIRONMENT = Environment("3.11.7", "cpython", "2.13.0+cpu", "linux-x86_64", packages={"numpy": "2.4.6"})
ENGINE = "e" * 64

#: The stages up to `retrace`: what most tests measure.
PIPELINE = STAGES[: STAGES.index(Stage.RETRACE) + 1]


@pytest.fixture
def environment() -> Environment:
    return ENVIRONMENT


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "exportdb.db"), create=True)
    yield opened
    opened.close()


@pytest.fixture
def make_case() -> Callable[..., CaseFile]:
    """A case from its text: ``make_case("area/name", tags={"torch.cond"}, rewrites=("cond",))``."""

    def make(
        name: str = "area/one",
        *,
        title: str = "A title",
        explanation: str = "Why it is so.",
        tags: set[str] | None = None,
        rewrites: tuple[str, ...] = (),
        extra: str = "",
        collection: str = "core",
        foreign: bool = False,
    ) -> CaseFile:
        entries = ", ".join(f"{label!r}: Model()" for label in rewrites)
        source = (
            f'"""{title}\n\n{explanation}\n"""\nimport torch\n\ntags = {tags or {"python.closure"}!r}\n\n\n'
            "class Model(torch.nn.Module):\n    def forward(self, x):\n        return x.sin()\n\n\n"
            f"model = Model()\nrewrites = {{{entries}}}\nexample_args = (torch.randn(3),)\n{extra}\n"
        )
        return parse_case(source.encode(), Path(f"{name}.py"), case=name, collection=collection, foreign=foreign)

    return make


@pytest.fixture
def make_chain() -> Callable[..., Chain]:
    """A chain in which every stage passes but for ``stops``, and what needs those has no cell."""

    def make(
        case: CaseFile,
        *,
        variant: str = ORIGINAL,
        mode: Mode = Mode.STRICT,
        stages: tuple[Stage, ...] = PIPELINE,
        stops: dict[Stage, tuple[Outcome, str]] | None = None,
        limits: Limits | None = None,
        versions: dict[str, str] | None = None,
        **fields: Any,
    ) -> Chain:
        cells: dict[Stage, Cell] = {}
        for stage in stages:
            if stage.needs is not None and (stage.needs not in cells or cells[stage.needs].outcome is not Outcome.PASS):
                continue
            outcome, code = (stops or {}).get(stage, (Outcome.PASS, None))
            said = None if code is None else f"{code}: it stopped at line 12"
            signature = None if code is None else f"{code}: it stopped at line N"
            detail = {"version": versions[stage.backend]} if versions and stage.backend else {}
            cells[stage] = Cell(stage, outcome, code, signature, said, seconds=0.25, detail=detail)
        fields.setdefault(
            "fingerprint",
            chain_fingerprint(
                case=case.case,
                sha256=case.sha256,
                variant=variant,
                mode=mode,
                engine=ENGINE,
                environment=ENVIRONMENT,
                limits=limits or Limits(),
            ),
        )
        return Chain(
            case=case.case,
            collection=case.collection,
            sha256=case.sha256,
            variant=variant,
            mode=mode,
            stages=stages,
            cells=tuple(cells.values()),
            **fields,
        )

    return make


@pytest.fixture
def start() -> Callable[..., int]:
    """Starts a run in a session: ``start(session)`` gives its id."""
    from exportdb.store.ingest import start_run

    def begin(session: Any, **changes: Any) -> int:
        given: dict[str, Any] = {
            "environment": ENVIRONMENT,
            "engine": ENGINE,
            "command": "exportdb run",
            "options": {},
            "host": "here",
        }
        return start_run(session, **{**given, **changes})

    return begin


#: Whatever a title or a message may hold: HTML, Markdown, ANSI colours, control characters, a turned direction.
HOSTILE = (
    "</code></pre></div><script>alert(1)</script><img src=x onerror=alert(2)> \x1b[31mred\x1b[0m ```` | a | b | "
    "{{ x }} {: .y } [z](javascript:alert(3)) <!-- \u202eevil\u202c \x00 &lt;b&gt; *em* _em_ # + - \\ \"q' שלום $1$ "
    + "long"
    * 100
)
BRANCH = '''"""Branch on a value

`if` needs a Python bool.

- one
- two
"""
import torch

tags = {"torch.cond", "python.if"}
expect = {"strict": "export: GB0170", "nonstrict": "export: GuardOnDataDependentSymNode"}
issues = ["pytorch/pytorch#1"]
near = ["flow/static"]


class Model(torch.nn.Module):
    def forward(self, x):
        if x.sum() > 0:
            return x.sin()
        return x.cos()


class WithCond(torch.nn.Module):
    """Say both sides."""

    def forward(self, x):
        return torch.cond(x.sum() > 0, torch.sin, torch.cos, (x,))


model = Model()
rewrites = {"torch.cond": WithCond(), "smaller example": {"example_args": (torch.randn(1),)}}
example_args = (torch.randn(3),)
'''
STATIC = '''"""TITLE"""
import torch
tags = {"python.if"}
model = torch.nn.ReLU()
example_args = (torch.ones(3),)
'''

#: What `shapes` and `specs` found of `sizes/drawn`, whose strict program is wrong at size 1.
DRAWN = '''"""Squeeze rows"""
import torch
tags = {"torch.shape"}
expect = {"strict": "shapes: Unsound, specs: FixRefused", "nonstrict": "shapes: Unsound"}


class Model(torch.nn.Module):
    def forward(self, x):
        return x.squeeze()


model = Model()
rewrites = {"named": {"dynamic_shapes": {"x": {0: torch.export.Dim("rows", min=2)}}}}
example_args = (torch.ones(3),)
dynamic_shapes = {"x": {0: torch.export.Dim.AUTO}}
'''
UNSOUND: dict[str, Any] = {
    "kind": "Unsound",
    "form": "exported",
    "code": "ShapeDiffers",
    "text": "output[0]: has shape [1], eager gives []",
    "inputs": "(torch.ones(1),)",
    "kwargs": "{}",
    "shapes": {"x": [1]},
    "shrunk": True,
    "program": "# torch 2.13.0+cpu\nimport torch\n\nprint(torch.ones(1))\n",
}
REFUSES = {
    **UNSOUND,
    "kind": "OverRestrictive", "form": "reloaded", "code": "RuntimeError", "text": "expected x.shape[0] >= 3",
    "inputs": "(torch.ones(2),)", "kwargs": "{'n': 3}", "shapes": {"x": [2], "n": "3"}, "shrunk": False,
    "program": "print(2)\n",
}  # fmt: skip
COUNTS = {"tried": 57, "inside": 40, "outside": 17, "taken": 38, "refused": 15, "raised": 2, "unchecked": 2}


def drawn_detail(*counterexamples: dict[str, Any]) -> dict[str, Any]:
    """What the stage `shapes` adds to a cell."""
    held = ["m: a sparse tensor is not drawn, the example is used"]
    not_made = {"decomposed": "the stage that makes it did not come so far"}
    return {**COUNTS, "held": held, "not_made": not_made, "stopped": None, "counterexamples": list(counterexamples)}


#: What the stage `specs` adds to a cell.
VARIED: dict[str, Any] = {
    "dims": [
        {"name": "x.shape[0]", "example": 3, "auto": "symbol", "symbol": "n0", "expression": "x.shape[0]", "lower": "2",
         "upper": "int_oo", "dynamic": "accepted", "code": None, "suggestion": None},
        {"name": "x.shape[1]", "example": 4, "auto": "constant", "symbol": None, "expression": "4", "lower": "4",
         "upper": "4", "dynamic": "suggestion", "code": "UserError", "suggestion": "x.shape[1] = 4"},
        {"name": "y.shape[0]", "example": 7, "auto": "symbol", "symbol": None, "expression": "2*x.shape[0] + 1",
         "lower": "5", "upper": "int_oo", "dynamic": "refused", "code": "ValueError", "suggestion": None},
        {"name": "y.shape[1]", "example": 9, "auto": "symbol", "symbol": "n1", "expression": "y.shape[1]",
         "lower": "0", "upper": "16", "dynamic": "not tried", "code": None, "suggestion": None},
    ],
    "relations": ["y.shape[0] == 2*x.shape[0] + 1", "Mod(x.shape[0], 2) == 1"],
    "tried": [
        {"kind": "single", "spec": "{'x': {1: Dim.DYNAMIC}}", "result": "suggestion", "code": "UserError",
         "message": "You marked it as dynamic", "fixed": "{'x': None}", "suggestion": "x.shape[1] = 4", "rounds": 2},
    ],
    "left_out": 1, "seed": 0, "static": None, "missing": [], "exports": 4, "stopped": None,
}  # fmt: skip


@pytest.fixture(scope="session")
def hostile() -> str:
    return HOSTILE


@pytest.fixture(scope="session")
def filled_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of two environments. Not to be written to.

    ``flow/branch`` fails in both modes, its first rewrite holds and its second does not; ``flow/static`` has hostile
    texts and fails with one; ``torch-exportdb/dims`` passes; ``flow/idle`` was not measured. ``sizes/drawn`` has
    counterexamples and was measured on torch 2.13 alone, as ``sizes/hostile``, whose counterexample is a hostile one.
    """
    from exportdb.store.index import index_cases
    from exportdb.store.ingest import add_chain, finish_run, start_run
    from exportdb_engine.protocol import Export, Guard, RangeConstraint, Symbol, Value

    def case(name: str, text: str, **options: Any) -> CaseFile:
        return parse_case(text.encode(), Path(f"{name}.py"), case=name, **{"collection": "core", **options})

    title = HOSTILE.replace("\x00", "").replace("\\", "\\\\").replace('"', '\\"')
    branch, static = case("flow/branch", BRANCH), case("flow/static", STATIC.replace("TITLE", title))
    theirs = case("torch-exportdb/dims", STATIC, collection="torch-exportdb", foreign=True)
    idle = case("flow/idle", STATIC.replace("TITLE", "Not measured"))
    drawn, nasty = case("sizes/drawn", DRAWN), case("sizes/hostile", STATIC)
    made = Export(
        graph='class GraphModule(torch.nn.Module):\n    def forward(self, x: "f32[s6]"):\n        return (x,)\n',
        inputs=(Value("x", "USER_INPUT", type="f32[s6]"),),
        outputs=(Value("sin", "USER_OUTPUT", type="f32[s6]"),),
        operators={"aten.sin.default": 1, "cond": 1},
        ranges=(RangeConstraint("s6", "2", "16"),),
        symbols=(Symbol("s6", 3, "L['x'].size()[0]", "2", "int_oo"),),
        guards=(Guard("s6 <= 16", 27, "return torch.cond(...)"),),
    )
    message = 'Data-dependent branching\n  Hint: torch.cond\n\nfrom user code:\n   File "/x/flow/branch.py", line 18'
    results: list[tuple[CaseFile, str, Mode, dict[Stage, tuple[str, str]], Export | None]] = []
    for mode, code in ((Mode.STRICT, "GB0170"), (Mode.NONSTRICT, "GuardOnDataDependentSymNode")):
        results += [
            (branch, ORIGINAL, mode, {Stage.EXPORT: (code, message)}, None),
            (branch, "torch.cond", mode, {}, made),
            (branch, "smaller example", mode, {Stage.RETRACE: ("RuntimeError", "no")}, made),
            (static, ORIGINAL, mode, {Stage.EXPORT: (HOSTILE[:100], HOSTILE)}, None),
            (theirs, ORIGINAL, mode, {}, made),
        ]
    path = tmp_path_factory.mktemp("filled") / "exportdb.db"
    opened = open_store(str(path), create=True)
    with opened.write() as session:
        index_cases(session, [branch, static, theirs, idle, drawn, nasty])
        for torch in ("2.9.1", "2.13.0+cpu"):
            where = Environment("3.11.7", "cpython", torch, "linux-x86_64")
            run = start_run(session, environment=where, engine=ENGINE, command="exportdb run", options={}, host="here")
            for what, variant, mode, stops, export in results:
                cells: dict[Stage, Cell] = {}
                for stage in PIPELINE:
                    if stage.needs is None or (stage.needs in cells and stage.needs not in stops):
                        code, said = stops.get(stage, (None, None))
                        outcome = Outcome.PASS if code is None else Outcome.FAIL
                        cells[stage] = Cell(stage, outcome, code, said, said, seconds=0.25)
                chain = Chain(
                    what.case, what.collection, what.sha256, variant, mode, PIPELINE, "f", tuple(cells.values()), export
                )
                add_chain(session, run, chain, measured="2026-11-22T10:00:00.000000+00:00")
            for chain in _drawn_chains(drawn, nasty, made) if torch.startswith("2.13") else ():
                add_chain(session, run, chain, measured="2026-11-22T10:00:00.000000+00:00")
            finish_run(session, run, "finished")
    opened.close()
    return path


@pytest.fixture(scope="session")
def measured_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """True results of a few cases of the corpus, on torch 2.13. Not to be written to."""
    from exportdb.store.lines import import_lines

    path = tmp_path_factory.mktemp("measured") / "exportdb.db"
    opened = open_store(str(path), create=True)
    import_lines(opened, Path(__file__).parents[1] / "site" / "results.jsonl.gz")
    opened.close()
    return path


def _drawn_chains(drawn: CaseFile, nasty: CaseFile, made: Any) -> Iterator[Chain]:
    from exportdb_engine.protocol import Export

    hostile = {**UNSOUND, **dict.fromkeys(("text", "inputs", "kwargs", "program", "code"), HOSTILE), "kind": "Newer"}
    static: Export = dataclasses.replace(made, declares=("x: f32[3]",))
    dynamic: Export = dataclasses.replace(made, declares=("x: f32[n0]", "2 <= n0"))
    for case, variant, mode, export, counterexamples, code in (
        (drawn, ORIGINAL, Mode.STRICT, static, (UNSOUND, REFUSES), "FixRefused"),
        (drawn, ORIGINAL, Mode.NONSTRICT, dynamic, (UNSOUND,), None),
        (drawn, "named", Mode.STRICT, dynamic, (), None),
        (drawn, "named", Mode.NONSTRICT, dynamic, (), None),
        (nasty, ORIGINAL, Mode.STRICT, dynamic, (hostile,), None),
    ):
        cells = {stage: Cell(stage, Outcome.PASS, seconds=0.25) for stage in STAGES}
        shapes = (Outcome.UNSOUND, "Unsound", "Unsound: told below") if counterexamples else (Outcome.PASS, None, None)
        specs = (Outcome.PASS, None, None) if code is None else (Outcome.FAIL, code, "what is suggested is refused")
        for stage, (outcome, code, text), detail in (
            (Stage.SHAPES, shapes, drawn_detail(*counterexamples)),
            (Stage.SPECS, specs, VARIED),
        ):
            cells[stage] = Cell(stage, outcome, code, text, text, seconds=0.25, detail=detail)
        done = tuple(cells.values())
        yield Chain(case.case, case.collection, case.sha256, variant, mode, STAGES, "f", done, export)


@pytest.fixture
def accept() -> Callable[[str, Path], None]:
    """Holds a text against a file of expected text; ``EXPORTDB_ACCEPT=1 pytest ...`` makes it the expected one."""

    def check(text: str, gold: Path) -> None:
        if os.environ.get("EXPORTDB_ACCEPT"):
            gold.parent.mkdir(parents=True, exist_ok=True)
            gold.write_text(text, encoding="utf-8")
        assert text == gold.read_text(encoding="utf-8"), "if this is as it should be: EXPORTDB_ACCEPT=1 pytest ..."

    return check
