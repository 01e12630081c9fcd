"""Cuts the text of a query into words, and words into a key and values. Knows no filter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exportdb.query.errors import at

#: A query is a line that a person types; the limits keep what they make within SQLite's own limits.
MAX_LENGTH = 2000
MAX_TERMS = 50
MAX_VALUES = 50


@dataclass(frozen=True, slots=True)
class Raw:
    """A value as it was written."""

    text: str
    #: The text around every ``*`` outside quotes: one part is an exact value.
    parts: tuple[str, ...]
    #: Where it begins in the query, from 0.
    column: int
    width: int


@dataclass(frozen=True, slots=True)
class Word:
    """One term of the query: ``-key:value,value``, or text, which has no key."""

    key: str | None
    values: tuple[Raw, ...]
    negated: bool
    column: int
    width: int


@dataclass(frozen=True, slots=True)
class _Char:
    char: str
    quoted: bool
    column: int


def words(text: str) -> tuple[Word, ...]:
    """The terms of a query, in order. Raises QueryError with the column."""
    if len(text) > MAX_LENGTH:
        raise at(text, MAX_LENGTH, 1, f"the query is longer than {MAX_LENGTH} characters", "ask in several queries")
    for column, char in enumerate(text):
        if char == "\0" or "\ud800" <= char <= "\udfff":
            raise at(text, column, 1, f"the query holds the character {char!r}, which is no text", "leave it out")
    found: list[Word] = []
    pending: list[_Char] | None = None
    for chars in _split(text):
        plain = "".join(c.char for c in chars)
        if not any(c.quoted for c in chars) and plain in ("not", "NOT"):
            if pending is not None:
                raise at(text, chars[0].column, len(chars), "'not' stands before another 'not'", "leave both out")
            pending = chars
            continue
        if not any(c.quoted for c in chars) and plain in ("OR", "AND"):
            raise at(text, chars[0].column, len(chars), f"there is no {plain} in a query", _JOINED[plain])
        found.append(_word(text, chars, negated=pending is not None))
        pending = None
    if pending is not None:
        raise at(text, pending[0].column, len(pending), "nothing follows 'not'", 'to search for the word, write "not"')
    if len(found) > MAX_TERMS:
        last = found[MAX_TERMS]
        raise at(text, last.column, last.width, f"the query has more than {MAX_TERMS} terms", "ask in several queries")
    return tuple(found)


_JOINED = {
    "OR": "alternatives of one filter are joined by commas, outcome:fail,wrong",
    "AND": "every term has to hold, so leave it out",
}


def _split(text: str) -> Iterator[list[_Char]]:
    """The words of the query, with each character marked as quoted or not. The quotes themselves are left out."""
    word: list[_Char] = []
    opened: int | None = None
    empty_quotes = False
    column = 0
    while column < len(text):
        char = text[column]
        if opened is not None and char == "\\" and text[column + 1 : column + 2] in ('"', "\\"):
            column += 1
            word.append(_Char(text[column], True, column))
        elif char == '"':
            empty_quotes = empty_quotes or opened == column - 1
            opened = column if opened is None else None
        elif char.isspace() and opened is None:
            if word:
                yield word
            elif empty_quotes:
                break
            word, empty_quotes = [], False
        else:
            word.append(_Char(char, opened is not None, column))
        column += 1
    if opened is not None:
        raise at(text, opened, 1, "the quote is not closed", 'close it, or write \\" inside quotes for a quote')
    if word:
        yield word
    elif empty_quotes:
        raise at(text, max(0, column - 2), 2, "there is nothing between the quotes", "write the text to search for")


def _word(text: str, chars: list[_Char], *, negated: bool) -> Word:
    column, width = chars[0].column, chars[-1].column - chars[0].column + 1
    if chars[0].char == "-" and not chars[0].quoted:
        if negated:
            raise at(text, column, 1, "'-' stands after 'not'", "one of them is enough")
        negated, chars = True, chars[1:]
        if not chars:
            raise at(text, column, 1, "nothing follows '-'", "write -tag:NAME, or quote a dash to search for it")
    colon = next((i for i, c in enumerate(chars) if c.char == ":" and not c.quoted), None)
    if colon is None:
        return Word(None, (_raw(chars),), negated, column, width)
    if colon == 0:
        raise at(text, chars[0].column, 1, "there is no filter before ':'", "quote the word to search for it")
    key = "".join(c.char for c in chars[:colon])
    values: list[Raw] = []
    piece: list[_Char] = []
    for c in [*chars[colon + 1 :], _Char(",", False, chars[-1].column + 1)]:
        if c.char == "," and not c.quoted:
            if not piece:
                raise at(text, min(c.column, len(text) - 1), 1, f"{key}: has an empty value", f"write {key}:VALUE")
            values.append(_raw(piece))
            piece = []
        else:
            piece.append(c)
    if len(values) > MAX_VALUES:
        raise at(text, column, width, f"{key}: has more than {MAX_VALUES} values", "use a wildcard, or several queries")
    return Word(key, tuple(values), negated, column, width)


def _raw(chars: list[_Char]) -> Raw:
    parts = [""]
    for c in chars:
        if c.char == "*" and not c.quoted:
            parts.append("")
        else:
            parts[-1] += c.char
    return Raw("".join(c.char for c in chars), tuple(parts), chars[0].column, chars[-1].column - chars[0].column + 1)
