"""Exceptions from rules: ``# lint: allow RULE because REASON``, for the whole file that the comment is in."""

from __future__ import annotations

import io
import re
import tokenize
from dataclasses import dataclass

RULE = "needless-allow"
#: What is wrong with an exception cannot itself be allowed.
UNALLOWABLE = (RULE, "readable")

_COMMENT = re.compile(r"#\s*lint:\s*(?P<rest>.*)$")
_ALLOW = re.compile(r"allow\s+(?P<rule>[\w-]+)(\s+because\s+(?P<why>\S.*))?$")


@dataclass(frozen=True, slots=True)
class Allowed:
    """An exception as a file states it."""

    line: int
    #: None when the comment cannot be read.
    rule: str | None
    why: str | None
    #: True when the comment has a line to itself.
    alone: bool


def allowed_in(lines: list[str], *, python: bool) -> list[Allowed]:
    """The exceptions that a file states. In Python only comments count, so that a docstring may show one."""
    comments = _python_comments(lines) if python else enumerate(lines, 1)
    found = []
    for number, text in comments:
        comment = _COMMENT.search(text)
        if comment is None:
            continue
        match = _ALLOW.match(comment["rest"].strip())
        alone = lines[number - 1].strip().startswith("#")
        found.append(Allowed(number, match and match["rule"], match and match["why"], alone))
    return found


def _python_comments(lines: list[str]) -> list[tuple[int, str]]:
    tokens = tokenize.generate_tokens(io.StringIO("\n".join(lines) + "\n").readline)
    return [(token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT]
