from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from exportdb.sitewriter.charts import NARROW, WIDE, Bar, Layout, Part, bars

SVG = "{http://www.w3.org/2000/svg}"
ROWS = [
    Bar("strict", (Part(3, "pass", "x-pass", "✓"), Part(1, "fail", "x-fail", "✗"), Part(0, "wrong", "x-wrong", "≠"))),
    Bar("<nonstrict>", (Part(1000, "pass", "x-pass", "✓"), Part(1, "crash", "x-crash", "☠")), "area/a.html"),
    Bar("nothing", ()),
]


@pytest.mark.parametrize(("number", "layout"), [(0, WIDE), (1, NARROW)])
def test_bars(number: int, layout: Layout) -> None:
    text = "<div>" + str(bars("Programs & modes", ROWS)).replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ') + "</div>"
    root = list(ET.fromstring(text))[number]
    assert root.get("role") == "group", "a picture holds no links"
    assert root.get("aria-label") == "Programs & modes"
    assert root.findtext(f"{SVG}desc") == "strict: 3 pass, 1 fail; <nonstrict>: 1000 pass, 1 crash; nothing: "
    parts = [group for group in root.iter(f"{SVG}g") if "x-chart-part" in (group.get("class") or "")]
    assert [group.findtext(f"{SVG}title") for group in parts] == [
        "strict: 3 pass", "strict: 1 fail", "<nonstrict>: 1000 pass", "<nonstrict>: 1 crash",
    ]  # fmt: skip
    assert [group.findtext(f"{SVG}text") for group in parts] == ["✓ 3", "✗ 1", "✓ 1000", None], "no room for the last"
    for rect in root.iter(f"{SVG}rect"):
        left, wide = float(rect.get("x") or 0), float(rect.get("width") or 0)
        assert left >= layout.left
        assert wide >= 1
        assert left + wide <= layout.width - layout.end + 1, "what stands behind has its room"
    shares = [text.text for text in root.iter(f"{SVG}text") if text.get("class") == "x-chart-total"]
    assert shares == ["75% of 4", "99% of 1001", "none"]
    assert [link.get("href") for link in root.iter(f"{SVG}a")] == ["area/a.html"]
