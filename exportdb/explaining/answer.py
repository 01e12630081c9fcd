"""What an explanation is made of. All of it is text, so that it can be kept, printed and written as JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """The innermost line of the user's own program that an error names."""

    file: str
    #: From 1; None where the report does not say.
    line: int | None
    function: str
    #: The text of the line; empty where the report does not show it.
    code: str

    def __str__(self) -> str:
        where = self.file + (f":{self.line}" if self.line is not None else "")
        inside = f"in {self.function}" if self.function else ""
        return ", ".join(filter(None, (where, inside))) or "in a line that the report does not place"


def releases_said(words: str) -> str:
    """The words of a support interval for somebody who has not read how intervals are said."""
    return re.sub(
        r"^at or before ([\d.]+)(?:, (up to))?",
        lambda m: f"since {m[1]} or earlier{f', {m[2]}' if m[2] else ''}",
        words,
    )


@dataclass(frozen=True, slots=True)
class RewriteOf:
    """What to write instead, as a case shows it."""

    label: str
    docstring: str
    #: Lines of a unified diff from the case's model to the rewrite, without file names.
    diff: tuple[str, ...]
    #: Mode -> the releases in which every measured stage holds, ``since 2.8``; empty where nothing was measured.
    modes: Mapping[str, str] = field(default_factory=dict)
    #: Whether it holds in every mode on the newest release that it was measured on.
    works: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A measured case that stops as the error does."""

    case: str
    title: str
    #: From 0 to 1: 1 is the same message at the same line. Comparable between reports.
    score: float
    #: What the two have in common, the weightiest first.
    why: tuple[str, ...]
    #: What tells it from the other candidates; empty where there is none.
    apart: str = ""
    #: Those that hold in every mode first.
    rewrites: tuple[RewriteOf, ...] = ()
    #: Mode -> where the case as it stands stops on the newest release measured, ``export: GB0170``, or ``pass``; and
    #: the releases in which it passes, ``since 2.9``.
    stops: Mapping[str, str] = field(default_factory=dict)
    modes: Mapping[str, str] = field(default_factory=dict)
    #: Why the case has no rewrite, where it says so.
    no_rewrite: str | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """A case that is about the same, though nothing shows that it stops alike."""

    case: str
    title: str
    #: Which words it shares, the most telling first.
    words: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.case}: {self.title} (shares {', '.join(f'`{word}`' for word in self.words[:3])})"


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer to an error."""

    #: Two sentences: what happened, and what it comes of.
    summary: str
    #: Graph-break ids and the class of the exception, the most telling first.
    codes: tuple[str, ...] = ()
    #: The user's innermost own line; None where the report shows none.
    place: Place | None = None
    #: Best first; empty when unsure.
    matches: tuple[Match, ...] = ()
    #: What to try, the most promising first: commands, or a sentence.
    next: tuple[str, ...] = ()
    #: When unsure: what a maintainer would need.
    needed: tuple[str, ...] = ()
    #: Further errors in the report that were not explained, as their first lines.
    others: tuple[str, ...] = ()
    #: The message that was explained, without stacks and hints.
    message: str = ""
    #: Cases that stop otherwise or not at all, but are about the same functions: id, title, and the words they share.
    related: tuple[Related, ...] = ()

    def __bool__(self) -> bool:
        """Whether a case was found."""
        return bool(self.matches)

    def as_json(self) -> dict[str, Any]:
        """The object that ``exportdb explain --json`` prints."""
        place = self.place
        return {
            "summary": self.summary,
            "codes": list(self.codes),
            "place": None
            if place is None
            else {"file": place.file, "line": place.line, "function": place.function, "code": place.code},
            "matches": [_match(match) for match in self.matches],
            "next": list(self.next),
            "needed": list(self.needed),
            "others": list(self.others),
            "message": self.message,
            "related": [{"case": one.case, "title": one.title, "words": list(one.words)} for one in self.related],
        }

    def __str__(self) -> str:
        from exportdb.explaining.plain import plain_text

        return plain_text(self)

    def _repr_markdown_(self) -> str:
        from exportdb.explaining.notebook import markdown

        return markdown(self)

    def _repr_html_(self) -> str:
        from exportdb.explaining.notebook import html

        return html(self)


def _match(match: Match) -> dict[str, Any]:
    return {
        "case": match.case,
        "title": match.title,
        "score": round(match.score, 3),
        "why": list(match.why),
        "apart": match.apart,
        "stops": dict(match.stops),
        "modes": dict(match.modes),
        "no_rewrite": match.no_rewrite,
        "rewrites": [
            {"label": r.label, "docstring": r.docstring, "diff": list(r.diff), "modes": dict(r.modes), "works": r.works}
            for r in match.rewrites
        ],
    }
