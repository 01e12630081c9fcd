"""`exportdb doctor`: what is missing, and what to do about it."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from exportdb.cli.options import cases_option, db_option, examples, json_option
from exportdb.cli.output import print_json

EXAMPLES = """
exportdb doctor
exportdb doctor --db other.db --json
"""

STYLES = {"ok": "green", "warn": "yellow", "fail": "bold red"}


@click.command(epilog=examples(EXAMPLES))
@cases_option
@db_option
@json_option
def command(cases: Path | None, db: str, as_json: bool) -> None:
    """Check the installation, the database and the corpus.

    JSON: a list of objects with check, level (ok, warn, fail), found, remedy.

    Exits 0 when nothing fails, 1 when something does. A warning is about a part that can be done without.
    """
    from exportdb.checkup import Setup, check_all

    findings = list(check_all(Setup(db, cases)))
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        from exportdb.cli.table import Text, print_table

        rows = []
        for finding in findings:
            found = finding.found + (f"\n-> {finding.remedy}" if finding.remedy else "")
            rows.append([Text(finding.level, STYLES[finding.level]), Text(finding.check), Text(found)])
        print_table(rows)
    sys.exit(1 if any(finding.level == "fail" for finding in findings) else 0)
