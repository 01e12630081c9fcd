"""The measured failures that an error may be one of, with their cases."""

from __future__ import annotations

import functools
import json
import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from exportdb.explaining.similarity import Weight, words_of
from exportdb.store.quick import Reader, ids
from exportdb_engine.protocol import ORIGINAL

#: Failures that full text brings, best first; and words that it is asked for.
FOUND, ASKED = 160, 48
#: Rows of cells that are looked at.
MAX_CELLS = 4000
#: Weights of words: of the most common ones; how many failures have a word that counts most; of an unknown word, as a
#: part of what the rarest would have.
_COMMON, _NAMES, _UNKNOWN = 0.15, 3, 0.2

#: Letters that the title of a graph break has at least, and how many of them are compared: branching, branch.
_TITLE, _STEM_OF_TITLE = 14, 21
_LINE = re.compile(r"\"?(?:, line |:)(\d+)")
#: Failures in every collection, but not what a runner says of a case that it could not run.
_QUIET = "('pass', 'skip', 'invalid')"
#: A text of a case that is no longer the current one counts where the current one was not measured: an error of an old
#: release is the same case's error.
_CURRENT = """(cu.revision_id = c.current_revision_id OR NOT EXISTS (
    SELECT 1 FROM current_cells newer
    WHERE newer.revision_id = c.current_revision_id AND newer.environment_id = cu.environment_id))"""


