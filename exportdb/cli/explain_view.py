"""An answer to an error on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

import click

from exportdb.cli.output import paint, width
from exportdb.cli.source_view import print_diff
from exportdb.cli.table import wrap
from exportdb.explaining.answer import Explanation, Match, RewriteOf, releases_said
from exportdb.present.clean import cleaned

#: Cells of the bar that shows a score.
_BAR = 5


def print_explanation(found: Explanation, *, every: bool = False) -> None:
    """Prints what happened, where, the cases, and what to write instead: of the best case, or of all of them."""
    found = cleaned(found)
    _paragraph(found.summary, 0, "bold")
    if found.place is not None:
        _head("Where")
        _paragraph(str(found.place))
        if found.place.code:
            click.echo(paint(f"    {found.place.code}", "red"))
    if found.matches:
        _head("Cases that stop alike" if len(found.matches) > 1 else "The case that stops alike")
    for match in found.matches:
        _match(match)
    for match in found.matches if every else found.matches[:1]:
        for rewrite in match.rewrites if every else match.rewrites[:1]:
            _rewrite(match, rewrite, named=every)
        if not match.rewrites and match.no_rewrite:
            _head("No rewrite")
            _paragraph(match.no_rewrite)
    _several("About the same, though not seen to stop alike", [str(one) for one in found.related])
    _several("Next", found.next)
    _several("What would be needed", found.needed)
    _several("Also in this report", found.others)


def _match(match: Match) -> None:
    full = round(match.score * _BAR)
    bar = "#" * full + "." * (_BAR - full)
    indent = _BAR + 9
    first, *rest = wrap(match.case, max(20, width() - indent))
    click.echo(f"  {paint(bar, 'green')} {match.score:.2f}  {paint(first, 'bold')}")
    for line in rest:
        click.echo(" " * indent + paint(line, "bold"))
    _paragraph(match.title, indent)
    for reason in (*match.why, *([match.apart] if match.apart else [])):
        _paragraph(reason, indent, "dim", bullet="- ")


def _rewrite(match: Match, rewrite: RewriteOf, *, named: bool) -> None:
    of = f" (of {match.case})" if named else ""
    _head(f"Instead: {rewrite.label}{of}")
    if rewrite.docstring:
        _paragraph(" ".join(rewrite.docstring.split()))
    for mode, words in rewrite.modes.items():
        style = "yellow" if words.startswith("never") else "green"
        click.echo(f"  {mode:<9}  {paint(releases_said(words), style)}")
    more = len(match.rewrites) - 1
    click.echo()
    print_diff(rewrite.diff)
    if more and not named:
        labels = ", ".join(repr(one.label) for one in match.rewrites[1:])
        _paragraph(f"another rewrite: {labels} (--rewrites)" if more == 1 else f"other rewrites: {labels} (--rewrites)")


def _several(title: str, texts: Sequence[str]) -> None:
    if not texts:
        return
    _head(title)
    for text in texts:
        _paragraph(text, 2, bullet="- ")


def _head(text: str) -> None:
    click.echo(f"\n{paint(text, 'bold underline')}")


def _paragraph(text: str, indent: int = 2, style: str = "", *, bullet: str = "") -> None:
    room = max(20, width() - indent - len(bullet))
    for number, line in enumerate(wrap(text, room)):
        click.echo(f"{' ' * indent}{paint((bullet if number == 0 else ' ' * len(bullet)) + line, style)}".rstrip())
