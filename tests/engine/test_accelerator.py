"""What can be told without a GPU: the moving of inputs, the choice among ordinals, what a poisoned child costs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import namedtuple
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from exportdb_engine import accelerator, containment
from exportdb_engine.accelerator import SHARE, free_place, moved, moved_module
from exportdb_engine.backends import backends
from exportdb_engine.program import Programs
from exportdb_engine.protocol import BACKENDS, Chain, Job, Limits, Mode, Outcome, Stage, text_sha256, this_environment
from exportdb_engine.protocol.devices import CPU, CUDA, Gpu, Gpus
from exportdb_engine.worker import Worker

Pair = namedtuple("Pair", "a b")
CASE = '''"""Scales

Twice its input.
"""
import torch


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(3, 3)
        self.register_buffer("seen", torch.zeros(1))
        self.table = {"plain": torch.ones(3)}

    def forward(self, x):
        return self.linear(x["a"]) * self.table["plain"] + self.seen


model = Model()
rewrites = {"again": Model()}
example_args = ({"a": torch.randn(2, 3)},)
more_args = [({"a": torch.randn(4, 3)},)]
'''


def kinds(value: Any) -> set[str]:
    return {leaf.device.type for leaf in torch.utils._pytree.tree_leaves(value) if isinstance(leaf, torch.Tensor)}


def test_a_pytree_is_moved_with_its_structure_its_aliases_and_its_leaves_of_autograd() -> None:
    x, leaf = torch.ones(2), torch.ones(3, requires_grad=True)
    given = ({"x": [x, x], "n": 3, "none": None}, Pair(leaf, torch.nn.Parameter(torch.ones(1))), "text")
    got = moved(given, "meta")
    assert kinds(got) == {"meta"}
    assert got[0]["x"][0] is got[0]["x"][1]
    assert (got[0]["n"], got[0]["none"], got[2]) == (3, None, "text")
    assert isinstance(got[1], Pair)
    assert got[1].a.is_leaf
    assert got[1].a.requires_grad
    assert isinstance(got[1].b, torch.nn.Parameter)
    assert moved(given, CPU)[0]["x"][0] is x, "what lies there is not copied"


def test_a_case_is_moved_whole(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text(CASE)
    programs = Programs(tmp_path / "one.py", "one", "meta")
    for variant in ("original", "again"):
        program = programs.load(variant)
        model: Any = program.model
        assert kinds((program.args, program.more_args, model.table)) == {"meta"}
        assert kinds((list(model.parameters()), list(model.buffers()))) == {"meta"}
    assert moved_module(model, CPU) is model


@pytest.mark.parametrize(
    ("taken", "slots", "ordinal", "share"),
    [
        ([], 2, "0", 1),
        (["0"], 2, "3", 1),
        (["0", "3"], 4, "0", 2),
        (["0", "3", "0"], 4, "3", 2),
        ([], 5, "0", 3),
    ],
)
def test_children_go_to_the_gpu_that_fewest_use(taken: list[str], slots: int, ordinal: str, share: int) -> None:
    place = free_place(["0", "3"], taken, slots)
    assert place.ordinal == ordinal
    assert place.fraction == pytest.approx(SHARE / share)


def job(tmp_path: Path, *stages: str) -> Job:
    path = tmp_path / "one.py"
    path.write_text(CASE)
    sha256 = text_sha256(path.read_bytes())
    chosen = tuple(Stage(stage) for stage in stages)
    return Job("one", "core", str(path), sha256, "original", Mode.NONSTRICT, chosen, Limits())


def test_without_a_gpu_a_chain_is_a_skip_with_its_reason(tmp_path: Path) -> None:
    told: list[Chain] = []
    worker = Worker(this_environment(CUDA), 1, told.append, Gpus(missing="no CUDA device is at hand"))
    worker.run([job(tmp_path, "eager", "export")])
    ((cell,),) = [chain.cells for chain in told]
    assert (cell.stage, cell.outcome, cell.code) == (Stage.EAGER, Outcome.SKIP, "NoDevice")
    assert "no CUDA device" in (cell.message or "")


@pytest.mark.skipif(torch.cuda.is_available(), reason="it would be found")
def test_a_gpu_that_does_not_answer_is_a_skip_of_every_chain(tmp_path: Path) -> None:
    told: list[Chain] = []
    worker = Worker(this_environment(), 1, told.append, Gpus((Gpu("0", "GPU-a", "none", "0", 0),)))
    one = job(tmp_path, "eager", "export")
    worker.run([one, replace(one, mode=Mode.STRICT)])
    assert [[(c.stage, c.outcome, c.code) for c in chain.cells] for chain in told] == [
        [(Stage.EAGER, Outcome.SKIP, "NoDevice")]
    ] * 2
    assert "GPU 0 cannot be used" in (told[0].cells[0].message or "")


TWO = Gpus((Gpu("0", "GPU-a", "none", "0", 0), Gpu("1", "GPU-b", "none", "0", 0)))
DRIVER = """
import os, sys
from pathlib import Path
from exportdb_engine import accelerator, child, pipeline
from exportdb_engine.protocol import *
from exportdb_engine.worker import Worker
sys.path.insert(0, {tests!r})
from test_accelerator import TWO, job

