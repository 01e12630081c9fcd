"""The table of a staging folder, `report.md`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from exportdb.fuzzing.casetext import call, program_hash, title
from exportdb.fuzzing.confirm import shows
from exportdb.fuzzing.kinds import KINDS, kind_of
from exportdb.fuzzing.merge import Distinct
from exportdb.fuzzing.records import Finding, Options
from exportdb.fuzzing.state import State

_COLUMNS = ("what", "form", "modes", "ops", "fault", "on", "times", "measured", "file")


def report(state: State, options: Options, distinct: Sequence[Distinct], files: Mapping[str, str]) -> str:
    """The report as Markdown; ``files`` maps causes to where the case file is, or why there is none."""
    totals = state.totals()
    refused = ", ".join(f"{mode} {count}" for mode, count in totals.refused.items()) or "none"
    lines = [
        "# Findings of exportdb fuzz",
        "",
        f"Torch {options.torch}, seed {options.seed}, focus {options.focus}. {len(state.ended)} batches ended, "
        f"{totals.programs} programs tried; refused by export: {refused}; {totals.duplicates} fell on a known cause.",
        "",
        "This file and the case files are written anew as findings come: edit copies of them. *Measured* says whether "
        "`exportdb run` shows the finding in its case file; where it does not, the case has to be looked at. "
        "Moved into a corpus, a case keeps its comment `# exportdb fuzz`, by which later runs know its cause.",
        "",
    ]
    if not distinct:
        return "\n".join([*lines, "Nothing found.", ""])
    lines += ["| " + " | ".join(_COLUMNS) + " |", "| " + " | ".join("---" for _ in _COLUMNS) + " |"]
    lines += [_row(one, state, files) for one in distinct]
    lines += ["", *_also(distinct, files)]
    lines += ["## What the kinds say", ""]
    used = {one.finding.what for one in distinct}
    lines += [f"- {name}: the form {kind.sentence}." for name, kind in KINDS.items() if name in used]
    return "\n".join([*lines, ""])


def _row(one: Distinct, state: State, files: Mapping[str, str]) -> str:
    finding = one.finding
    cells = (
        finding.what + (" (known)" if one.known else "") + ("" if finding.shrunk else " (not shrunk)"),
        finding.form,
        ", ".join(finding.modes),
        ", ".join(finding.ops),
        finding.fault or "",
        f"`{call(finding)}`" if kind_of(finding.what).drawn else f"stage {finding.stage}",
        str(one.times),
        _measured(finding, state),
        files.get(finding.cause, ""),
    )
    return "| " + " | ".join(map(_cell, cells)) + " |"


def _also(distinct: Sequence[Distinct], files: Mapping[str, str]) -> Iterable[str]:
    with_more = [one for one in distinct if one.also]
    if not with_more:
        return
    yield "## Larger programs that go wrong in the same way"
    yield ""
    yield "Each has all operations of the finding that it stands below, and may show a fault of its own."
    yield ""
    for one in with_more:
        yield f"- {_line(one.finding, files)}"
        for other in one.also:
            yield f"    - {_line(other.finding, files)}"
    yield ""


def _line(finding: Finding, files: Mapping[str, str]) -> str:
    return f"{_cell(title(finding))}: {_cell(files.get(finding.cause, ''))}"


def _measured(finding: Finding, state: State) -> str:
    confirmed = state.confirmed.get(finding.cause)
    if confirmed is None or confirmed.program != program_hash(finding):
        return ""
    return "yes" if shows(finding, confirmed) else "NO"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
