"""The words of an answer: two sentences, reasons, what tells candidates apart, and what to try."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exportdb.explaining.answer import Explanation, Match, Place, Related, releases_said
from exportdb.explaining.codelines import alike_lines, code_line, told
from exportdb.explaining.evidence import Known
from exportdb.explaining.kinds import foreign
from exportdb.explaining.reading import Report, Reported
from exportdb.explaining.scoring import Asked, Scored

#: From here on two lines are told to be alike.
_ALIKE, _SAME = 0.6, 0.95
#: Below this, messages with the same graph-break id are about different things.
_ABOUT = 0.34
#: Below this, messages with the same id are worded otherwise.
_WORDED = 0.4
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z`(])")
_FIXES = re.compile(r"^Suggested fixes:\s*\n((?:[ \t]+\S[^\n]*\n?)+)", re.MULTILINE)
_COMMAND_LINE = 200


def explained(report: Report, matches: Sequence[Match], known: Known, best: Scored) -> Explanation:
    """The answer where cases were found."""
    error = _error(report)
    cause = _first_sentence(known.explanation) or f"{known.title}."
    if len(matches) > 1 and matches[1].score >= 0.97 * matches[0].score:
        cause = (
            f"{len(matches)} measured programs stop like this; most like yours is {known.case}: {_lower(known.title)}."
            if report.frame is not None
            else f"{len(matches)} measured programs or more stop like this, for different reasons: which of them is "
            "yours, the line at fault tells."
        )
    return Explanation(
        f"{_what(report, error)} {cause}",
        _codes(report, best),
        _place(report),
        tuple(matches),
        _next(report, matches[0]),
        (),
        tuple(other.first_line for other in report.others),
        _short_message(error),
    )


def unsure(report: Report, related: Sequence[Related] = ()) -> Explanation:
    """The answer where nothing fits well."""
    error = _error(report)
    if not error.exporting:
        what = f"This does not look like an error of torch.export: {_cut(error.first_line)}."
        why = "No measured program stops with it."
        if foreign(error.kind, error.message):
            why = "It comes of the machine, the installation or the data, not of the program that is exported."
        tries: tuple[str, ...] = ("run the model once without exporting it: it may stop with the same error",)
        needed: tuple[str, ...] = (
            "if it does come of an export: the whole traceback from the call of torch.export on",
        )
    else:
        what = _what(report, error)
        why = "No measured program stops enough like this to say what to write instead."
        if related:
            why += " Those below are about the same functions."
        words = " ".join(re.findall(r"[A-Za-z_.]{3,}", error.message.split("\n", 1)[0])[:8])
        tries = (
            *(f"exportdb show {one.case}" for one in related[:1]),
            f"exportdb search {words}" if words else "exportdb search WORDS",
            "exportdb check FILE.py:MODEL (lists every obstacle, with its line)",
        )
        needed = _needed(report, error)
    others = tuple(other.first_line for other in report.others)
    return Explanation(f"{what} {why}", error.codes, _place(report), (), tries, needed, others, _short_message(error))


def nothing(report: Report) -> Explanation:
    """The answer to an empty text."""
    return Explanation(
        "There is no text to explain. Give an error message, a traceback or a graph-break id.",
        next=("python my_export.py 2>&1 | exportdb explain", "exportdb explain GB0170"),
        needed=("the text of the error",),
    )


def of_code(code: str, matches: Sequence[Match], number: int) -> Explanation:
    """The answer to a graph-break id."""
    if not matches:
        return Explanation(
            f"{code} is the id of a graph break that no measured case stops with. It may be of another release, or "
            "out of reach of an export.",
            (code,),
            next=(f"exportdb query code:{code}", "exportdb explain FILE (with the whole traceback)"),
            needed=("the whole traceback of the error that names it", "the torch release"),
        )
    one = "one measured case stops" if number == 1 else f"{number} measured cases stop"
    return Explanation(
        f"{code} is a graph break of Dynamo; {one} with it. The whole traceback says which of them is yours.",
        (code,),
        None,
        tuple(matches),
        (
            f"exportdb show {matches[0].case}",
            f"exportdb query code:{code}",
            "exportdb explain FILE (with the traceback)",
        ),
    )


def why(asked: Asked | None, one: Scored) -> tuple[str, ...]:
    """What an error and a measured failure have in common, the weightiest first."""
    parts, found = one.parts, []
    message = parts.get("words", parts.get("message"))
    if message is not None:
        strength = "the same message" if message >= 0.97 else "nearly the same message" if message >= 0.75 else None
        if parts.get("detail", 1.0) < _ABOUT:
            strength = "the same kind of message, about another name"
        if message < _WORDED and parts.get("id") == 1.0:
            strength = "another wording of the same error"
        found.append(strength or "a message that is partly the same")
    if parts.get("id") == 1.0:
        found.append(f"the same graph break, {one.failure.code}")
    elif parts.get("kind") == 1.0:
        found.append(f"the same class, {one.failure.code}")
    if parts.get("guard") == 1.0 and asked is not None:
        found.append(f"guards the same expression, {'; '.join(sorted(asked.message.guarded)[:2]).replace(',', ', ')}")
    if asked is not None and asked.line is not None and one.line:
        shared = sorted(asked.line.names & code_line(one.line).names)
        if parts.get("line", 0.0) >= _ALIKE:
            found.append(f"a line like yours: `{one.line}`")
        elif shared:
            found.append(f"its line also has {', '.join(f'`{name}`' for name in shared[:3])}: `{one.line}`")
    if parts.get("stack", 0.0) >= 0.5:
        found.append("the same functions on the stack")
    return tuple(found)


def apart(asked: Asked | None, one: Scored) -> str:
    """What tells a candidate from the others: what its line does, and what yours does."""
    if not one.line:
        return f"at stage {one.seen.stage}" if one.seen.stage != "export" else ""
    there = told(one.line)
    if asked is None or asked.line is None:
        return f"stops at {there}"
    likeness = alike_lines(asked.line, code_line(one.line))
    if likeness >= _SAME:
        return f"the same form of line: {there}"
    here = told(asked.line.text)
    return f"here {here}; there {there}"


def _what(report: Report, error: Reported) -> str:
    """The first sentence."""
    said = _said(error)
    ids = [code for code in error.codes if code.startswith("GB")]
    name = f"{said} ({ids[0]})" if ids and ids[0] not in said else said
    frame = report.frame
    if frame is not None and frame.code and not frame.drives and frame.owner != "torch":
        at = f"line {frame.line} of {_short_file(frame.file)}" if frame.line else _short_file(frame.file)
        return f"Export stops at `{_cut(frame.code, 60)}` ({at}): {name}."
    return f"Export stops with: {name}."


def _said(error: Reported) -> str:
    """The first telling line of a message, without its full stop."""
    lines = [line.strip() for line in error.message.splitlines() if line.strip()]
    wrapped = next((n for n, line in enumerate(lines) if line.endswith("Got graph break/error:")), None)
    if wrapped is not None and len(lines) > wrapped + 1:
        lines = lines[wrapped + 1 :]
    first = lines[0] if lines else error.kind
    first = re.sub(r" \(unhinted: .*|Consider annotating your code using torch\._check\*\(\)\.\s*", "", first)
    return _cut(_SENTENCE.split(first)[0].rstrip(".:! "), 150)


def _next(report: Report, match: Match) -> tuple[str, ...]:
    error, found = _error(report), []
    fixes = _FIXES.search(error.message)
    if fixes:
        lines = "; ".join(line.strip() for line in fixes[1].splitlines()[:4])
        found.append(f"torch suggests for dynamic_shapes: {lines}")
    for rewrite in match.rewrites[:1]:
        proof = "; it was run, and computes the same" if rewrite.works else ", which was not shown to hold yet"
        found.append(f"write it as the rewrite {rewrite.label!r} does{proof}")
    stopped = [mode for mode, stop in match.stops.items() if stop not in ("pass", "skip")]
    passing = [mode for mode, stop in match.stops.items() if stop == "pass"]
    if stopped and passing:
        flag = "False" if passing[0] == "nonstrict" else "True"
        words = releases_said(match.modes.get(passing[0], ""))
        found.append(f"or export with strict={flag}: the case passes there {words}".rstrip())
    elif passing and not stopped:
        words = next(iter(match.modes.values()), "")
        found.append(f"a newer torch: the case passes as it stands {releases_said(words)}".rstrip())
    elif not match.rewrites and match.no_rewrite:
        found.append(f"there is no rewrite: {match.no_rewrite}")
    place = _place(report)
    if place is None:
        found.append("give the whole traceback: the line of your program tells apart what has the same message")
    found.append(f"exportdb show {match.case}")
    if place is not None and place.file.endswith(".py"):
        found.append(f"exportdb check {_short_file(place.file)} (every obstacle in it, with its line)")
    return tuple(found)


def _needed(report: Report, error: Reported) -> tuple[str, ...]:
    needed = []
    if not error.frames:
        needed.append("the whole traceback: it names the line of the program")
    elif _place(report) is None:
        needed.append("the part 'from user code' of the traceback: it names the line of the program")
    if error.kind and not error.message:
        needed.append("the message of the exception")
    needed.append("a program of a few lines that shows it, with its example inputs and dynamic_shapes")
    needed.append("the torch release, and whether strict=True was given: python -m torch.utils.collect_env")
    return tuple(needed)


def _place(report: Report) -> Place | None:
    frame = report.frame
    return None if frame is None or frame.owner == "torch" else frame.place


def _codes(report: Report, best: Scored) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*_error(report).codes, best.failure.code)))


def _error(report: Report) -> Reported:
    if report.error is None:
        raise ValueError("a report without an error has no words")
    return report.error


def _short_message(error: Reported) -> str:
    from exportdb.present.messages import trimmed

    return trimmed(error.message)


def _first_sentence(text: str) -> str:
    paragraph = " ".join(text.strip().split("\n\n", 1)[0].split())
    return _SENTENCE.split(paragraph)[0] if paragraph else ""


def _short_file(file: str) -> str:
    return file if len(file) < 40 else re.split(r"[/\\]", file)[-1]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:] if not text[:2].isupper() else text


def _cut(text: str, length: int = _COMMAND_LINE) -> str:
    return text if len(text) <= length else f"{text[: length - 3]}..."
