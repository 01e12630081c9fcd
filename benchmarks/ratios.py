"""The budgets of the design, as ratios of whole processes, measured in turns.

    python benchmarks/ratios.py              all of them, three rounds
    python benchmarks/ratios.py run -n 5     one of them

run         a run of every collection through all stages, against the bare loop            at most 0.65, aim 0.52
export      the same with --stages export                                                  at most 0.90, aim 0.70
unchanged   a run in which nothing changed                                                 under one second
query       `exportdb query`, a cold process, against sqlite-utils with the same SQL       at most 2
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
EXPORTDB = str(BIN / "exportdb")
BARE = [sys.executable, str(ROOT / "benchmarks" / "bare_loop.py"), str(ROOT / "cases"), "--torch-exportdb"]
QUERY = "outcome:fail mode:strict"


def seconds(command: list[str]) -> float:
    began = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    took = time.perf_counter() - began
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr.decode()[-2000:]}")
    return took


def in_turns(name: str, ours: Callable[[int], list[str]], theirs: Callable[[int], list[str]], rounds: int) -> None:
    pairs = [(seconds(ours(i)), seconds(theirs(i))) for i in range(rounds)]
    ratio = statistics.median(a / b for a, b in pairs)
    ours_median, theirs_median = (statistics.median(column) for column in zip(*pairs, strict=True))
    spread = f"{min(a / b for a, b in pairs):.2f} to {max(a / b for a, b in pairs):.2f}"
    print(
        f"{name:10} {ours_median:8.2f} s  {theirs_median:8.2f} s   ratio {ratio:.2f}   ({spread}, {rounds} rounds)",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("which", nargs="*", choices=["run", "export", "unchanged", "query", []], default=[])
    parser.add_argument("-n", "--rounds", type=int, default=3)
    options = parser.parse_args()
    which = options.which or ["run", "export", "unchanged", "query"]
    os.environ.pop("EXPORTDB_DB", None)
    print(f"{'':10} {'exportdb':>10} {'yardstick':>11}")
    with tempfile.TemporaryDirectory() as folder:

        def db(name: str) -> str:
            return str(Path(folder) / f"{name}.db")

        for stages in ("all", "export"):
            name = "run" if stages == "all" else "export"
            if name not in which:
                continue
            extra = [] if stages == "all" else ["--stages", "export"]
            in_turns(
                name,
                lambda i, extra=extra, name=name: [EXPORTDB, "run", *extra, "--db", db(f"{name}{i}")],  # type: ignore[misc]
                lambda i, stages=stages: [*BARE, "--stages", stages],  # type: ignore[misc]
                options.rounds,
            )
        filled = db("run0")
        if {"unchanged", "query"} & set(which) and not Path(filled).exists():
            seconds([EXPORTDB, "run", "--db", filled])
        if "unchanged" in which:
            times = [seconds([EXPORTDB, "run", "--db", filled]) for _ in range(max(5, options.rounds))]
            print(f"{'unchanged':10} {statistics.median(times):8.2f} s")
        if "query" in which:
            sql = subprocess.run(
                [EXPORTDB, "query", QUERY, "--sql", "--db", filled],
                capture_output=True,
                text=True,
                check=True,
                cwd=ROOT,
            ).stdout
            in_turns(
                "query",
                lambda i: [EXPORTDB, "query", QUERY, "--json", "--db", filled],
                lambda i: [str(BIN / "sqlite-utils"), "query", filled, sql],
                max(9, options.rounds),
            )


if __name__ == "__main__":
    main()
