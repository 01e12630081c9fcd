from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from exportdb.publish import badge
from exportdb.publish.badge import AMBER, GREEN, GREY, RED, case_badge, passing, share_badge
from exportdb.store import open_store
from exportdb.store.reads import case_details, environments


def said(svg: str) -> str:
    """What a screen reader says, which must be what is drawn."""
    root = ET.fromstring(svg)
    texts = [text.text or "" for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert root.get("aria-label") == ": ".join(texts)
    return root.get("aria-label") or ""


def test_of_a_case(filled_db: Path) -> None:
    with open_store(str(filled_db), readonly=True).read() as session:
        details, key = {d.case: d for d in case_details(session)}, environments(session)[0].key
    expected = {
        "flow/branch": ("strict ✗ nonstrict ✗", AMBER),
        "torch-exportdb/dims": ("strict ✓ nonstrict ✓", GREEN),
        "flow/idle": ("strict ? nonstrict ?", GREY),
        "sizes/drawn": ("strict ⚠ nonstrict ⚠", RED),
    }
    for case, (text, colour) in expected.items():
        svg = case_badge(details[case], key)
        assert said(svg) == f"torch.export: {text}"
        assert colour in svg, case
    assert passing(details.values(), key) == (1, 4)


@pytest.mark.parametrize(
    ("passed", "measured", "text", "colour"),
    [
        (0, 0, "not measured", GREY),
        (3, 3, "3 of 3 pass", GREEN),
        (2, 3, "2 of 3 pass", AMBER),
        (1, 3, "1 of 3 pass", RED),
    ],
)
def test_of_a_query(passed: int, measured: int, text: str, colour: str) -> None:
    svg = share_badge('<tag> & "x"', passed, measured)
    assert said(svg) == f'<tag> & "x": {text}'
    assert colour in svg


@pytest.mark.parametrize("colour", [GREEN, AMBER, RED, GREY, "#3c4043"])
def test_white_text_is_read_on_every_colour(colour: str) -> None:
    assert re.fullmatch(r"#[0-9a-f]{6}", colour)
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    light = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), light, strict=True))
    assert 1.05 / (luminance + 0.05) >= 4.5
    assert badge.badge("a", "b", colour)
