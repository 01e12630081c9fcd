"""Nothing that answers questions may load torch: not the protocol, not the database side."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import sys
sys.modules["torch"] = None  # an import of it raises
{code}
"""


@pytest.mark.parametrize(
    "code",
    [
        "import exportdb_engine.protocol, exportdb_engine.protocol.casefile, exportdb_engine.protocol.signature",
        "import exportdb.runner.session, exportdb.cli.commands.run, exportdb.store, exportdb.query",
        "from exportdb.cli import main; main(['list'], standalone_mode=False)",
        "from exportdb_engine.__main__ import main; main(['describe'])",
    ],
)
def test_runs_without_torch(code: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(code=code)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