seen = []
accelerator.enter = lambda place: print("place", place.ordinal, file=open({log!r}, "a"))
child.CUDA = "cpu"                       # the children's device: there is no other
pipeline.CPU = "none"                    # and nothing is forked off where there is a GPU
pipeline.poisoned = lambda device: True  # after what does not pass
worker = Worker(this_environment(), 2, seen.append, TWO)
jobs = [job(Path({folder!r}), *{stages!r}) for _ in range(1)]
worker.run(jobs)
for chain in seen:
    for cell in chain.cells:
        print(cell.stage, cell.outcome, cell.code)
"""


def test_a_poisoned_context_costs_the_one_cell_and_the_rest_goes_on_in_another_child(tmp_path: Path) -> None:
    stages = ["eager", "export", "run", "lower:no-such", "lower:nor-this"]
    log = tmp_path / "log"
    text = DRIVER.format(tests=str(Path(__file__).parent), log=str(log), folder=str(tmp_path), stages=stages)
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == [
        "eager pass None",
        "export pass None",
        "run pass None",
        "lower:no-such skip NoSuchBackend",
        "lower:nor-this skip NoSuchBackend",
    ], done.stderr
    assert len(log.read_text().splitlines()) >= 2, "another child for what came after"


def test_every_backend_says_why_it_cannot_be_used_on_a_gpu() -> None:
    for name, backend in backends().items():
        why = backend.missing(CUDA)
        if CUDA not in backend.devices:
            assert why == "it takes programs on cpu alone: --device cpu", name
        elif not torch.cuda.is_available():
            assert why, name
    assert {name for name in BACKENDS if CUDA in backends()[name].devices} == {
        *("aot_eager", "aoti", "cudagraphs", "inductor", "onnxruntime", "tensorrt")
    }


def test_the_warm_process_sees_no_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {**os.environ, "CUDA_VISIBLE_DEVICES": "0"})
    accelerator.hide()
    assert os.environ["CUDA_VISIBLE_DEVICES"] == ""


def test_a_gpu_process_is_limited_in_what_it_can_write_not_in_addresses() -> None:
    text = (
        "import os, resource\n"
        "from exportdb_engine import containment\nfrom exportdb_engine.protocol import Limits\n"
        "pid = os.fork()\n"
        "if pid == 0:\n"
        "    containment.enter(Limits(memory_mib=64), os.memfd_create('o'), accelerated=True)\n"
        "    import mmap\n"
        "    kept = mmap.mmap(-1, 1 << 36, flags=mmap.MAP_PRIVATE | 0x4000, prot=mmap.PROT_READ)\n"
        "    try:\n        bytearray(1 << 30)\n    except MemoryError:\n        os._exit(7)\n"
        "    os._exit(0)\n"
        "print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))\n"
    )
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "7", done.stderr
    assert containment._data_bytes() > 0
