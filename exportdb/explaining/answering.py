"""From a report to the answer."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from exportdb.errors import StoreError
from exportdb.explaining import index, wording
from exportdb.explaining.about import ENOUGH, About, about, with_lines
from exportdb.explaining.answer import Explanation, Match, Related
from exportdb.explaining.codelines import code_line
from exportdb.explaining.evidence import Known, known_cases
from exportdb.explaining.kinds import eager, foreign
from exportdb.explaining.reading import Report
from exportdb.explaining.scoring import Asked, Scored, asked_of, by_message, scored
from exportdb.explaining.similarity import Weight, words_of
from exportdb.store.quick import Reader, reading

#: Below this score of the best candidate there is no answer, and below this part of it no further candidate.
SURE, BESIDE = 0.55, 0.8
#: How much of the message has to agree, whatever else does; and of message and line where nothing shows an export.
SAID, SAID_ALONE, LINE_ALONE = 0.42, 0.97, 0.6
#: Failures whose cases are compared, best first.
COMPARED = 90
#: Cases about the same that are named besides.
RELATED = 3
#: What a case is ahead whose area all have that stop alike.
_AREA = 0.08
#: What a case is ahead that is named after what the message says; letters of a word that are compared, and how much
#: its words have to tell.
_NAMED, _STEM, _TELLING = 0.05, 6, 6.0
#: What each case that names it as one that looks alike puts it ahead, with a line to compare and without.
_NEAR, _NEAR_ALONE = 0.004, 0.012
#: What a plain program is ahead without one, and how many names make a program that is not.
_PLAIN, _MANY_NAMES = 0.03, 12
#: What a case of the core corpus is ahead of one of another collection, which has no rewrites.
_CORE = 0.02


def answer(report: Report, *, db: str | None, limit: int) -> Explanation:
    """The answer to a report from the results in a database. Raises StoreError where there is none."""
    if report.error is None and report.asked is None:
        return wording.nothing(report)
    with reading(database(db)) as reader:
        if report.asked is not None:
            found = _with_code(reader, report.asked)
            cases = known_cases(reader, [one.seen.case for one in found[:limit]])
            return wording.of_code(report.asked, _matches(None, found[:limit], cases), len(found))
        asked = _with_ids(reader, asked_of(report), report)
        same = about(reader, report)
        candidates = _candidates(reader, asked, {one.case: one.part for one in same if one.part is not None})
        chosen = _chosen(report, candidates)
        cases = known_cases(reader, [one.seen.case for one in chosen[:limit]])
        same = with_lines(reader, report, same) if not chosen else same
    related = _related(report, same, {one.seen.case for one in chosen})
    if not chosen:
        return replace(wording.unsure(report, related), related=related)
    matches = _matches(asked, chosen[:limit], cases)
    return replace(wording.explained(report, matches, cases[matches[0].case], chosen[0]), related=related)


def database(named: str | None) -> str:
    """The database to read: the named one, ``EXPORTDB_DB``, the one in the working directory, or what comes along.

    Raises StoreError where there is none.
    """
    location = named or os.environ.get("EXPORTDB_DB")
    if location:
        return location
    if Path("exportdb.db").exists():
        return "exportdb.db"
    from exportdb.snapshots import reference_database

    try:
        found = reference_database(lambda text: print(text, file=sys.stderr, flush=True))
    except OSError as error:
        raise StoreError(
            f"the results that come with exportdb cannot be unpacked: {error}",
            hint="name a folder that can be written in EXPORTDB_CACHE",
        ) from error
    if found is not None:
        return str(found.path)
    raise StoreError(
        "there is no database of results",
        hint="make one with: exportdb run (or name one with --db or EXPORTDB_DB)",
    )


def _with_ids(reader: Reader, asked: Asked, report: Report) -> Asked:
    """With the graph-break ids whose messages begin alike: torch 2.8 does not print the id, and people leave it out."""
    if any(code.startswith("GB") for code in asked.codes):
        return asked
    codes = asked.codes | index.ids_of(reader, asked.said)
    if codes == asked.codes and report.error is not None and not report.error.kind:
        named = index.named_in(reader, report.text)
        return replace(asked, codes=codes | named, named=named)
    return replace(asked, codes=codes)


def _candidates(reader: Reader, asked: Asked, same: Mapping[str, float]) -> list[Scored]:
    """Every case with a failure like this one, each with the best of its failures, best first."""
    codes = [code for code in asked.codes if code.startswith("GB") or code in asked.named]
    words = words_of(asked.message.telling)
    failures = index.failures(reader, codes, asked.message.signature, words)
    weight = index.weights(reader, failures.values())
    parts = by_message(asked, failures.values(), weight)
    best = sorted(parts, key=lambda one: -parts[one].get("message", 0.0) - parts[one].get("id", 0.0))[:COMPARED]
    seen = index.seen(reader, best)
    programs = index.programs(reader, {one.revision for one in seen})
    near = index.links(reader)
    rare = index.rarity(code_line(program.model_source).names for program in programs.values())
    found: dict[str, Scored] = {}
    for one in seen:
        failure = failures[one.failure]
        share = same.get(one.case, 0.0) if same else None
        this = scored(asked, one, failure, parts[one.failure], programs[one.revision], weight, rare, share)
        named = _NAMED * _titled(one.case, asked, weight)
        prior = _prior(this, near, placed=asked.line is not None)
        if asked.line is None:
            prior += _PLAIN * max(0.0, 1 - len(code_line(programs[one.revision].model_source).names) / _MANY_NAMES)
        this = replace(this, score=this.score + prior + named)
        if one.case not in found or this.score > found[one.case].score:
            found[one.case] = this
    if asked.line is None:
        areas = _areas(found.values())
        found = {case: replace(one, score=one.score + _AREA * areas[_area(one)]) for case, one in found.items()}
    return sorted(found.values(), key=lambda one: (-one.score, one.seen.case))


def _titled(case: str, asked: Asked, weight: Weight) -> float:
    """How much of a message's words a case is named after: it is about just that."""
    words = {word[:_STEM] for word in re.split(r"[_/]", case) if len(word) >= _STEM}
    said = {word[:_STEM]: word for word in asked.message.words if len(word) >= _STEM}
    return min(1.0, sum(weight(word) for stem, word in said.items() if stem in words) / _TELLING)


