"""The directives of a guide, read and held against the corpus.

``<!-- case: control_flow/branch_on_tensor_value show=original show=error:nonstrict -->`` stands for parts of a case,
``<!-- lines: data_dependent/bool_as_factor data_dependent/float_of_tensor -->`` for a table of the lines at which these
cases stop, and ``<!-- others: data-dependent expression -->`` for such a table of all the cases whose message holds
that text and that the guide does not name. Each stands on lines of its own.
"""

from __future__ import annotations

import difflib
import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass, field

from exportdb.corpus import default_cases_folder
from exportdb.errors import ExportdbError
from exportdb_engine.protocol import MODES
from exportdb_engine.protocol.casefile import CaseFile, read_case

#: What `show=` takes -> what has to follow it after a colon: nothing, a mode or a label.
SHOWS = {
    "original": "",
    "rewrite": "label",
    "diff": "label",
    "error": "mode",
    "guards": "",
    "ranges": "mode",
    "graph": "mode",
    "dims": "",
    "status": "",
    "command": "mode",
}
KINDS = ("case", "lines", "others")
_COMMENT = re.compile(r"^<!--\s*([\w-]+):(.*?)-->[ \t]*$", re.MULTILINE | re.DOTALL)
_CASE_LINK = re.compile(r"\[([^\]\n]+)\]\(\.\./case/([^)\s#]+)\.md(#[\w-]+)?\)")
_PAGE_LINK = re.compile(r"\[([^\]\n]+)\]\(\.\./(\w+)\.md(#[\w-]+)?\)")


@dataclass(frozen=True, slots=True)
class Show:
    """A part of a case: ``error`` and ``strict``."""

    kind: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Directive:
    """A comment that is filled in."""

    kind: str
    #: Where it stands, ``guard_error.md:12``.
    place: str
    cases: tuple[str, ...] = ()
    shows: tuple[Show, ...] = ()
    #: What messages of ``others`` hold.
    text: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide in pieces: prose, and the directives between."""

    pieces: tuple[str | Directive, ...]
    #: Cases that the prose links to -> where.
    links: dict[str, str] = field(default_factory=dict)

    @property
    def named(self) -> set[str]:
        """The cases that the guide names anywhere."""
        return {case for piece in self.pieces if isinstance(piece, Directive) for case in piece.cases} | set(self.links)


def parse(name: str, text: str) -> Guide:
    """The guide in ``text``; ``name`` is the file's, for messages. Raises ExportdbError at a directive that is none."""
    pieces: list[str | Directive] = []
    end = 0
    for match in _COMMENT.finditer(text):
        pieces += [text[end : match.start()], _directive(f"{name}:{_line(text, match.start())}", match[1], match[2])]
        end = match.end()
    links = {match[2]: f"{name}:{_line(text, match.start())}" for match in _CASE_LINK.finditer(text)}
    return Guide((*pieces, text[end:]), links)


def without_links(text: str, cases: frozenset[str], pages: frozenset[str]) -> str:
    """The prose in which a link to a case, or to a table, that this site does not have is only its label."""
    text = _CASE_LINK.sub(lambda match: match[0] if match[2] in cases else match[1], text)
    return _PAGE_LINK.sub(lambda match: match[0] if match[2] in pages else match[1], text)


def check(guide: Guide) -> None:
    """Raises ExportdbError, with the place and what to do, where the guide names what the corpus does not have."""
    for case, place in guide.links.items():
        _stated(case, place)
    for piece in guide.pieces:
        if isinstance(piece, Directive):
            for case in piece.cases:
                stated = _stated(case, piece.place)
                for show in piece.shows:
                    _check_show(piece, show, stated)


def _check_show(directive: Directive, show: Show, stated: CaseFile) -> None:
    wanted, given = SHOWS[show.kind], show.argument
    labels = [rewrite.label for rewrite in stated.rewrites]
    if wanted == "label" and given not in labels:
        known = f"its rewrites are {', '.join(map(repr, labels))}" if labels else "it has no rewrite"
        raise _wrong(directive.place, f"{stated.case} has no rewrite {given!r}", f"{known}: correct show={show.kind}")
    if wanted == "mode" and given not in map(str, MODES):
        raise _wrong(directive.place, f"show={show.kind}:{given} names no mode", f"write {_either(show.kind)}")
    if show.kind == "error" and not any(str(mode) == given and stated.expected(mode) for mode in MODES):
        raise _wrong(
            directive.place,
            f"{stated.case} is expected to pass in {given} mode, so there is no message",
            "take the other mode, or leave show=error out",
        )


def _stated(case: str, place: str) -> CaseFile:
    folder = default_cases_folder()
    path = folder / f"{case}.py"
    if path.is_file():
        return read_case(path, folder)
    names = [found.relative_to(folder).with_suffix("").as_posix() for found in folder.rglob("*.py")]
    close = difflib.get_close_matches(case, names, n=1, cutoff=0.5)
    meant = f"did you mean {close[0]}?" if close else "`exportdb list` shows the cases"
    raise _wrong(place, f"there is no case {case!r}", meant)


def _directive(place: str, kind: str, text: str) -> Directive:
    if kind not in KINDS:
        raise _wrong(place, f"unknown directive {kind!r}", f"the directives are {', '.join(KINDS)}")
    if kind == "others":
        return Directive(kind, place, text=text.strip())
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise _wrong(place, f"{text.strip()!r}: {error}", "close the quotes") from error
    cases = tuple(word for word in words if not word.startswith("show="))
    shows = tuple(_show(place, word.removeprefix("show=")) for word in words if word.startswith("show="))
    if kind == "case" and (len(cases) != 1 or not shows):
        raise _wrong(place, f"`case:` with {len(cases)} cases and {len(shows)} parts", "name one case and one show=")
    if kind == "lines" and (not cases or shows):
        raise _wrong(place, "`lines:` takes ids of cases alone", "name at least one case and no show=")
    return Directive(kind, place, cases, shows)


def _show(place: str, word: str) -> Show:
    kind, _, argument = word.partition(":")
    if kind not in SHOWS:
        raise _wrong(place, f"unknown part {kind!r}", f"the parts are {', '.join(SHOWS)}")
    if bool(argument) != bool(SHOWS[kind]):
        raise _wrong(place, f"show={word} is incomplete or has too much", f"write {_either(kind)}")
    return Show(kind, argument)


def _either(kind: str) -> str:
    ways: dict[str, Sequence[str]] = {
        "": (kind,),
        "mode": [f"{kind}:{mode}" for mode in MODES],
        "label": (f"{kind}:LABEL",),
    }
    return " or ".join(f"show={way}" for way in ways[SHOWS[kind]])


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _wrong(place: str, message: str, hint: str) -> ExportdbError:
    return ExportdbError(f"guide {place}: {message}", hint=hint)
