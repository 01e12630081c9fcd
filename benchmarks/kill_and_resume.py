"""kill -9 at random moments, then resume: no cell may be lost or doubled.

    python benchmarks/kill_and_resume.py [-n 10] [--seed 0] [SELECTION ...]

One run is left alone and gives the cells to expect. Another is killed again and again, the whole process group or the
runner alone, and gone on with each time; at its end it must hold the same cells, each once.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXPORTDB = str(Path(sys.executable).parent / "exportdb")
CELLS = """
    SELECT cases.name, chains.variant, chains.mode, cells.stage, cells.outcome, chains.run_id
    FROM cells JOIN chains ON chains.id = cells.chain_id JOIN revisions ON revisions.id = chains.revision_id
    JOIN cases ON cases.id = revisions.case_id
"""


def cells(db: str) -> Counter[tuple[str, ...]]:
    with sqlite3.connect(db) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return Counter(row[:5] for row in connection.execute(CELLS))


def runs(db: str) -> int:
    with sqlite3.connect(db) as connection:
        (count,) = connection.execute("SELECT count(*) FROM runs").fetchone()
    return int(count)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("selection", nargs="*", default=["core", "torch-exportdb"])
    parser.add_argument("-n", "--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        whole, cut = f"{folder}/whole.db", f"{folder}/cut.db"
        began = time.monotonic()
        subprocess.run([EXPORTDB, "run", *options.selection, "--db", whole], cwd=ROOT, capture_output=True, check=False)
        length = time.monotonic() - began
        expected = cells(whole)
        print(f"left alone: {sum(expected.values())} cells in {length:.1f} s")
        command = [EXPORTDB, "run", *options.selection, "--db", cut]
        kills = 0
        while True:
            process = subprocess.Popen(
                command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
            )
            patience = dice.uniform(2.0, 4.0 + length / options.kills) if kills < options.kills else None
            try:
                process.wait(patience)
                break
            except subprocess.TimeoutExpired:
                (os.killpg if dice.random() < 0.5 else os.kill)(process.pid, signal.SIGKILL)
                process.wait()
            kills += 1
            stored = sum(cells(cut).values()) if Path(cut).exists() else 0
            print(f"kill {kills:2} after {patience:4.1f} s: {stored} cells stored", flush=True)
            started = Path(cut).exists() and runs(cut) > 0
            command = [EXPORTDB, "run", *(["--resume"] if started else options.selection), "--db", cut]
        found = cells(cut)
        lost, extra = expected - found, found - expected
        doubled = {cell: count for cell, count in found.items() if count > 1}
        print(f"{kills} kills, {runs(cut)} run: ", end="")
        print(f"lost {sum(lost.values())}, doubled {len(doubled)}, other {sum(extra.values())}")
        for cell in list(lost) + list(extra) + list(doubled):
            print("  ", cell)
        sys.exit(1 if lost or extra or doubled else 0)


if __name__ == "__main__":
    main()
