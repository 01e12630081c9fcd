"""A check for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

import click

from exportdb.checking.check import Checked
from exportdb.checking.fixing import Fix
from exportdb.checking.obstacles import MatchView, Obstacle
from exportdb.checking.proposing import Proposal
from exportdb.cli.output import STYLES, paint, width
from exportdb.cli.table import Text, counted, print_table, wrap
from exportdb.present.specs import HEADS
from exportdb_engine.protocol import Mode, Stage

#: Lines of a rewrite's diff that are shown.
MOST_LINES = 14


def print_checked(checked: Checked, fix: Fix | None, *, saved: bool = False) -> None:
    """Prints all that is known: the verdict, the obstacles, the spec, the backends, and what to do next."""
    click.echo(f"{paint(checked.target.title, 'bold')} on torch {checked.environment.torch}")
    for sentence in checked.sentences:
        style = STYLES.get(str(sentence.outcome), "")
        _wrapped(f"{sentence.subject} {sentence.words}{f': {sentence.code}' if sentence.code else ''}.", "  ", style)
    if checked.script is not None:
        _script(checked)
    _obstacles(checked)
    if checked.proposal is not None and (checked.proposal.rows or checked.exports):
        _proposal(checked.proposal)
    _backends(checked)
    if fix is not None:
        print_fix(fix)
    _next(checked, fix, saved)


def _script(checked: Checked) -> None:
    script = checked.script or {}
    calls = script["calls"]
    here = calls[checked.target.call]
    line = f", line {here['line']}" if here["line"] else ""
    told = (
        f"{here['api']}{line}: call {checked.target.call + 1} of {len(calls)}; the script ended with {script['exit']}"
    )
    _wrapped(told, "  ", "dim")
    if script["error"]:
        _wrapped(f"it raised {script['error'].splitlines()[0]}", "  ", "dim")


def _obstacles(checked: Checked) -> None:
    shown = [one for one in checked.obstacles if not (Stage(one.stage).backend and one.outcome == "skip")]
    for place, group in groupby(shown, key=lambda one: (one.place, one.text)):
        _place(place, list(group))
    strict = checked.lanes.get(Mode.STRICT)
    if shown and strict and any(o.stage == Stage.EXPORT and "strict" in o.modes for o in shown):
        click.echo()
        _wrapped("Strict mode stops at its first obstacle; further ones show when this one is mended.", "", "dim")
    if checked.unmatched and shown:
        _wrapped(checked.unmatched, "", "dim")


def _place(place: tuple[str, str], group: Sequence[Obstacle]) -> None:
    where, text = place
    click.echo(f"\n{paint(where or 'the program as a whole', 'bold')}")
    if text:
        click.echo(f"    {text}")
    for one in group:
        how = paint(f"{one.code}", STYLES.get(one.outcome, "")) + f" ({', '.join(one.modes)}, {one.stage})"
        click.echo(f"  {how}")
        _wrapped(one.reason, "  ")
        if one.action:
            _wrapped(one.action, "  ", "dim")
    best = max((match for one in group for match in one.matches), key=lambda match: match.score, default=None)
    if best is not None:
        _match(best)


def _match(match: MatchView) -> None:
    why = f" ({', '.join(match.why)})" if match.why else ""
    click.echo(f"  {paint('like', 'dim')} {paint(match.case, 'bold')}, {match.score:.2f}")
    _wrapped(f"{match.title}{why}", "  ", "dim")
    if not match.rewrites:
        return
    rewrite = match.rewrites[0]
    _wrapped(
        f"instead, {rewrite['label']}: {rewrite['docstring'].splitlines()[0] if rewrite['docstring'] else ''}", "  "
    )
    print_diff(rewrite["diff"][:MOST_LINES], "    ")


def print_diff(lines: Iterable[str], margin: str = "") -> None:
    """Prints lines of a unified diff."""
    styles = {"+": "green", "-": "red", "@": "cyan"}
    for line in lines:
        style = "bold" if line.startswith(("+++", "---")) else styles.get(line[:1], "")
        click.echo((margin + paint(line.rstrip("\n"), style)).rstrip())


def _proposal(found: Proposal) -> None:
    click.echo(f"\n{paint('Dynamic shapes', 'bold')}")
    if found.rows:
        rows = [[Text(r.name), Text(r.example), Text(r.auto), Text(r.alone, STYLES[r.outcome])] for r in found.rows]
        print_table(rows, heads=HEADS)
    for remark in found.remarks:
        _wrapped(remark, "  ", "dim")
    if found.relation:
        _wrapped(found.relation, "  ")
    if not found.spec:
        _wrapped("No dimension can be dynamic." if found.rows else "There is no dimension to be dynamic.", "  ")
        return
    click.echo()
    for line in found.pasted(width() - 4).splitlines():
        click.echo(f"    {line}".rstrip())
    click.echo()
    if found.holds:
        tried = f", and does on {counted(found.inputs, 'drawn input')} what eager does" if found.inputs else ""
        _wrapped(f"With it the program holds at every stage in {_modes(found.lanes)}{tried}.", "  ", "green")
    else:
        for sentence in found.sentences:
            _wrapped(f"With it: {sentence.text}", "  ", STYLES.get(str(sentence.outcome), ""))


def _modes(modes: Iterable[Mode]) -> str:
    return " and ".join({Mode.STRICT: "strict", Mode.NONSTRICT: "non-strict"}[mode] for mode in modes) + " mode"


def _backends(checked: Checked) -> None:
    rows = []
    for mode, lane in checked.lanes.items():
        for cell in lane.lowered:
            said = f"{cell.code}: {(cell.message or '').partition(chr(10))[0]}" if cell.code else ""
            outcome = Text(str(cell.outcome), STYLES.get(str(cell.outcome), ""))
            last = Text(said or str(cell.detail.get("version") or ""), "" if said else "dim")
            rows.append([Text(str(cell.stage.backend)), Text(str(mode)), outcome, last])
    if rows:
        click.echo(f"\n{paint('Backends', 'bold')}")
        print_table(rows)


def print_fix(fix: Fix) -> None:
    """Prints the edits that hold, and says of the others why they do not."""
    click.echo(f"\n{paint('Edits', 'bold')}")
    if fix.why_not:
        _wrapped(fix.why_not, "  ")
    for step in fix.steps:
        _wrapped(f"line {step.line}, {step.title}: {step.reason}", "  ")
    for reason in fix.refused:
        _wrapped(f"left out, {reason}", "  ", "dim")
    if fix.holds:
        click.echo()
        print_diff(fix.diff.splitlines())
        click.echo()
        _wrapped(
            "The edited program passes every stage, and does what the original does on drawn inputs too.", "", "green"
        )
    elif fix.steps:
        _wrapped("With these edits it still does not export, so they are not shown as a patch.", "  ", "yellow")
    elif not fix.why_not:
        _wrapped("No fixer has an edit that holds here.", "  ")


def _next(checked: Checked, fix: Fix | None, saved: bool) -> None:
    word = checked.target.word
    steps = []
    if any("batch_norm" in one.message for one in checked.obstacles) and not checked.target.evaluation:
        steps.append("the module is in training mode; for inference check it with --eval")
    best = next((match.case for one in checked.obstacles for match in one.matches), None)
    if fix is not None and fix.holds:
        steps.append("apply the edit: add --fix --write")
    elif fix is None and not checked.exports and checked.target.source_file():
        steps.append("look for an edit that holds: add --fix")
    if best is not None:
        steps.append(f"read the case: exportdb show {best}")
    if checked.proposal is not None and checked.proposal.holds:
        steps.append("paste dynamic_shapes above into torch.export.export")
    if checked.exports and not saved:
        steps.append(f"keep it as a case: exportdb check {word} ... --save DIR")
    if steps:
        click.echo(f"\n{paint('Next', 'bold')}")
    for step in steps:
        _wrapped(step, "  ")


def _wrapped(text: str, margin: str, style: str = "") -> None:
    for line in wrap(text, width() - len(margin)):
        click.echo(margin + paint(line, style))
