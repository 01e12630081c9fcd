"""`exportdb diff`: what changed between two runs, and why."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from exportdb.cli.options import examples, json_option, results_option
from exportdb.cli.output import print_json

if TYPE_CHECKING:
    from exportdb.diffing import Change, Comparison, Side, SideCell

EXAMPLES = """
exportdb diff prev last          the two newest runs
exportdb diff 3 7                two runs by number
exportdb diff 2.13 2.15          the newest runs with these torch releases
exportdb diff 2.13 2.15 --json   as one object
"""


@click.command(epilog=examples(EXAMPLES))
@click.argument("before")
@click.argument("after")
@click.option("--case", "cases", multiple=True, metavar="ID", help="Only this case; may be repeated.")
@results_option
@json_option
def command(before: str, after: str, cases: tuple[str, ...], db: str, as_json: bool) -> None:
    """Show what changed between the run BEFORE and the run AFTER, and why.

    A run is a number, `last`, `prev`, or a torch version, of which the newest run is taken. Compared is the state after
    each run: the newest result of every cell in its environment up to then.

    \b
    Causes:
      case edited          the text of the case is another one
      torch changed        the torch release is another one
      environment changed  Python, the platform, the device or another package
      engine changed       the code that measures is another one
      limits changed       time, memory or file limits
      flake                none of these: it came out differently by itself

    JSON: {"before", "after", "changed", "message_changed", "reach_changed", "added", "removed", "same", "by_cause",
    "by_transition"}. A cell of `changed` has case, variant, mode, stage, causes, before and after, each with outcome,
    code, signature, message and run. `reach_changed` are stages that only one side could reach.

    Exits 0 when nothing differs, 1 when something does, 2 when a run does not exist.
    """
    from exportdb.diffing import compare, load_side, resolve_run
    from exportdb.store import open_store

    with open_store(db, readonly=True).read() as session:
        runs = [resolve_run(session, text) for text in (before, after)]
        sides = [load_side(session, run, cases or None) for run in runs]
    comparison = compare(*sides)
    if as_json:
        print_json(_document(comparison))
    else:
        from exportdb.cli.differences import print_comparison
        from exportdb.present.clean import cleaned

        print_comparison(cleaned(comparison))
    sys.exit(1 if comparison.differs else 0)


def _document(comparison: Comparison) -> dict[str, Any]:
    return {
        "before": _side(comparison.before),
        "after": _side(comparison.after),
        "changed": [_change(change) for change in comparison.changed],
        "message_changed": [_change(change) for change in comparison.message_changed],
        "reach_changed": [_change(change) for change in comparison.reach_changed],
        "added": [_change(change) for change in comparison.added],
        "removed": [_change(change) for change in comparison.removed],
        "same": comparison.same,
        "by_cause": comparison.by_cause(),
        "by_transition": comparison.by_transition(),
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "run": side.run,
        "started": side.started,
        "engine": side.engine,
        "environment": side.environment,
        **side.fields,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "case": change.case,
        "variant": change.variant,
        "mode": change.mode,
        "stage": change.stage,
        "causes": list(change.causes),
        "before": _cell(change.before),
        "after": _cell(change.after),
    }


def _cell(cell: SideCell | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    return {
        "outcome": cell.outcome,
        "code": cell.code,
        "signature": cell.signature,
        "message": cell.message,
        "run": cell.chain.run,
    }
