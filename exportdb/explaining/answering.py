"""From a report to the answer."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from exportdb.errors import StoreError
from exportdb.explaining import index, wording
from exportdb.explaining.answer import Explanation, Match
from exportdb.explaining.codelines import code_line
from exportdb.explaining.evidence import Known, known_cases
from exportdb.explaining.kinds import eager
from exportdb.explaining.reading import Report
from exportdb.explaining.scoring import Asked, Scored, asked_of, by_message, scored
from exportdb.explaining.similarity import words_of
from exportdb.store.quick import Reader, reading

#: Below this score of the best candidate there is no answer, and below this part of it no further candidate.
SURE, BESIDE = 0.55, 0.8
#: How much of the message has to agree, whatever else does; and of message and line where nothing shows an export.
SAID, SAID_ALONE, LINE_ALONE = 0.42, 0.97, 0.6
#: Failures whose cases are compared, best first.
COMPARED = 90
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
        asked = _with_ids(reader, asked_of(report))
        candidates = _candidates(reader, asked)
        chosen = _chosen(report, candidates)
        cases = known_cases(reader, [one.seen.case for one in chosen[:limit]])
    if not chosen:
        return wording.unsure(report)
    matches = _matches(asked, chosen[:limit], cases)
    return wording.explained(report, matches, cases[matches[0].case], chosen[0])


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

    found = reference_database()
    if found is not None:
        return str(found.path)
    raise StoreError(
        "there is no database of results",
        hint="make one with: exportdb run (or name one with --db or EXPORTDB_DB)",
    )


def _with_ids(reader: Reader, asked: Asked) -> Asked:
    """With the graph-break ids whose messages begin alike: torch 2.8 does not print the id, and people leave it out."""
    if any(code.startswith("GB") for code in asked.codes):
        return asked
    return replace(asked, codes=asked.codes | index.ids_of(reader, asked.title))


def _candidates(reader: Reader, asked: Asked) -> list[Scored]:
    """Every case with a failure like this one, each with the best of its failures, best first."""
    codes = [code for code in asked.codes if code.startswith("GB")]
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
        this = scored(asked, one, failure, parts[one.failure], programs[one.revision], weight, rare)
        this = replace(this, score=this.score + _prior(this, near))
        if one.case not in found or this.score > found[one.case].score:
            found[one.case] = this
    return sorted(found.values(), key=lambda one: (-one.score, one.seen.case))


def _prior(one: Scored, near: Mapping[str, int]) -> float:
    """What a case is ahead by itself: where nothing else decides, one that others are compared with is likeliest."""
    core = _CORE if one.seen.collection == "core" else 0.0
    return core + min(0.02, 0.004 * near.get(one.seen.case, 0))


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
    return sorted(found.values(), key=lambda one: (-_prior(one, near), one.seen.case))


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
