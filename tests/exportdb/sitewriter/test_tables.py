from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from exportdb.corpus import Registry
from exportdb.sitewriter.content import Content
from exportdb.sitewriter.tables import Table, files


def test_what_can_be_taken_along(hostile: str, tmp_path: Path) -> None:
    rows = [
        {"case": "a/b", "stops": ["export: GB0170", "run: X"], "cases": 3, "agrees": None, "holds": True},
        {"case": hostile, "stops": [], "cases": 0, "agrees": "=1+1", "holds": False},
    ]
    columns = {name: f"what {name} is" for name in rows[0]}
    content = Content([], [], [], None, [], Registry(), None, tmp_path)
    json_file, csv_file = files(Table("some", columns, rows), content)
    assert (json_file.path, csv_file.path) == ("data/tables/some.json", "data/tables/some.csv")

    document = json.loads(json_file.text)
    assert (document["table"], document["environment"], document["columns"]) == ("some", None, columns)
    assert document["rows"][0] == rows[0]
    assert document["rows"][1]["agrees"] == "=1+1"
    # what steers a terminal or turns a line round is spelled out
    assert "\x1b" not in document["rows"][1]["case"]
    assert "\u202e" not in document["rows"][1]["case"]

    head, first, second = csv.reader(io.StringIO(csv_file.text))
    assert head == list(columns)
    assert first == ["a/b", "export: GB0170 run: X", "3", "", "true"]
    # a spreadsheet must not take a text for a formula
    assert second[1:] == ["", "0", "'=1+1", "false"]
    assert "<script>" in second[0]


def test_a_table_without_rows_is_valid(tmp_path: Path) -> None:
    content = Content([], [], [], None, [], Registry(), None, tmp_path)
    json_file, csv_file = files(Table("none", {"case": "its id"}, []), content)
    assert json.loads(json_file.text)["rows"] == []
    assert csv_file.text == "case\r\n"
