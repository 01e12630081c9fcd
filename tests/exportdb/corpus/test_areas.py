from __future__ import annotations

from pathlib import Path

import pytest

from exportdb.corpus import default_cases_folder, load_areas
from exportdb.corpus.areas import Area, Gap, Topic
from exportdb.errors import CorpusError

WHOLE = """
title = "Loops"
meaning = "All that goes round."
[[covered]]
topic = "for"
cases = ["over_rows", "basics/linear"]
[[not_covered]]
topic = "goto"
why = "Python has none."
"""


def test_an_area_names_its_topics_and_its_gaps(tmp_path: Path) -> None:
    (tmp_path / "loops").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "loops" / "area.toml").write_text(WHOLE)
    topic, gap = Topic("for", ("loops/over_rows", "basics/linear")), Gap("goto", "Python has none.")
    assert load_areas(tmp_path) == {"loops": Area("loops", "Loops", "All that goes round.", (topic,), (gap,))}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "Loops"', "title = 3", "title is 3 in 'the file'"),
        ('meaning = "All that goes round."', "", "meaning is None"),
        ('why = "Python has none."', 'why = " "', "why is ' ' in 'goto'"),
        ('["over_rows", "basics/linear"]', '"over_rows"', "cases is 'over_rows' in 'for'"),
        ("[[covered]]", "[covered]", "write [[covered]]"),
        ("why =", "reason =", "there is no 'reason'"),
        ("[[not_covered]]", "[[notcovered]]", "there is no 'notcovered'"),
        ("title =", "title", "area.toml: "),
    ],
)
def test_what_is_out_of_form_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    (tmp_path / "loops").mkdir()
    assert old in WHOLE
    (tmp_path / "loops" / "area.toml").write_text(WHOLE.replace(old, new, 1))
    with pytest.raises(CorpusError) as raised:
        load_areas(tmp_path)
    assert said in f"{raised.value} {raised.value.hint}"
    assert str(tmp_path / "loops" / "area.toml") in str(raised.value)


def test_every_folder_of_ours_is_an_area() -> None:
    cases = default_cases_folder()
    assert {path.parent.name for path in cases.glob("*/*.py")} == load_areas(cases).keys()