def _areas(found: Iterable[Scored]) -> dict[str, float]:
    """Area -> its share of the cases whose message fits best: where no line decides, what the message is about does."""
    listed = list(found)
    most = max((one.parts.get("message", 0.0) for one in listed), default=0.0)
    fitting = Counter(_area(one) for one in listed if one.parts.get("message", 0.0) >= 0.9 * most)
    return {_area(one): fitting[_area(one)] / max(1, fitting.total()) for one in listed}


def _area(one: Scored) -> str:
    return one.seen.case.partition("/")[0]


def _related(report: Report, same: Sequence[About], shown: Collection[str]) -> tuple[Related, ...]:
    """Cases about the same functions, where the report is one of an export, or names no error at all."""
    error = report.error
    if error is None or (error.kind and not error.exporting) or foreign(error.kind, error.message):
        return ()
    found = [one for one in same if one.weight >= ENOUGH and one.case not in shown]
    return tuple(Related(one.case, one.title, one.words[:4]) for one in found[:RELATED])


def _prior(one: Scored, near: Mapping[str, int], *, placed: bool) -> float:
    """What a case is ahead by itself: where nothing else decides, one that others are compared with is likeliest."""
    core = _CORE if one.seen.collection == "core" else 0.0
    return core + min(5, near.get(one.seen.case, 0)) * (_NEAR if placed else _NEAR_ALONE)


def _chosen(report: Report, candidates: Sequence[Scored]) -> list[Scored]:
    """The candidates that fit well enough; none where not even the best does."""
    if not candidates:
        return []
    best = candidates[0]
    assert report.error is not None
    said, line = best.parts.get("message", 0.0), best.parts.get("line", 0.0)
    if best.score < SURE or said < SAID:
        return []
    # Operators raise the same errors in eager mode: where nothing shows an export, the line has to agree too.
    if not report.error.exporting and (said < SAID_ALONE or (line < LINE_ALONE and eager(report.error.message))):
        return []
    return [one for one in candidates if one.score >= max(SURE * 0.9, BESIDE * best.score)]


def _with_code(reader: Reader, code: str) -> list[Scored]:
    """The cases that stop with a code: those that say so at once first."""
    failures = index.failures(reader, [code], "", ())
    seen = index.seen(reader, failures)
    programs = index.programs(reader, {one.revision for one in seen})
    near = index.links(reader)
    found: dict[str, Scored] = {}
    for one in seen:
        line = index.line_of(one, programs[one.revision])
        found.setdefault(one.case, Scored(one, failures[one.failure], 1.0, {"id": 1.0}, line, bool(line)))
    return sorted(found.values(), key=lambda one: (-_prior(one, near, placed=True), one.seen.case))


def _matches(asked: Asked | None, chosen: Sequence[Scored], cases: Mapping[str, Known]) -> tuple[Match, ...]:
    several = len(chosen) > 1
    found = []
    for one in chosen:
        known = cases[one.seen.case]
        apart = wording.apart(asked, one) if several else ""
        found.append(
            Match(
                known.case,
                known.title,
                round(min(1.0, one.score), 3),
                wording.why(asked, one),
                apart,
                known.rewrites,
                known.stops,
                known.modes,
                known.no_rewrite,
            )
        )
    return tuple(found)
