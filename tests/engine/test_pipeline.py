"""Small programs that stop at a known stage for a known reason, through the worker's own command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from exportdb_engine.protocol import Chain, End, Header, Record

HEAD = '''\
"""{name}"""
import os
import torch
from torch.export import Dim

tags = set()
example_args = (torch.ones(4, 3),)
'''

#: name -> (body of forward, further lines, {stage: outcome code}); what is not named passes, and in both modes.
PROGRAMS: dict[str, tuple[str, str, dict[str, str]]] = {
    "passes": ("return x.sin() + 1", "", {}),
    "excluded_input_is_refused": ("return x + 1", "more_args = [(torch.ones(5, 3),)]", {}),
    "generalizes": ("return x + 1", "dynamic_shapes = {'x': {0: Dim('n')}}\nmore_args = [(torch.ones(9, 3),)]", {}),
    "quietly_specialized": (
        "return x + torch.ones(4, 1)",
        "dynamic_shapes = {'x': {0: Dim.AUTO}}\nmore_args = [(torch.ones(1, 3),)]",
        {"generalize": "fail InputRefused"},
    ),
    "eager_raises": ("raise ValueError('no')", "", {"eager": "invalid ValueError"}),
    "eager_disagrees_with_itself": (
        "return x + int.from_bytes(os.urandom(4), 'big') % 10007",
        "",
        {"eager": "invalid Nondeterministic"},
    ),
    "other_when_exported": (
        "return x + 1 if torch.compiler.is_compiling() else x",
        "",
        {"run": "wrong ValuesDiffer"},
    ),
    "refused": ("return x if torch.linalg.det(x[:3, :3]).item() > 0 else -x", "", {"export": "fail"}),
    "not_core_aten": ("return torch.linalg.eigvals(x @ x.T)", "", {"decompose": "fail NonCoreATen"}),
    "mutates_its_input": ("return x.add_(1)", "", {}),
    "needs_what_is_not_here": ("return x", "requires = {'torch>=99.0'}", {"eager": "skip Requires"}),
    "is_no_case": ("return x", "model = M", {"eager": "invalid BadCase"}),
    "is_slow": ("return x", "while True: pass", {"eager": "timeout CpuLimit"}),
}
STAGES = ["eager", "export", "run", "generalize", "decompose", "serialize", "retrace"]
NEEDS = {"export": "eager", "run": "export"} | dict.fromkeys(STAGES[3:], "run")


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory, run_engine: Callable[..., list[Record]]) -> list[Record]:
    folder = tmp_path_factory.mktemp("pipeline") / "cases"
    folder.mkdir()
    for name, (body, more, _) in PROGRAMS.items():
        model = f"\n\nclass M(torch.nn.Module):\n    def forward(self, x):\n        {body}\n\n\nmodel = M()\n"
        (folder / f"{name}.py").write_text(HEAD.format(name=name) + model + more + "\n")
    path = folder / "generalizes.py"
    path.write_text(path.read_text() + REWRITES)
    return run_engine(folder, "--cpu-seconds", "6", "--stages", ",".join(STAGES))


REWRITES = """
class Same(torch.nn.Module):
    def forward(self, x):
        return 1 + x


class Other(torch.nn.Module):
    def forward(self, x):
        return x + x.shape[0] / 4


rewrites = {"same": Same(), "other": Other(), "narrower": {"dynamic_shapes": {"x": {0: Dim("n", max=64)}}}}
"""


def expected_cells(stops: dict[str, str]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for stage in STAGES:
        if stage == "eager" or cells.get(NEEDS[stage]) == "pass":
            cells[stage] = stops.get(stage, "pass")
    return cells


@pytest.mark.parametrize("mode", ["strict", "nonstrict"])
@pytest.mark.parametrize("name", sorted(PROGRAMS))
def test_a_program_stops_where_it_should(name: str, mode: str, records: list[Record], cells_of) -> None:
    cells, expected = cells_of(records, name, mode), expected_cells(PROGRAMS[name][2])
    assert list(cells) == list(expected)
    for stage, cell in expected.items():
        assert cells[stage].startswith(cell), (stage, cells[stage])


def test_a_rewrite_is_held_against_the_original(records: list[Record], cells_of) -> None:
    assert set(cells_of(records, "generalizes", variant="same").values()) == {"pass"}
    assert set(cells_of(records, "generalizes", variant="narrower").values()) == {"pass"}
    assert cells_of(records, "generalizes", variant="other") == {"eager": "wrong RewriteDiffers"}


def chain(records: list[Record], name: str, mode: str) -> Chain:
    (found,) = (r for r in records if isinstance(r, Chain) and (r.case, r.mode, r.variant) == (name, mode, "original"))
    return found


@pytest.mark.parametrize("mode", ["strict", "nonstrict"])
def test_an_export_records_what_tracing_made(mode: str, records: list[Record]) -> None:
    found = chain(records, "generalizes", mode)
    export = found.export
    assert export is not None
    assert "torch.ops.aten.add.Tensor" in export.graph
    assert export.operators == {"aten.add.Tensor": 1}
    assert [(v.kind, v.type) for v in export.inputs] == [("USER_INPUT", f"f32[{export.ranges[0].symbol}, 3]")]
    (symbol,) = export.symbols
    assert (symbol.value, symbol.source) == (4, "L['x'].size()[0]")


@pytest.mark.parametrize("mode", ["strict", "nonstrict"])
def test_a_guard_names_the_line_that_caused_it(mode: str, records: list[Record]) -> None:
    export = chain(records, "quietly_specialized", mode).export
    assert export is not None
    (guard,) = (g for g in export.guards if g.expression.startswith("Eq("))
    assert guard.text == "return x + torch.ones(4, 1)"
    assert guard.line == 12


def test_cells_have_times_and_memory(records: list[Record]) -> None:
    cells = chain(records, "passes", "nonstrict").cells
    assert all(cell.peak_kib > 50_000 for cell in cells)
    assert sum(cell.cpu_seconds for cell in cells) > 0.05


def test_a_stream_begins_with_a_header_and_says_how_it_ended(records: list[Record]) -> None:
    assert isinstance(records[0], Header)
    assert isinstance(records[-1], End)
    assert records[-1].chains == sum(isinstance(record, Chain) for record in records)


def test_the_packed_engine_is_the_same_engine(tmp_path: Path, records: list[Record]) -> None:
    import subprocess
    import sys

    packed = tmp_path / "exportdb_engine.pyz"
    subprocess.run([sys.executable, "-m", "exportdb_engine", "pack", str(packed)], check=True, capture_output=True)
    described = subprocess.run(
        [sys.executable, "-I", str(packed), "describe"], check=True, capture_output=True, text=True, cwd=tmp_path
    ).stdout
    header = records[0]
    assert isinstance(header, Header)
    assert json.loads(described)["engine"] == header.engine
