"""A small database that every filter can be told apart on.

Its cells have names of three letters: program, mode and stage. The programs are ``b`` (flow/branch as it is), ``c``
(its rewrite), ``s`` (flow/static), ``v`` (shapes/view on torch 2.13) and ``w`` (shapes/view on torch 2.15); the modes
``s`` and ``n``; the stages ``e`` (export) and ``r`` (run).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from exportdb.query import CellRow
from exportdb.store import open_store
from exportdb.store.index import index_cases
from exportdb.store.ingest import add_chain, finish_run, start_run
from exportdb_engine.protocol import Cell, Chain, Environment, Export, Guard, Mode, Outcome, Stage
from exportdb_engine.protocol.casefile import CaseFile, read_case

FILES = {
    "flow/branch": '''"""Branch on a value

The condition of `if` is a tensor.
"""
import torch
tags = {"python.if", "torch.cond"}
expect = {"strict": "export: GB0170", "nonstrict": "export: GuardOnDataDependentSymNode"}
issues = ["pytorch/pytorch#1"]
class Model(torch.nn.Module):
    def forward(self, x):
        return x.sin() if x.sum().item() > 0 else x
model = Model()
rewrites = {"cond": Model()}
example_args = (torch.ones(3),)
''',
    "flow/static": '''"""Branch on a constant

Nothing to rewrite here.
"""
import torch
tags = {"python.if"}
near = ["flow/branch"]
model = torch.nn.ReLU()
example_args = (torch.ones(3),)
''',
    "shapes/view": '''"""View as another shape

The sizes are static.
"""
import torch
tags = {"torch.shape"}
model = torch.nn.Flatten()
example_args = (torch.ones(3, 3),)
''',
}

OLD = Environment("3.11.7", "cpython", "2.13.0+cpu", "linux-x86_64")
NEW = Environment("3.12.1", "cpython", "2.15.0", "linux-x86_64", device="cuda NVIDIA X")
PROGRAMS = {
    "b": ("flow/branch", "original", OLD),
    "c": ("flow/branch", "cond", OLD),
    "s": ("flow/static", "original", OLD),
    "v": ("shapes/view", "original", OLD),
    "w": ("shapes/view", "original", NEW),
}
#: Every other cell that is named passes.
RESULTS = {
    "bse": (Outcome.FAIL, "GB0170", "Data-dependent branching on a tensor"),
    "bne": (Outcome.FAIL, "GuardOnDataDependentSymNode", "Could not guard on data-dependent expression"),
    "vsr": (Outcome.WRONG, "ValueDiffers", "a tensor differs by 1.0"),
    "vnr": (Outcome.SKIP, None, "not measured"),
    "wse": (Outcome.FAIL, "GB0059", "torch.view is not supported"),
}
CELLS = """bse bne cse csr cne cnr sse ssr sne snr vse vsr vne vnr wse wne wnr""".split()  # noqa: SIM905


@pytest.fixture(scope="session")
def case_files(tmp_path_factory: pytest.TempPathFactory) -> list[CaseFile]:
    folder = tmp_path_factory.mktemp("cases")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / f"{name}.py").write_text(text)
    return [read_case(folder / f"{name}.py", folder) for name in FILES]


@pytest.fixture(scope="session")
def sample_path(tmp_path_factory: pytest.TempPathFactory, case_files: list[CaseFile]) -> Path:
    path = tmp_path_factory.mktemp("database") / "sample.db"
    store = open_store(str(path), create=True)
    hashes = {case.case: case.sha256 for case in case_files}
    with store.write() as session:
        index_cases(session, case_files)
        for number, (environment, programs) in enumerate(((OLD, "bcsv"), (NEW, "w"))):
            run = start_run(session, environment=environment, engine="e" * 64, command="test", options={}, host="here")
            for program in programs:
                for mode in Mode:
                    assert add_chain(session, run, _chain(program, mode, hashes, number))
            finish_run(session, run, "finished")
    return path


@pytest.fixture
def sample(sample_path: Path) -> Iterator[Session]:
    with open_store(str(sample_path), readonly=True).read() as session:
        yield session


@pytest.fixture
def names() -> Callable[[list[CellRow]], set[str]]:
    """The three-letter names of cells."""
    programs = {(case, variant, env.torch): letter for letter, (case, variant, env) in PROGRAMS.items()}

    def name(row: CellRow) -> str:
        return programs[row.case, row.variant, row.torch] + row.mode[0] + row.stage[0]

    return lambda rows: {name(row) for row in rows}


def _chain(program: str, mode: Mode, hashes: dict[str, str], run: int) -> Chain:
    case, variant, _ = PROGRAMS[program]
    cells = []
    for name in CELLS:
        if name.startswith(program + mode.value[0]):
            outcome, code, message = RESULTS.get(name, (Outcome.PASS, None, None))
            stage = Stage.EXPORT if name[2] == "e" else Stage.RUN
            cells.append(Cell(stage, outcome, code, message if code else None, message, seconds=0.5))
    export = Export(
        "graph():\n    return", operators={f"aten.{case.partition('/')[2]}.default": 1, "aten.sin.default": 2},
        guards=(Guard("Eq(s0, 3)", 1, "x"),) if program == "v" and mode is Mode.STRICT else (),
        declares=("x: f32[n0, 3]",) if program == "v" and mode is Mode.STRICT else ("x: f32[3, 3]",),
    )  # fmt: skip
    return Chain(
        case, "core", hashes[case], variant, mode, (Stage.EXPORT, Stage.RUN), f"{program}{mode}{run}", tuple(cells),
        export if cells[0].outcome is Outcome.PASS else None,
    )  # fmt: skip
