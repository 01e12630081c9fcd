"""Every way of dying costs the cell it happened in, and nothing else."""

from __future__ import annotations

import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from exportdb_engine.protocol import Chain, Record

PREAMBLE = '''\
"""{name}"""
import ctypes, os, random, signal, subprocess, sys, time
import torch

tags = set()
example_args = (torch.ones(3),)
'''

#: name -> (body of forward, the cell it costs). The traced program sees only x + 1, so that eager alone is hit.
EAGER = {
    "segfault": ("ctypes.string_at(0)", "crash SIGSEGV"),
    "abort": ("os.abort()", "crash SIGABRT"),
    "sys_exit": ("sys.exit(3)", "crash SystemExit"),
    "os_exit": ("os._exit(3)", "crash Exit3"),
    "endless_python": ("while True: pass", "timeout CpuLimit"),
    "endless_native": ("torch.linalg.matrix_power(torch.ones(1500, 1500), 2**60 - 1)", "timeout CpuLimit"),
    "sleeps": ("time.sleep(1000)", "timeout WallLimit"),
    "allocates_20_gb": ("torch.empty(20 * 2**30, dtype=torch.uint8).fill_(1)", "oom"),
    "prints_200_mb": ("print('x' * 200_000_000)", "invalid OutputLimit"),
    "recursion": ("sys.setrecursionlimit(10**9); f = lambda n: f(n + 1) + 1; f(0)", None),
    "kills_itself": ("os.kill(os.getpid(), signal.SIGKILL)", "crash SIGKILL"),
    "closes_all_files": ("os.closerange(3, 4096)", None),
}

#: What a case leaves behind; the case itself passes.
LEFTOVERS = {
    "sleepers": "[os.fork() or time.sleep(1000) for _ in range(3)]; subprocess.Popen(['sleep', '987'])",
    "daemon": "subprocess.Popen(['sleep', '986'], start_new_session=True)",
    "default_dtype": "torch.set_default_dtype(torch.float64)",
    "grad_mode": "torch._C._set_grad_enabled(False)",
    "environment": "os.environ['EXPORTDB_TEST_LEAK'] = '1'",
    "directory": "os.chdir('/')",
    "patched": "torch.Tensor.sin = torch.Tensor.cos",
    "seeds": "random.seed(3); torch.manual_seed(3)",
}

WITNESS = """\
    def forward(self, x):
        assert torch.get_default_dtype() is torch.float32
        assert torch.is_grad_enabled()
        assert "EXPORTDB_TEST_LEAK" not in os.environ
        assert "exportdb-" in os.getcwd()
        assert torch.Tensor.sin.__name__ == "sin"
        return x + 1
"""


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory, run_engine: Callable[..., list[Record]]) -> list[Record]:
    folder = tmp_path_factory.mktemp("hostile") / "cases"
    folder.mkdir()

    def write(name: str, forward: str) -> None:
        text = PREAMBLE.format(name=name) + f"\nclass M(torch.nn.Module):\n{forward}\n\nmodel = M()\n"
        (folder / f"{name}.py").write_text(text)

    for name, (body, _) in EAGER.items():
        write(name, f"    def forward(self, x):\n        {body}\n        return x + 1")
    for name, body in LEFTOVERS.items():
        write(name, f"    def forward(self, x):\n        {body}\n        return x + 1")
    # Witnesses by name come before, between and after the hostile ones.
    for name in ("a_witness", "m_witness", "z_witness"):
        write(name, WITNESS)
    late = """
    def __init__(self):
        super().__init__()
        self.calls = 0
    def forward(self, x):
        return x.flatten()
    """
    write("dies_in_generalize", textwrap.indent(textwrap.dedent(late).strip(), "    "))
    path = folder / "dies_in_generalize.py"
    path.write_text(path.read_text() + DIES_LATE)
    return run_engine(
        folder, "--mode", "nonstrict", "--cpu-seconds", "2", "--wall-seconds", "14", "--memory-mib", "2048", "-j", "2"
    )


#: An input whose copy is what kills: of the stages, `generalize` and `decompose` touch it.
DIES_LATE = """
class Deadly:
    def __deepcopy__(self, memo):
        ctypes.string_at(0)

more_args = [(Deadly(),)]
"""


@pytest.mark.parametrize(("name", "expected"), [(name, cell) for name, (_, cell) in EAGER.items()])
def test_each_death_costs_its_cell(name: str, expected: str | None, records: list[Record], cells_of) -> None:
    cells = cells_of(records, name)
    assert list(cells) == ["eager"], cells
    if expected is None:  # either the stack or the memory limit ends it, by release of Python
        assert cells["eager"].split()[0] in {"crash", "oom", "timeout"}
    else:
        assert cells["eager"].startswith(expected)


@pytest.mark.parametrize("name", ["a_witness", "m_witness", "z_witness"])
def test_neighbours_come_out_as_if_alone(name: str, records: list[Record], cells_of) -> None:
    assert set(cells_of(records, name).values()) == {"pass"}


@pytest.mark.parametrize("name", sorted(LEFTOVERS))
def test_a_case_that_leaves_things_behind_is_measured(name: str, records: list[Record], cells_of) -> None:
    assert cells_of(records, name)["eager"] == "pass"


def test_the_rest_of_a_chain_goes_on_in_a_new_child(records: list[Record], cells_of) -> None:
    cells = cells_of(records, "dies_in_generalize")
    assert cells.pop("generalize") == cells.pop("decompose") == "crash SIGSEGV"
    reached = ["eager", "export", "run", "serialize", "retrace", "shapes", "specs"]
    assert cells == dict.fromkeys(reached, "pass")


def test_nothing_is_left_running(records: list[Record]) -> None:
    time.sleep(0.2)
    commands = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                commands.append((folder / "cmdline").read_bytes())
            except OSError:
                continue
    assert not [c for c in commands if c in (b"sleep\x00987\x00", b"sleep\x00986\x00")]


def test_the_output_is_kept_in_part(records: list[Record]) -> None:
    (chain,) = (r for r in records if isinstance(r, Chain) and r.case == "prints_200_mb")
    assert len(chain.output) < 10_000
    assert "left out" in chain.output
