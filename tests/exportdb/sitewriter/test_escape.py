from __future__ import annotations

import html

import pytest

from exportdb.present.clean import clean
from exportdb.sitewriter.escape import code, entities, inline, meta, plain, prose, slug


def test_nothing_of_markup_is_left(hostile: str) -> None:
    for make in (entities, plain):
        assert not set('<>"`*_{}[]#|\\!$') & set(make(hostile).replace("&#", ""))
    assert html.unescape(entities(hostile)) == clean(hostile)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("a\u202eb", "a\\u202eb"),
        ("a\x00b\x08", "a\\x00b\\x08"),
        ("a\r\nb\u2028c", "a\nb\nc"),
        ("שלום", "שלום"),
        ("a\ud800b", "a\\ud800b"),
    ],
)
def test_what_is_spelled_out(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize("text", ["- a", "1. a", "+ a", ": a"])
def test_a_line_begins_no_list(text: str) -> None:
    assert plain(text).startswith("&#")
    assert html.unescape(plain(text)) == text


def test_backticks_are_code() -> None:
    assert inline("use `a_b` and ``c`d``") == (
        'use <code dir="auto">a&#95;b</code> and <code dir="auto">c&#96;d</code>'
    )
    assert inline("one ` alone") == "one &#96; alone"
    assert code("a\nb") == '<code dir="auto">a b</code>'


def test_prose_has_paragraphs_and_lists() -> None:
    assert prose("One\nline.\n\nList:\n- a\n  b\n- c") == (
        "<p>One line.</p>\n<p>List:</p>\n<ul><li>a b</li><li>c</li></ul>"
    )
    assert prose("") == ""


def test_front_matter_holds_one_quoted_line() -> None:
    assert meta('a "b"\n<c> \\ `d`') == '"a &quot;b&quot; &lt;c&gt; &#92; d"'


def test_slugs_stay_in_their_folder() -> None:
    assert slug("control_flow/cond_on_shape") == "control_flow/cond_on_shape"
    assert slug("torch.cond") == "torch.cond"
    made = [slug(name) for name in ("../../etc", "a/../b", "a/README", "a/index", "a b", "a?b", "", ".x", "/x")]
    assert len(set(made)) == len(made)
    for name in made:
        parts = name.split("/")
        assert "" not in parts
        assert not any(part.startswith(".") or part.lower() in ("readme", "index") for part in parts)
