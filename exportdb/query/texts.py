"""Full text as a query asks for it: the words of a text, next to each other, in a case or in an error message."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import Select

from exportdb.query.errors import BadValueError
from exportdb.query.syntax import Raw
from exportdb.store.fulltext import failures_like, matching, revisions_like

#: What the full-text index takes for a word. Everything else separates words.
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that have to stand next to each other, in any case; ``prefix`` when the last one may go on."""

    text: str
    words: tuple[str, ...]
    prefix: bool

    @classmethod
    def of(cls, raw: Raw) -> Phrase:
        """Raises BadValueError when there is no word in the text, or a ``*`` that is not at its end."""
        if len(raw.parts) > 2 or (len(raw.parts) == 2 and raw.parts[1]):
            raise BadValueError("in a text, '*' is for the end of a word alone", 'write cond*, or quote a star: "*"')
        found = tuple(word.casefold() for word in WORD.findall(raw.text))
        if not found:
            raise BadValueError(f"there is no word in {raw.text!r}", "search for letters or digits")
        return cls(raw.text, found, prefix=len(raw.parts) == 2 and WORD.fullmatch(raw.parts[0][-1:]) is not None)

    def __str__(self) -> str:
        return f'"{self.text}"'  # with the star, where it has one

    def match(self) -> str:
        """The expression for FTS5's MATCH. The index cuts the text into words by its own rules."""
        return '"' + self.text.replace('"', " ") + '"' + ("*" if self.prefix else "")

    def within(self, text: str) -> bool:
        """Whether the words stand next to each other in the text."""
        last = "" if self.prefix else r"(?![^\W_])"
        pattern = r"(?<![^\W_])" + r"[\W_]+".join(map(re.escape, self.words)) + last
        return re.search(pattern, text.casefold()) is not None


def matching_revisions(phrase: Phrase, dialect: str) -> Select[tuple[int]]:
    """Ids of the revisions that the phrase is in."""
    return matching("cases_fts", phrase.match()) if dialect == "sqlite" else revisions_like(phrase.words)


def matching_failures(phrase: Phrase, dialect: str) -> Select[tuple[int]]:
    """Ids of the failures that the phrase is in."""
    return matching("failures_fts", phrase.match()) if dialect == "sqlite" else failures_like(phrase.words)
