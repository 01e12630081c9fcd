"""Code as HTML, in the classes that the theme colours: blocks, diffs, and source with notes beside its lines."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup
from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]
from pygments.token import STANDARD_TYPES  # type: ignore[import-untyped]

from exportdb.present.clean import clean
from exportdb.present.notes import Note
from exportdb.sitewriter.escape import entities, inline

#: Notes beside one line; the others stand in a fold.
MAX_NOTES = 5
_KINDS = {"+": "gi", "-": "gd", "@": "gu"}
#: Names, operators, punctuation and blanks: two thirds of all tokens, which themes leave in the colour of the text.
_PLAIN = frozenset({"n", "o", "p", "w"})


def block(text: str, language: str = "text") -> Markup:
    """A block of code with a button to copy it."""
    lines = _highlighted(text.rstrip("\n"), language)
    return Markup('<div class="highlight"><pre><code dir="ltr">{}\n</code></pre></div>').format(
        Markup("\n").join(lines)
    )


def message(text: str) -> Markup:
    """What a program printed: a block whose long lines are wrapped."""
    return Markup('<div class="highlight x-message"><pre><code dir="ltr">{}\n</code></pre></div>').format(
        entities(text.rstrip("\n"))
    )


def diff(lines: Sequence[str]) -> Markup:
    """A unified diff; added and removed lines are told by their sign as much as by colour."""
    rows = []
    for line in lines:
        kind = _KINDS.get(line[:1])
        text = entities(line)
        rows.append(Markup('<span class="{}">{}</span>').format(kind, text) if kind else text)
    return Markup('<div class="highlight x-diff"><pre><code dir="ltr">{}\n</code></pre></div>').format(
        Markup("\n").join(rows)
    )


def source(text: str, notes: Mapping[int, Sequence[Note]]) -> Markup:
    """A file with line numbers, and the notes of each line beside it, or under it on a narrow screen."""
    rows = []
    for number, line in enumerate(_highlighted(text.rstrip(), "python"), 1):
        found = [_note(note) for note in notes.get(number, ())]
        shown, folded = found[:MAX_NOTES], found[MAX_NOTES:]
        if folded:
            shown.append(
                Markup("<details><summary>{} more</summary>{}</details>").format(len(folded), Markup("").join(folded))
            )
        beside = Markup('<div class="x-notes">{}</div>').format(Markup("").join(shown)) if shown else ""
        rows.append(
            Markup(
                '<div class="x-line{}" id="L{}"><a class="x-no" href="#L{}">{}</a><code dir="ltr">{}</code>{}</div>'
            ).format(" x-noted" if shown else "", number, number, number, line or Markup("&#8203;"), beside)
        )
    return Markup('<div class="highlight x-source">{}</div>').format(Markup("\n").join(rows))


def _note(note: Note) -> Markup:
    where = Markup(' <span class="x-where">{}</span>').format(inline(note.where)) if note.where else ""
    words = {"stop": "✗", "guard": "guard", "symbol": "symbol"}[note.kind]
    text = note.text.removeprefix("new symbol ")
    return Markup('<span class="x-note x-{}"><b>{}</b> {}{}</span>').format(note.kind, words, entities(text), where)


def _highlighted(text: str, language: str) -> list[Markup]:
    """The lines as HTML; a token that goes over several lines is closed and opened again at each end of a line."""
    lines: list[list[str]] = [[]]
    for token, value in get_lexer_by_name(language, stripnl=False, ensurenl=False).get_tokens(clean(text)):
        css = _css(token)
        for i, part in enumerate(value.split("\n")):
            if i:
                lines.append([])
            if part:
                # texts of thousands of pages go through here, and Markup.format would take most of the time
                lines[-1].append(f'<span class="{css}">{entities(part)}</span>' if css else entities(part))
    return [Markup("".join(line)) for line in lines]


@functools.cache
def _css(token: Any) -> str:
    while token not in STANDARD_TYPES and token.parent is not None:
        token = token.parent
    css = str(STANDARD_TYPES.get(token, ""))
    return "" if css in _PLAIN else css
