"""What a person sees of a run: a bar on a terminal, plain lines elsewhere, and a summary at the end."""

from __future__ import annotations

import contextlib
from dataclasses import asdict
from types import TracebackType
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from exportdb.cli.output import STYLES
from exportdb.forecast import Forecast, place_of, span
from exportdb.plan import Plan
from exportdb.runner.selection import Selection
from exportdb.runner.session import Judged, Summary, Watcher
from exportdb_engine.protocol import OUTCOMES, Cell, Chain, Outcome

#: Unexpected results that the summary spells out; the rest is counted.
SHOWN = 20


class Display:
    """Shows a run on a console; use it as a context manager around the run."""

    def __init__(self, console: Console, selection: Selection, *, quiet: bool, slots: int = 1) -> None:
        self.console, self.selection, self.quiet, self.slots = console, selection, quiet, slots
        self._forecast = Forecast({}, slots, set())
        self.watcher = Watcher(planned=self._planned, measured=self._measured)
        self._progress: Progress | None = None
        self._task: Any = None
        self._total = self._done = 0
        #: Backends that are not at hand, with the reason: told once, not of every chain.
        self._absent: dict[str, str] = {}

    def __enter__(self) -> Display:
        for error in self.selection.errors:
            self.console.print(f"[bold red]cannot read[/] {escape(str(error))}")
        for collection in self.selection.missing:
            self.console.print(f"[yellow]left out[/] {collection.name}: {escape(collection.missing or '')}")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        if self._progress is not None:
            self._progress.stop()

    def _planned(self, plan: Plan) -> None:
        self._total = len(plan.jobs)
        if not plan.jobs or self.quiet:
            return
        cases = len({job.case for job in plan.jobs})
        self._forecast = Forecast(plan.expected, self.slots, set(map(place_of, plan.jobs)))
        left = self._forecast.left()
        expected = "" if left is None else f", about {span(left)}"
        self.console.print(f"{cases} cases, {self._total} chains to measure, {plan.unchanged} unchanged{expected}")
        if self.console.is_terminal:
            self._progress = Progress(
                TextColumn("{task.description:<44.44}"),
                BarColumn(bar_width=None),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                TextColumn("{task.fields[left]}"),
                console=self.console,
                transient=True,
            )
            self._task = self._progress.add_task("starting the worker", total=self._total, left=self._left())
            self._progress.start()

    def _measured(self, judged: Judged, chain: Chain) -> None:
        self._done += 1
        self._absent |= {cell.stage.backend or "": cell.message or "" for cell in filter(_absent, chain.cells)}
        if self.quiet:
            return
        self._forecast.finished((chain.case, chain.variant, chain.mode.value))
        name = f"{chain.case} · {chain.variant} · {chain.mode}"
        if self._progress is not None:
            self._progress.update(self._task, advance=1, description=chain.case, left=self._left())
            if judged.unexpected:
                self._progress.console.print(f"[bold red]unexpected[/] {escape(name)}: {escape(_short(judged))}")
            return
        mark = "UNEXPECTED " if judged.unexpected else ""
        print_width = len(str(self._total))
        self.console.print(
            f"[{self._done:>{print_width}}/{self._total}] {name}: {mark}{_outcome(chain)} ({chain.seconds:.2f} s)",
            markup=False,
        )

    def _left(self) -> str:
        """The expected time left, for the bar; empty where nothing is known of it."""
        left = self._forecast.left()
        return "" if left is None else f"{span(left)} left"

    def summary(self, summary: Summary, db: str) -> None:
        """The end of a run: what was measured, how it came out, what was not as expected, and where to look."""
        out = self.console
        if summary.interrupted:
            out.print(
                f"[yellow]interrupted[/] after {summary.measured} chains, all of them stored; "
                "go on with: exportdb run --resume"
            )
            return
        what = f"{summary.measured} chains measured, {summary.unchanged} unchanged"
        out.print(f"{what}, in {summary.seconds:.1f} s (torch {summary.environment.torch})")
        if summary.left:
            out.print(
                f"[yellow]{summary.left} chains were left[/], because time was up; go on with: exportdb run --resume"
            )
        counts = "  ".join(
            f"[{STYLES[outcome]}]{outcome}[/] {summary.outcomes[outcome]}"
            for outcome in OUTCOMES
            if summary.outcomes[outcome]
        )
        out.print(f"cells: {counts or 'none'}")
        if summary.rechecked:
            count, flaky = len(summary.rechecked), len(summary.flaky)
            out.print(
                f"[yellow]{count} chain{'' if count == 1 else 's'} came out otherwise than before, though nothing had "
                f"changed[/]; measured again: {flaky} flaky, {count - flaky} alike from now on"
            )
            for case, variant, mode in sorted(summary.flaky):
                out.print(f"  [yellow]flaky[/] {escape(case)} · {escape(variant)} · {mode}")
        for name, why in sorted(self._absent.items()):
            out.print(f"[yellow]skipped[/] {name}: {escape(why)}")
        if summary.not_judged:
            out.print(f"[yellow]not judged[/]: {escape(summary.not_judged)}")
        elif summary.unexpected:
            out.print(f"[bold red]{len(summary.unexpected)} chains are not as expected:[/]")
            for judged in summary.unexpected[:SHOWN]:
                out.print(f"  {escape(judged.case.case)} · {escape(judged.variant)} · {judged.mode}")
                for verdict in judged.unexpected:
                    out.print(f"    {escape(verdict.sentence)}")
            if len(summary.unexpected) > SHOWN:
                out.print(f"  ... and {len(summary.unexpected) - SHOWN} more: exportdb query is:unexpected")
        else:
            aside = f"; {summary.unjudged} chains are of cases that state no expectation" if summary.unjudged else ""
            out.print(f"[green]everything is as expected[/]{aside}")
        with_db = "" if db == "exportdb.db" else f" --db {db}"
        out.print(f"look at them: exportdb query 'outcome:fail'{with_db}   exportdb site build{with_db}")

    def document(self, summary: Summary) -> dict[str, Any]:
        """The summary as documented for ``--json``."""
        return {
            "run": summary.run,
            "environment": asdict(summary.environment),
            "measured": summary.measured,
            "unchanged": summary.unchanged,
            "interrupted": summary.interrupted,
            "left": summary.left,
            "seconds": round(summary.seconds, 3),
            "outcomes": {str(outcome): summary.outcomes[outcome] for outcome in OUTCOMES},
            "not_judged": summary.not_judged,
            "without_expectation": summary.unjudged,
            "unexpected": [
                {
                    "case": judged.case.case,
                    "variant": judged.variant,
                    "mode": str(judged.mode),
                    "stage": str(verdict.stage),
                    "reason": verdict.sentence,
                }
                for judged in summary.unexpected
                for verdict in judged.unexpected
            ],
            "rechecked": [list(map(str, place)) for place in sorted(summary.rechecked)],
            "flaky": [list(map(str, place)) for place in sorted(summary.flaky)],
            "unreadable": [str(error) for error in self.selection.errors],
            "missing": {c.name: c.missing for c in self.selection.missing},
        }


def _outcome(chain: Chain) -> str:
    told = [cell for cell in chain.cells if cell.outcome is not Outcome.PASS and not _absent(cell)]
    stops = [f"{cell.stage}: {cell.outcome} {cell.code}" for cell in told]
    return ", ".join(stops) or "pass"


def _absent(cell: Cell) -> bool:
    return cell.stage.backend is not None and cell.outcome is Outcome.SKIP and cell.code in ("NotInstalled", "NoDevice")


def _short(judged: Judged) -> str:
    with contextlib.suppress(IndexError):
        return judged.unexpected[0].sentence.splitlines()[0]
    return ""
