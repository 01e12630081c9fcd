from __future__ import annotations

import dataclasses
import re
import xml.etree.ElementTree as ET

from exportdb.publish.feed import feed
from exportdb.store.events import Event

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")  # RFC 3339
BETTER = Event(
    "flow/branch", "original", "strict", "e1", "2.13.0", 4, "2026-11-23T10:00:00.000000+00:00",
    (("export", "fail GB0170", "pass"),), edited=False,
)  # fmt: skip
HOSTILE = dataclasses.replace(
    BETTER, case="flow/<b>", mode="nonstrict", changes=(("export", "pass", 'fail ]]><script>"\x1b[31m&'),), edited=True
)


def page(case: str) -> str:
    return f"case/{case}.html"


def test_hostile_texts_stay_text() -> None:
    first, second = ET.fromstring(feed([BETTER, HOSTILE], page)).findall(f"{ATOM}entry")
    assert first.findtext(f"{ATOM}title") == "flow/branch, strict, export: fail GB0170 → pass"
    assert (first.findtext(f"{ATOM}summary") or "").endswith("The case is the same text.")
    assert '<script>"' in (second.findtext(f"{ATOM}title") or "")
    assert "\x1b" not in (second.findtext(f"{ATOM}summary") or "")
    for entry in (first, second):
        assert MOMENT.fullmatch(entry.findtext(f"{ATOM}updated") or "")


def test_an_entry_keeps_its_id_and_no_two_share_one() -> None:
    def ids(*events: Event) -> list[str]:
        return [e.findtext(f"{ATOM}id", "") for e in ET.fromstring(feed(events, page)).findall(f"{ATOM}entry")]

    later = dataclasses.replace(BETTER, run=5)
    assert ids(BETTER)[0] == ids(later, BETTER)[1]
    assert len({*ids(BETTER, HOSTILE, later)}) == 3
