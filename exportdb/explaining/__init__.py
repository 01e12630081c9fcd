"""From an error to the measured cases that stop alike, and what to write instead. Imports no torch."""

from __future__ import annotations

from exportdb.explaining.answer import Explanation, Match, Place, RewriteOf

__all__ = ["Explanation", "Match", "Place", "RewriteOf", "explain"]


def explain(error: BaseException | str, *, db: str | None = None, limit: int = 5) -> Explanation:
    """What an error of torch.export means, and the cases that stop alike, at most ``limit`` of them.

    ``error`` is an exception, or a text of any kind that holds one: a message, a traceback, a log, a graph-break id.
    ``db`` is a path or URL; without it ``EXPORTDB_DB``, ``exportdb.db`` in the working directory, or the results that
    come with exportdb. Raises StoreError where there is no database.
    """
    from exportdb.explaining.answering import answer
    from exportdb.explaining.reading import read, read_exception

    report = read(error) if isinstance(error, str) else read_exception(error)
    return answer(report, db=db, limit=limit)
