"""What a person sees of a fuzz run: a few lines that are kept up to date on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from types import TracebackType

from rich.console import Console, Group
from rich.live import Live
from rich.markup import escape
from rich.text import Text

from exportdb.fuzzing.casetext import title
from exportdb.fuzzing.kinds import kind_of, rank
from exportdb.fuzzing.merge import Distinct
from exportdb.fuzzing.records import Batch, Bounds, Line
from exportdb.fuzzing.session import Result, Watcher
from exportdb.fuzzing.state import State

#: Findings that the summary lists; the rest is in the report.
_SHOWN = 20


class FuzzDisplay:
    """Shows a run on a console; use it as a context manager around the run."""

    def __init__(self, console: Console, folder: Path, bounds: Bounds, *, quiet: bool) -> None:
        self.console, self.folder, self.bounds, self.quiet = console, folder, bounds, quiet
        self.watcher = Watcher(started=self._started, heard=self._heard, merged=self._merged, measuring=self._measuring)
        self._began = time.monotonic()
        self._before = 0
        self._state: State | None = None
        self._distinct: list[Distinct] = []
        self._announced: set[str] = set()
        self._merged_before = False
        self._last = self._doing = ""
        self._live: Live | None = None

    def __enter__(self) -> FuzzDisplay:
        if self.console.is_terminal and not self.quiet:
            self._live = Live(
                console=self.console, get_renderable=self._lines, refresh_per_second=2, transient=True
            ).__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        if self._live is not None:
            self._live.__exit__(kind, error, tb)

    def _started(self, state: State) -> None:
        self._state = state
        self._before = state.totals().programs
        if self.quiet or state.options is None:
            return
        options = state.options
        self._say(f"seed {options.seed}, focus {options.focus}, torch {options.torch}; {self._until()}")
        if state.ended:
            self._say(
                f"going on in {self.folder}: {_batches(len(state.ended))}, {self._before} programs, "
                f"{len(state.findings())} findings from before"
            )

    def _until(self) -> str:
        ends = []
        if self.bounds.batches is not None:
            ends.append(f"until the folder has {_batches(self.bounds.batches)}")
        if self.bounds.seconds is not None:
            ends.append(f"for {duration(self.bounds.seconds)}")
        return " or ".join(ends)

    def _heard(self, state: State, record: Line) -> None:
        if isinstance(record, Batch) and record.state == "end" and not self.quiet and self._live is None:
            refused = ", ".join(f"{mode} {count}" for mode, count in record.refused.items())
            self._say(
                f"batch {record.batch}: {record.programs} programs in {record.seconds:.0f} s, "
                f"refused: {refused or 'none'}, known causes {record.duplicates}"
            )

    def _merged(self, distinct: list[Distinct]) -> None:
        self._distinct = distinct
        everything = [one for root in distinct for one in (root, *root.also)]
        if not self._merged_before:
            # What an earlier call has found was announced then.
            self._merged_before = True
            self._announced |= {one.finding.cause for one in everything if one.finding.shrunk}
        for one in everything:
            finding = one.finding
            if finding.cause in self._announced:
                continue
            if finding.shrunk:
                self._announced.add(finding.cause)
                self._last = title(finding)
            else:
                self._last = f"{title(finding)} (being shrunk)"
                continue
            if self.quiet:
                continue
            known = " (known)" if one.known else ""
            style = kind_of(finding.what).style
            self._say(f"[{style}]{finding.what}[/]{known} {escape(one.name)}: {escape(_short(finding.text))}")

    def _measuring(self, count: int) -> None:
        self._doing = f"measuring {count} case file{'s' * (count != 1)}" if count else ""
        if count and not self.quiet and self._live is None:
            self._say(self._doing)

    def _say(self, text: str) -> None:
        self.console.print(text)

    def _lines(self) -> Group:
        if self._state is None:
            return Group(Text("starting"))
        programs = self._state.totals().programs
        elapsed = time.monotonic() - self._began
        rate = (programs - self._before) / elapsed if elapsed > 0 else 0.0
        of = "" if self.bounds.batches is None else f" of {self.bounds.batches}"
        counts = f"{programs:,} programs, {rate:.1f}/s, batch {len(self._state.ended)}{of}"
        if self.bounds.seconds is not None:
            counts += f", {duration(max(0.0, self.bounds.seconds - elapsed))} left"
        if self._doing:
            counts += f", {self._doing}"
        elif not self._state.running:
            counts += ", starting the engine"
        lines = [Text(counts, style="bold"), Text.from_markup(_by_kind(self._distinct) or "nothing found yet")]
        if self._last:
            lines.append(Text(f"last: {self._last}", style="dim"))
        return Group(*(_fit(line, self.console.width) for line in lines))

    def summary(self, result: Result) -> None:
        """The end of a run: what was tried and found, and where it is."""
        out = self.console
        totals = result.state.totals()
        if result.interrupted:
            out.print(
                f"[yellow]interrupted[/]; all that was found is in {escape(str(self.folder))}; "
                f"go on with: exportdb fuzz --resume -o {escape(str(self.folder))}"
            )
        refused = ", ".join(f"{mode} {count}" for mode, count in totals.refused.items()) or "none"
        rate = totals.programs / max(totals.seconds, 0.1)
        out.print(
            f"{totals.programs:,} programs in {_batches(len(result.state.ended))}; refused by export: {refused}; "
            f"{rate:.1f}/s on each core; this call took {duration(result.seconds)}"
        )
        if not result.distinct:
            out.print("[green]nothing found[/]")
            return
        out.print(f"findings: {_by_kind(result.distinct)}")
        for one in result.distinct[:_SHOWN]:
            finding = one.finding
            more = f" (and {len(one.also)} larger)" if one.also else ""
            known = " (known)" if one.known else ""
            out.print(
                f"  [{kind_of(finding.what).style}]{finding.what}[/]{known} {escape(title(finding))}{more}\n"
                f"    {escape(str(result.files.get(finding.cause, 'no case file: see the report')))}"
            )
        if len(result.distinct) > _SHOWN:
            out.print(f"  ... and {len(result.distinct) - _SHOWN} more")
        folder = escape(str(self.folder))
        out.print(f"look at them: {folder}/report.md   measure them: exportdb run {folder}/cases")


def duration(seconds: float) -> str:
    """Seconds for a person: ``45s``, ``12m05s``, ``1h02m``."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}h{minutes:02}m"
    return f"{minutes}m{rest:02}s" if minutes else f"{rest}s"


def _batches(count: int) -> str:
    return f"{count} batch{'es' * (count != 1)}"


def _by_kind(distinct: list[Distinct]) -> str:
    counts = Counter(one.finding.what for one in distinct)
    return "  ".join(
        f"[{kind_of(what).style}]{escape(what)}[/] {counts[what]}"
        for what in sorted(counts, key=lambda w: (rank(w), w))
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 100 else f"{line[:97]}..."


def _fit(line: Text, width: int) -> Text:
    line.truncate(width, overflow="ellipsis")
    return line