@dataclass(frozen=True, slots=True)
class Failure:
    """A way to fail."""

    id: int
    code: str
    signature: str
    #: As torch wrote it for one of the cases.
    message: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A failure of a case: one row for each text of the case, mode and stage, whatever the release."""

    failure: int
    case: str
    collection: str
    revision: int
    mode: str
    stage: str
    message: str
    path: str
    #: Releases, as one text with commas.
    torch: str


@dataclass(frozen=True, slots=True)
class Program:
    """The text of a case as it was measured."""

    source: str
    model_source: str


def failures(reader: Reader, codes: Sequence[str], signature: str, words: Iterable[str]) -> dict[int, Failure]:
    """Failures with one of the codes or with the signature, and those that share most words."""
    found = _where(reader, "signature = :signature", signature=signature)
    for code in codes:
        found |= _where(reader, "code = :code LIMIT 400", code=code)
    asked = sorted(set(words), key=len, reverse=True)[:ASKED]
    if not asked:
        return found
    if reader.fulltext:
        match = " OR ".join(f'"{word}"' for word in asked)
        sql = (
            "id IN (SELECT rowid FROM failures_fts WHERE failures_fts MATCH :match "
            f"ORDER BY bm25(failures_fts, 4.0, 4.0, 2.0) LIMIT {FOUND})"
        )
        return found | _where(reader, sql, match=match)
    # Without a full-text index, the longest words tell most.
    for word in asked[:4]:
        found |= _where(reader, f"lower(signature) LIKE :part LIMIT {FOUND}", part=f"%{word}%")
    return found


def ids_of(reader: Reader, message: str) -> frozenset[str]:
    """The graph-break ids whose messages begin alike: with the same line, and where that one only says that something
    within failed, with the same line after it."""
    first, second = _titles(message)
    sql = "SELECT DISTINCT code, message FROM failures WHERE code LIKE 'GB%' AND substr(message, 1, :length) = :start"
    start = f"{first}\n"
    rows = reader.rows(sql, {"length": len(start), "start": start})
    return frozenset(code for code, known in rows if not second or _titles(known)[1] == second)


def _titles(message: str) -> tuple[str, str]:
    """The first line, and where it ends in a colon the next one that says something."""
    lines = [line.strip() for line in message.strip().split("\n", 6)[:6] if line.strip()]
    second = lines[1] if len(lines) > 1 and lines[0].endswith(":") else ""
    return (lines[0] if lines else ""), second


def named_in(reader: Reader, text: str) -> frozenset[str]:
    """The failures that a text without an error of its own speaks of: graph breaks by the first line of their message,
    ``Data-dependent branching``, and classes of errors by their name."""
    rows = reader.rows("SELECT DISTINCT code, substr(message, 1, 120) FROM failures", {})
    said = text.lower()
    found = set()
    for code, message in rows:
        title = message.partition("\n")[0].strip().lower()
        if code.startswith("GB"):
            if len(title) >= _TITLE and " " in title and title[:_STEM_OF_TITLE] in said:
                found.add(code)
        elif len(code) >= _TITLE and code in text:
            found.add(code)
    return frozenset(found)


def weights(reader: Reader, known: Iterable[Failure]) -> Weight:
    """How much a word tells: the rarer among all failures, the more. One that no failure has counts little."""
    if not reader.fulltext:
        return rarity(set(words_of(failure.signature)) for failure in known)
    reader.rows("CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab(main, 'failures_fts', 'row')", {})
    counts = dict(reader.rows("SELECT term, doc FROM temp.words", {}))
    return _weight(counts, reader.rows("SELECT count(*) FROM failures", {})[0][0])


def rarity(texts: Iterable[Collection[str]]) -> Weight:
    """How much a word tells that the fewer of the texts have, the more."""
    listed = list(texts)
    return _weight(Counter(word for words in listed for word in words), len(listed))


def _weight(counts: Mapping[str, int], total: int) -> Weight:
    # A word that hardly any failure has is as a rule a name of somebody's own, which tells nothing of the cause.
    most = math.log(1 + total / _NAMES) if total else 0.0
    unknown = _UNKNOWN * math.log(1 + max(total, 1))

    @functools.cache
    def weight(word: str) -> float:
        count = counts.get(word)
        return max(_COMMON, min(most, math.log((1 + total) / count))) if count else unknown

    return weight


def seen(reader: Reader, failure_ids: Iterable[int]) -> list[Seen]:
    """The cases that fail so, in the newest results of each release."""
    rows = reader.rows(
        f"""
        SELECT ce.failure_id, c.name, c.collection, cu.revision_id, cu.mode, cu.stage,
               max(coalesce(ce.message, '')), r.path, max(e.torch)
        FROM cells ce
        JOIN current_cells cu ON cu.cell_id = ce.id
        JOIN revisions r ON r.id = cu.revision_id
        JOIN cases c ON c.id = r.case_id
        JOIN environments e ON e.id = cu.environment_id
        WHERE ce.failure_id IN ({ids(failure_ids)}) AND cu.variant = :original AND cu.outcome NOT IN {_QUIET}
          AND c.current_revision_id IS NOT NULL AND {_CURRENT}
        GROUP BY ce.failure_id, c.name, c.collection, cu.revision_id, cu.mode, cu.stage, r.path
        LIMIT {MAX_CELLS}
        """,
        {"original": ORIGINAL},
    )
    return [Seen(*row) for row in rows]


def programs(reader: Reader, revisions: Iterable[int]) -> dict[int, Program]:
    """Texts of cases by the id of their revision."""
    rows = reader.rows(f"SELECT id, source, model_source FROM revisions WHERE id IN ({ids(revisions)})", {})
    return {row[0]: Program(row[1], row[2]) for row in rows}


def line_of(one: Seen, program: Program) -> str:
    """The line of the case at which it stops; empty where the message names none."""
    end = len(one.message)
    while (begun := one.message.rfind(one.path, 0, end)) >= 0:
        match = _LINE.match(one.message, begun + len(one.path))
        if match:
            lines = program.source.splitlines()
            return lines[int(match[1]) - 1].strip() if 0 < int(match[1]) <= len(lines) else ""
        end = begun
    return ""


def _where(reader: Reader, condition: str, **values: str) -> dict[int, Failure]:
    rows = reader.rows(f"SELECT id, code, signature, message FROM failures WHERE {condition}", dict(values))
    return {row[0]: Failure(*row) for row in rows}


def links(reader: Reader) -> Counter[str]:
    """How many cases name a case as one that looks alike."""
    rows = reader.rows(
        "SELECT r.near FROM revisions r JOIN cases c ON c.current_revision_id = r.id WHERE c.collection = 'core'", {}
    )
    found: Counter[str] = Counter()
    for (near,) in rows:
        # SQLite gives the JSON as text, other databases as a list
        found.update(json.loads(near) if isinstance(near, str) else near)
    return found
