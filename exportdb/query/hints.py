"""Why a query may have found nothing: a value that is not in the database, with the close match."""

from __future__ import annotations

import difflib

from sqlalchemy.orm import Session

from exportdb.query.patterns import Pattern
from exportdb.query.query import Query
from exportdb.query.scope import Scope
from exportdb.query.versions import VersionRange


def hints(session: Session, query: Query) -> list[str]:
    """A sentence for each value that nothing in the database has. Meant for a query that found nothing."""
    found = []
    scope = Scope.of(session, None)
    for term in query.terms:
        if term.negated:
            continue
        known = term.filter.known_values(scope)
        for value in term.values:
            if isinstance(value, Pattern):
                missing = not any(value.matches(item) for item in known)
            else:
                missing = isinstance(value, VersionRange) and not any(value.holds(item) for item in known)
            if missing:
                found.append(f"nothing has {term.key}:{value}{_nearest(str(value), known)}")
    return found


def _nearest(value: str, known: list[str]) -> str:
    if not known:
        return "; the database has no such values at all"
    close = difflib.get_close_matches(value, known, n=1, cutoff=0.6)
    if close:
        return f"; did you mean {close[0]!r}?"
    shown = ", ".join(sorted(known)[:6])
    return f"; there are {shown}{', ...' if len(known) > 6 else ''}"
