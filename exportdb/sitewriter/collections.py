"""Where a case is shown: on a page of its own, or as a row of a table, where there are thousands of a kind."""

from __future__ import annotations

from typing import Protocol

from exportdb.sitewriter.escape import slug

#: Collections that are shown as one table -> its page, and what the anchors of its rows begin with.
TABLES = {"torch-opinfo": ("operators.md", "op"), "torch-modules": ("modules.md", "module")}


class InCollection(Protocol):
    """A case as it is known somewhere: its detail, or its summary."""

    @property
    def collection(self) -> str: ...


def has_page(case: InCollection) -> bool:
    """Whether there is a page of the case's own."""
    return case.collection not in TABLES


def table_of(name: str) -> str | None:
    """The page of the table for a case or an area of a collection without pages; None where there are pages."""
    known = TABLES.get(name.partition("/")[0])
    return known[0] if known else None


def row_of(case: str) -> str | None:
    """``operators.md#op-linalg_svd`` for ``torch-opinfo/float32/linalg_svd``; None for a case with a page."""
    collection, _, rest = case.partition("/")
    if collection not in TABLES:
        return None
    page, kind = TABLES[collection]
    return f"{page}#{anchor(kind, rest.partition('/')[2])}"


def anchor(kind: str, name: str) -> str:
    """``op-linalg_svd``."""
    return f"{kind}-{slug(name).replace('/', '-')}"
