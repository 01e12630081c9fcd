"""Cases that are about the same functions as a report: found by the words of programs, not by those of errors."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from exportdb.explaining.codelines import alike_lines, code_line
from exportdb.explaining.reading import Report
from exportdb.store.quick import Reader

#: Short for names that programs have in full.
_SHORT = {"sdpa": "scaled_dot_product_attention", "mha": "multi_head_attention", "nms": "suppression"}
_QUOTED = re.compile(r"`([A-Za-z_][\w.]*)(?:\(\))?`")
#: What Dynamo ran, and what it is: a function, a method, a kind of layer.
_RUNNING = re.compile(r"Failed running call_\w+ (?:<built-in (?:method|function) )?([\w.]+)")
_WORD = re.compile(r"[A-Za-z]{4,}")
#: Words that reports have whatever they are about.
_COMMON = frozenset(
    word
    for line in (
        "about after again also args aten because been before being below builtins call called calling code compile",
        "could does doing down error errors example exception exec expected export exported exporting fail failed",
        "fails file following forward from function functional functions given have here import info inner inputs",
        "inside into issue kwargs last line main message method model module more name names need only other output",
        "please python raise raised recent report return returned returns scroll self should site some step support",
        "supported than that them there these they this time torch traceback trace trying unable unsupported used",
        "bfloat16 device dtype fake float16 float32 float64 half int32 int64 int8 tensor",
        "user using value values wants was were what when where which while with work works wrapped wrapper your",
    )
    for word in line.split()
)
#: What a word of prose counts, against a name of a function; and a word in a case's title, against one in its text.
_PROSE, _TITLE = 0.4, 1.5
#: Letters of a word of prose that are compared.
_STEM = 6
#: What the likeliest pair of lines counts, in nats, and how alike they are at least.
_LINE, _ALIKE = 6.0, 0.6
#: Words that are looked up at most.
MAX_WORDS = 24
#: Lines of a program that are compared.
MAX_LINES = 8
#: What the words that a case shares have to tell at least, in nats: one that two cases in a hundred have does.
ENOUGH = 3.9


@dataclass(frozen=True, slots=True)
class About:
    """A case that is about the same."""

    case: str
    title: str
    #: How much its words tell, in nats; and from 0 to 1, of what all names of functions in the report would.
    weight: float
    part: float | None
    #: The words, the most telling first.
    words: tuple[str, ...]


def about(reader: Reader, report: Report) -> list[About]:
    """Cases of the core corpus that have the words of a report, the most telling first.

    Empty on a database without a full-text index.
    """
    if not reader.fulltext:
        return []
    total = reader.rows("SELECT count(*) FROM cases WHERE current_revision_id IS NOT NULL AND collection = 'core'", {})
    count = total[0][0]
    weights: dict[str, float] = defaultdict(float)
    names: dict[str, float] = defaultdict(float)
    titles: dict[str, str] = {}
    said: dict[str, list[tuple[float, str]]] = defaultdict(list)
    most = 0.0
    for word, share in words_of_report(report).items():
        rows = _having(reader, word, prose=share < 1.0)
        if not rows:
            continue
        tells, named = share * math.log(max(1.0, count / len(rows))), share == 1.0
        most += tells if named else 0.0
        for case, title, in_title in rows:
            titles[case] = title
            told = tells * (_TITLE if in_title else 1.0)
            weights[case] += told
            names[case] += tells if named else 0.0
            said[case].append((told, word))
    found = [
        About(
            case, titles[case], weight, names[case] / most if most >= ENOUGH else None,
            tuple(word for _, word in sorted(said[case], reverse=True)),
        )
        for case, weight in weights.items()
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.weight, one.case))


def with_lines(reader: Reader, report: Report, found: Sequence[About]) -> list[About]:
    """The same with how alike the lines of a program are, where a report has one but no place in it."""
    lines = [code_line(text) for text in report.program[:MAX_LINES]]
    if not lines or report.placed:
        return list(found)
    known = {one.case: one for one in found}
    rows = reader.rows(
        "SELECT c.name, r.title, r.model_source FROM cases c JOIN revisions r ON r.id = c.current_revision_id "
        "WHERE c.collection = 'core'",
        {},
    )
    for case, title, source in rows:
        likest = max(
            (
                (alike_lines(one, code_line(text)), text)
                for text in map(str.strip, source.splitlines())
                if text and not text.startswith(("class ", "def ", "super", "#", '"'))
                for one in lines
            ),
            default=(0.0, ""),
        )
        if likest[0] >= _ALIKE:
            one = known.get(case, About(case, title, 0.0, None, ()))
            known[case] = replace(one, weight=one.weight + _LINE * likest[0], words=(likest[1], *one.words))
    return sorted(known.values(), key=lambda one: (-one.weight, one.case))


def words_of_report(report: Report) -> dict[str, float]:
    """The words that tell what a report is about, with what each counts: names of functions 1, prose less."""
    found: dict[str, float] = {}
    for name in _names(report):
        last = name.removesuffix(".default").rsplit(".", 1)[-1].strip("_")
        last = _SHORT.get(last, last)
        if len(last) >= 3 and last.lower() not in _COMMON:
            found[last] = 1.0
            for part in last.split("_") if "_" in last else ():
                if part in _SHORT:
                    found[_SHORT[part]] = 1.0
    weights: dict[str, float] = dict.fromkeys([*found][:MAX_WORDS], 1.0)
    title = next((line for line in report.text.splitlines() if line.strip()), "")
    # The words of a message are the compiler's, and so are those of the cases' texts that quote it.
    prose = report.error is None or not report.error.kind
    for word in _WORD.findall(title) if prose else ():
        short = _SHORT.get(word.lower())
        if short is not None:
            weights.setdefault(short, 1.0)
        elif word.lower() not in _COMMON and len(weights) < 2 * MAX_WORDS:
            weights.setdefault(word, _PROSE)
    return weights


def _names(report: Report) -> Iterable[str]:
    yield from sorted(report.apis)
    yield from (name for line in report.program for name in sorted(code_line(line).names))
    yield from sorted(report.names)
    yield from _QUOTED.findall(report.text)
    yield from (name for name in sorted(report.functions) if name.isidentifier())
    yield from _RUNNING.findall(report.text)


def _having(reader: Reader, word: str, *, prose: bool) -> list[tuple[str, str, bool]]:
    """Case, title, and whether the word stands in the title, of the current cases that have it."""
    columns, rest = ("{title explanation} : ", "*") if prose and len(word) > _STEM else ("", "")
    rows = reader.rows(
        "SELECT c.name, r.title FROM cases_fts f JOIN revisions r ON r.id = f.rowid "
        "JOIN cases c ON c.current_revision_id = r.id "
        "WHERE cases_fts MATCH :match AND c.collection = 'core'",
        {"match": f'{columns}"{word[:_STEM] if rest else word}"{rest}'},
    )
    wanted = word.lower()[:_STEM] if rest else word.lower()
    return [(case, title, wanted in title.lower()) for case, title in rows]
