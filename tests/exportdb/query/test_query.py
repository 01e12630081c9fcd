"""How queries are read, said and refused; and how they are asked of case files."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from exportdb.errors import QueryError
from exportdb.query import count_cells, grammar_markdown, parse, select_cases
from exportdb.query.base import Filter
from exportdb.query.filters.outcomes import keys
from exportdb.query.registry import filters
from exportdb.query.syntax import MAX_LENGTH, MAX_TERMS


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Every program: all current cells."),
        (
            'tag:torch.cond strict:fail nonstrict:pass lower.aoti:wrong torch:>=2.11 "item()"',
            "Programs tagged torch.cond, that fail in strict mode, that pass in nonstrict mode, that come out as wrong "
            'at lower:aoti and that mention "item()": the current cells that show it, on torch 2.11 or newer.',
        ),
        (
            "-tag:a,b not has:rewrite mode:strict run:3",
            "Programs not tagged a or b and without a rewrite: all cells, in strict mode, of run 3.",
        ),
        (
            "-strict.export:fail,wrong",
            "Programs that do not fail or come out as wrong at export in strict mode: all current cells.",
        ),
        (
            "modes:differ -modes:agree strict.shapes:unsound",
            "Programs whose modes declare different inputs, whose modes do not declare the same inputs and that come "
            "out as unsound at shapes in strict mode: the current cells that show it.",
        ),
        (
            "torch:2.9..2.12 -outcome:pass is:unexpected",
            "Every program: all current cells, on torch 2.9 to 2.12, without the outcome pass, that differ from what "
            "the case expects.",
        ),
    ],
)
def test_a_query_as_a_sentence(text: str, sentence: str) -> None:
    assert parse(text).sentence() == sentence


@pytest.mark.parametrize(
    ("text", "message", "caret", "hint"),
    [
        ("stric:fail", "unknown filter 'stric'", "stric", "did you mean 'strict'?"),
        ("tag:x -tagg:y", "unknown filter 'tagg'", "tagg", "did you mean 'tag'?"),
        ("strict.exprt:fail", "unknown filter 'strict.exprt'", "strict.exprt", "did you mean 'strict.export'?"),
        ("aten::add", "unknown filter 'aten'", "aten", 'quote it: "aten:"'),
        ("x outcome:fial", "'fial' is no outcome", "fial", "did you mean 'fail'?"),
        ("outcome:fail,wrnog", "'wrnog' is no outcome", "wrnog", "did you mean 'wrong'?"),
        ("strict:broken", "'broken' is no outcome", "broken", "there are: pass, fail,"),
        ("stage:exprot", "'exprot' is no stage", "exprot", "did you mean 'export'?"),
        ("mode:eager", "'eager' is no mode", "eager", "there are: strict, nonstrict"),
        ("torch:new", "'new' is no version", "new", "2.9..2.12"),
        ("run:abc", "'abc' is no run", "abc", "the number of a run"),
        ("-run:3", "a run cannot be left out", "-run:3", "run:last"),
        ("run:3 run:4", "run: is given twice", "run:4", "run:3,4"),
        ("env:xyz", "'xyz' is no key", "xyz", "0-9 and a-f"),
        ("tag:", "tag: has an empty value", ":", "write tag:VALUE"),
        ("tag:a,,b", "tag: has an empty value", ",", "write tag:VALUE"),
        (":x", "there is no filter before ':'", ":", "quote the word"),
        ('tag:x "ab', "the quote is not closed", '"', "close it"),
        ('""', "nothing between the quotes", '""', "write the text"),
        ("not", "nothing follows 'not'", "not", 'write "not"'),
        ("-", "nothing follows '-'", "-", "quote a dash"),
        ("a OR b", "there is no OR", "OR", "commas"),
        ("a AND b", "there is no AND", "AND", "leave it out"),
        ("()", "there is no word in '()'", "()", "letters or digits"),
        ("a*b", "'*' is for the end of a word", "a*b", "write cond*"),
        ("a\0b", "which is no text", " ", "leave it out"),
        ("x" * (MAX_LENGTH + 1), "longer than", None, "several queries"),
        ("a " * (MAX_TERMS + 1), "more than 50 terms", "a", "several queries"),
    ],
)
def test_what_is_wrong_is_pointed_at(text: str, message: str, caret: str | None, hint: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert message in caught.value.message
    assert hint in caught.value.hint
    if caret is not None:
        _, shown, carets = caught.value.message.splitlines()
        start, end = carets.index("^"), len(carets)
        assert shown[start:end] == caret


@pytest.mark.parametrize("name", sorted(filters()))
def test_every_filter_is_documented(name: str) -> None:
    item: Filter[object] = filters()[name]
    page = grammar_markdown()
    assert item.meaning.endswith((".", ".)"))
    assert item.meaning in page
    assert item.examples
    for text in item.examples:
        assert parse(text).terms[0].filter is item
        assert f"| `{text}` |" in page


KEYS = [*(name for name, item in filters().items() if item.written is None), *keys(), "lower.aoti", "nope"]
VALUES = [
    "pass", "fail", "wrong", "skip", "export", "strict", "2.13", ">=2.11", "2.9..2.12", "a*", "*", "GB*", "last", "1",
    "rewrite", "guards", "unexpected", "[a-z]?", "%_", '"x, y"', "'", "--", "\\", "é",
]  # fmt: skip
terms = st.builds(
    lambda sign, key, values: f"{sign}{key}:{','.join(values)}",
    st.sampled_from(["", "-", "not "]),
    st.sampled_from(KEYS),
    st.lists(st.sampled_from(VALUES) | st.text(max_size=5), min_size=1, max_size=3),
)
queries = st.lists(terms | st.text(max_size=12), max_size=4).map(" ".join) | st.text(max_size=80)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=queries)
@example(text=" ".join(["case:" + ",".join(["*a*"] * 40)] * 10))
@example(text=" ".join(["w*"] * 50))
@example(text=" ".join(["-strict:pass"] * 50))
def test_any_text_is_a_query_or_refused(sample: Session, text: str) -> None:
    with contextlib.suppress(QueryError):
        query = parse(text)
        assert query.sentence().endswith(".")
        assert count_cells(sample, query)["cells"] >= 0
        select_cases(sample, query)
