"""How long the site takes with many cases: from nothing, with nothing changed, and with one case changed.

    python benchmarks/site.py results.db            2,000 case pages
    python benchmarks/site.py results.db -n 500
    python benchmarks/site.py results.db --keep many     leaves many/site, for benchmarks/search.py

The cases of a database are multiplied, each copy under a name of its own with all that was measured of it. The budget
is 60 seconds for 2,000 case pages from nothing, on two cores.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BIN = Path(sys.executable).parent
#: Table -> its key, and the columns that lead to the keys of others. What is searched in full is not on any page.
TABLES = {
    "cases": ("id", {"current_revision_id": "revisions"}),
    "revisions": ("id", {"case_id": "cases"}),
    "revision_tags": ("", {"revision_id": "revisions"}),
    "rewrites": ("", {"revision_id": "revisions"}),
    "chains": ("id", {"revision_id": "revisions"}),
    "cells": ("id", {"chain_id": "chains"}),
    "current_cells": ("", {"revision_id": "revisions", "cell_id": "cells"}),
    "exports": ("", {"chain_id": "chains"}),
    "guards": ("", {"chain_id": "chains"}),
    "operators": ("", {"chain_id": "chains"}),
    "ranges": ("", {"chain_id": "chains"}),
    "symbols": ("", {"chain_id": "chains"}),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("db", type=Path)
    parser.add_argument("-n", "--pages", type=int, default=2000, help="case pages to reach")
    parser.add_argument("--keep", type=Path, help="an empty folder for what is made; without it nothing is left")
    options = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        cases, db = folder / "cases", folder / "many.db"
        cases.mkdir()
        shutil.copy(Path(__file__).resolve().parent.parent / "cases" / "tags.toml", cases)
        with contextlib.closing(sqlite3.connect(options.db)) as source, contextlib.closing(sqlite3.connect(db)) as copy:
            source.backup(copy)
        multiply(db, options.pages)
        build = [str(BIN / "exportdb"), "site", "build", "--json", "--db", str(db), "--cases", str(cases)]
        build += ["--out", str(folder / "site")]
        for what in ("from nothing", "nothing changed", "one case changed"):
            if what == "one case changed":
                with contextlib.closing(sqlite3.connect(db)) as copy, copy:
                    copy.execute(
                        "UPDATE revisions SET explanation = 'Changed.' WHERE id = (SELECT max(id) FROM revisions)"
                    )
            began = time.perf_counter()
            done = json.loads(subprocess.run(build, check=True, capture_output=True).stdout)
            took = time.perf_counter() - began
            found = sum(1 for _ in (folder / "site" / "case").rglob("*.html"))
            print(
                f"{what:18} {took:6.1f} s   {found} case pages of {done['pages']}, {done['changed']} files changed",
                flush=True,
            )


def multiply(db: Path, wanted: int) -> None:
    """Copy the core cases under new names until there are at least as many as wanted."""
    with contextlib.closing(sqlite3.connect(db)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        (own,) = connection.execute("SELECT count(*) FROM cases WHERE collection = 'core'").fetchone()
        if not own:
            sys.exit(f"{db} has no case of the core collection")
        step = {
            table: connection.execute(f"SELECT max(id) + 1 FROM {table}").fetchone()[0] or 1
            for table, (key, _) in TABLES.items()
            if key
        }
        connection.executescript(
            "CREATE TEMP TABLE mine AS SELECT id AS cases, current_revision_id AS revisions FROM cases"
            " WHERE collection = 'core';"
            "CREATE TEMP TABLE its_chains AS SELECT id FROM chains WHERE revision_id IN (SELECT revisions FROM mine);"
        )
        for copy in range(1, -(-wanted // own)):
            for table, (key, leads) in TABLES.items():
                columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
                chosen = ", ".join(_column(column, key, leads, step, table, copy) for column in columns)
                connection.execute(
                    f"INSERT INTO {table} ({', '.join(columns)}) SELECT {chosen} FROM {table} WHERE {_mine(table)}"
                )


def _column(column: str, key: str, leads: dict[str, str], step: dict[str, int], table: str, copy: int) -> str:
    if column == key:
        return f"{column} + {step[table] * copy}"
    if column in leads:
        return f"{column} + {step[leads[column]] * copy}"
    if (table, column) in (("cases", "name"), ("chains", "fingerprint")):
        return f"{column} || '_copy{copy}'"
    return column


def _mine(table: str) -> str:
    """The rows of the first cases: copies are not copied again."""
    if table == "cases":
        return "id IN (SELECT cases FROM mine)"
    if table == "revisions":
        return "id IN (SELECT revisions FROM mine)"
    if table == "chains":
        return "id IN (SELECT id FROM its_chains)"
    column = "revision_id" if table in ("revision_tags", "rewrites", "current_cells") else "chain_id"
    return f"{column} IN (SELECT {'revisions FROM mine' if column == 'revision_id' else 'id FROM its_chains'})"


if __name__ == "__main__":
    main()
