from __future__ import annotations

import re

from exportdb.store.schema import Base
from exportdb.store.schema_page import schema_markdown


def test_every_table_and_column_is_described() -> None:
    page = schema_markdown()
    sections = dict(re.findall(r"^## `(\w+)`\n(.*?)(?=^## )", page, re.MULTILINE | re.DOTALL))
    assert sorted(sections) == sorted(Base.metadata.tables)
    for name, table in Base.metadata.tables.items():
        described = re.findall(r"^\| `(\w+)` \|", sections[name], re.MULTILINE)
        assert described == [column.name for column in table.columns]


def test_every_row_of_a_table_has_three_columns() -> None:
    rows = [row for row in schema_markdown().splitlines() if row.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {4}
