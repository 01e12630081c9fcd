"""Tables that are shown on a page and can be taken along, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from exportdb.present.clean import cleaned
from exportdb.sitewriter.content import Content
from exportdb.sitewriter.render import Page

#: What a spreadsheet takes for a formula at the beginning of a value.
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table as data."""

    #: Of its files, and of its settings in the address of the page: ``operators``.
    name: str
    #: Name -> meaning, in order.
    columns: Mapping[str, str]
    #: One value for each column: a text, a number, a truth value, None, or a list of texts.
    rows: Sequence[Mapping[str, Any]]
    #: What rows can be narrowed to: a word that rows carry -> what it says.
    choices: Mapping[str, str] = field(default_factory=dict)

    @property
    def json_path(self) -> str:
        return f"data/tables/{self.name}.json"

    @property
    def csv_path(self) -> str:
        return f"data/tables/{self.name}.csv"


def files(table: Table, content: Content) -> Iterator[Page]:
    """The table as JSON, one row a line, and as CSV, in which a list is a text with spaces."""
    main = asdict(content.main) if content.main else None
    head = {"table": table.name, "environment": main, "columns": dict(table.columns)}
    rows = [json.dumps(cleaned({name: row[name] for name in table.columns}), ensure_ascii=False) for row in table.rows]
    text = json.dumps(cleaned(head), ensure_ascii=False, indent=1).removesuffix("\n}")
    yield Page(
        table.json_path, f'{text},\n "rows": [' + "".join(f"\n  {row}," for row in rows).rstrip(",") + "\n ]\n}\n"
    )
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([_csv(row[name]) for name in table.columns])
    yield Page(table.csv_path, out.getvalue())


def _csv(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        value = " ".join(map(str, value))
    if not isinstance(value, str):
        return value
    text = cleaned(str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text
