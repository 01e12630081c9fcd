"""A program and its rewrite side by side as HTML; what differs is marked by line and by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from exportdb.present.rewriting import Pair
from exportdb.sitewriter.escape import entities, inline

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
#: Lines that have less in common than this are other lines, and marking their words would say nothing.
ALIKE = 0.4


def beside(pairs: Sequence[Pair], heads: tuple[str, str]) -> Markup:
    """Two columns, which a narrow screen shows as one with what is removed above what is added."""
    titles = Markup("").join(
        Markup('<div class="x-head" data-copy="{}">{}</div>').format(side, inline(head))
        for side, head in zip(("old", "new"), heads, strict=True)
    )
    parts = [
        _part(list(found), "x-changed" if changed else "x-same")
        for changed, found in groupby(pairs, key=lambda pair: pair.changed)
    ]
    return Markup('<div class="highlight x-beside" data-search-exclude><div class="x-heads">{}</div>{}</div>').format(
        titles, Markup("\n").join(parts)
    )


def _part(pairs: Sequence[Pair], css: str) -> Markup:
    old, new = [], []
    for pair in pairs:
        before, after = _words(pair)
        old.append(_line(before, "-" if pair.changed else ""))
        new.append(_line(after, "+" if pair.changed else ""))
    return Markup(
        '<div class="x-part {}" style="--x-lines: {}"><div class="x-old">{}</div><div class="x-new">{}</div></div>'
    ).format(css, len(pairs), Markup("").join(old), Markup("").join(new))


def _line(text: Markup | None, sign: str) -> Markup:
    if text is None:
        return Markup('<div class="x-gap"></div>')
    # the empty line has a character of no width, so that it has the height of a line
    return Markup('<div><b>{}</b><code dir="ltr">{}</code></div>').format(entities(sign), text or Markup("&#8203;"))


def _words(pair: Pair) -> tuple[Markup | None, Markup | None]:
    """Both lines, with the words marked that differ between them."""
    before, after = pair.before, pair.after
    if before is None or after is None or not pair.changed:
        return (None if before is None else entities(before)), (None if after is None else entities(after))
    old, new = _WORD.findall(before), _WORD.findall(after)
    matcher = difflib.SequenceMatcher(str.isspace, old, new, autojunk=False)
    if matcher.ratio() < ALIKE:
        return entities(before), entities(after)
    found_old, found_new = Markup(""), Markup("")
    for kind, i, i_end, j, j_end in matcher.get_opcodes():
        found_old += _marked("".join(old[i:i_end]), kind != "equal")
        found_new += _marked("".join(new[j:j_end]), kind != "equal")
    return found_old, found_new


def _marked(text: str, differs: bool) -> Markup:
    return Markup("<mark>{}</mark>").format(entities(text)) if differs and text.strip() else entities(text)
