"""The query grammar: one for the command line, the site and pytest.

    tag:torch.cond strict:fail nonstrict:pass lower.aoti:wrong torch:>=2.11 "item()"

A *program* is one variant of one revision of a case in one environment; its cells are its modes and stages.

Terms.  Every term has to hold. ``-term`` or ``not term`` turns it round, commas within a value are *or*, ``*`` stands
for any text, quotes keep a value together. A term without a filter is text, looked up in cases and in error messages.

Population.  Without ``run:``, a query sees the current cells (table ``current_cells``) of the current revision of each
case, and of every revision of PyTorch's own examples, whose text comes with the release that they were measured on.
With ``run:``, it sees the cells that these runs measured, of whatever revision.

Two kinds of filter.  A filter of *programs* (case, tag, has, op, text, ``strict:fail``, ...) holds for a program or
not. A filter of *cells* (mode, stage, outcome, code, torch, is, ...) holds for a cell or not. A cell is listed when

1. every filter of programs holds for its program, seen with all cells of the population;
2. every filter of cells holds for the cell itself;
3. if any terms ask for outcomes (``strict:fail``, ``export:wrong``) without being turned round, the cell shows one.

Outcomes.  ``strict:fail``: some cell of the program in strict mode has the outcome fail; those cells show it.
``strict:pass``: there is a strict cell that passes, and every strict cell passes or is skipped; the passing cells show
it. ``export:``, ``strict.export:`` and ``lower.aoti:`` (for the stage ``lower:aoti``) likewise. Turned round, a term
says that this is not so; nothing shows it.

Cases.  A query of cases alone (case, area, collection, tag, text, has:rewrite) needs no results: it selects among all
cases, measured or not, and :meth:`Query.matches` can ask a case file. Text is then looked up in the cases alone.
"""

from exportdb.query.grammar import grammar_markdown
from exportdb.query.hints import hints
from exportdb.query.query import Query, Term, parse
from exportdb.query.select import COUNTED_BY, CellRow, count_cells, find_run, select_cases, select_cells

__all__ = [
    "COUNTED_BY",
    "CellRow",
    "Query",
    "Term",
    "count_cells",
    "find_run",
    "grammar_markdown",
    "hints",
    "parse",
    "select_cases",
    "select_cells",
]
