from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from exportdb.corpus import Registry
from exportdb.sitewriter.content import Content
from exportdb.sitewriter.guides.directives import parse
from exportdb.sitewriter.guides.fill import fill
from exportdb.store.details import CaseDetail, CellView, Lane, unmeasured
from exportdb.store.reads import EnvironmentView
from exportdb_engine.protocol import MODES, ORIGINAL, Export, Guard, Mode, Outcome, RangeConstraint, Stage, Symbol
from exportdb_engine.protocol.casefile import CaseFile

HOSTILE = (
    "Could not guard on data-dependent expression Eq(u0, 1) (unhinted: x) <script>alert(1)</script> \x1b[31m *a* `b`"
)


def cell(stage: Stage, outcome: Outcome = Outcome.PASS, message: str | None = None) -> CellView:
    code = None if outcome is Outcome.PASS else "SomeError"
    return CellView(stage, outcome, code, code, message, 0.1, 1, {}, 1, "2026-01-01T00:00:00+00:00")


def lane(mode: Mode, variant: str = ORIGINAL, message: str | None = None, export: Export | None = None) -> Lane:
    last = cell(Stage.EXPORT) if message is None else cell(Stage.EXPORT, Outcome.FAIL, message)
    return Lane("key", variant, mode, (cell(Stage.EAGER), last), frozenset({Stage.EAGER, Stage.EXPORT}), export)


@pytest.fixture
def detail(make_case: Callable[..., CaseFile]) -> CaseDetail:
    return unmeasured(make_case("area/one", title="Ask <it>", rewrites=("other way",)))


def page(text: str, *details: CaseDetail, measured: bool = True) -> str:
    known = EnvironmentView("key", "2.13.0", "3.11", "cpython", "linux", "cpu", {}, 1)
    content = Content(list(details), [], [known], known if measured else None, [], Registry())
    return fill(parse("guide.md", text), "guide/guide.md", content)


def test_what_was_not_measured_says_how_to_measure_it(detail: CaseDetail) -> None:
    text = page("<!-- case: area/one show=original show=error:strict show=graph:strict -->\n", detail, measured=False)
    assert '<a href="../case/area/one.html">Ask &#60;it&#62;</a>' in text
    assert text.count("exportdb run area/one") == 2
    assert "class" in text


def test_a_message_is_shown_with_its_line_and_does_no_harm(detail: CaseDetail) -> None:
    number = next(i for i, line in enumerate(detail.source.splitlines(), 1) if "return" in line)
    message = f'{HOSTILE}\n  File "/somewhere/{detail.path}", line {number}, in forward'
    measured = replace(detail, lanes=tuple(lane(mode, message=message) for mode in MODES))
    text = page("<!-- case: area/one show=error:nonstrict -->\n", measured)
    assert "<script" not in text
    assert "\x1b" not in text
    assert "&#60;script&#62;" in text
    assert "return x.sin()" in text
    assert "/somewhere" not in text

    text = page("<!-- lines: area/one -->\n", measured)
    assert "Eq(u0, 1)</code>" in text
    assert "other way" in text
    assert page("<!-- others: data-dependent -->\n", measured) == text
    assert "None of these cases" in page("<!-- others: something else -->\n", measured)


def test_ranges_and_guards_are_in_the_words_of_the_program(detail: CaseDetail) -> None:
    export = Export(
        graph="def forward(self, x): ...",
        inputs=(),
        outputs=(),
        operators={},
        ranges=(RangeConstraint("s0", "2", "16"),),
        symbols=(Symbol("s0", 3, "L['x'].size()[0]", "2", "16", None, None),),
        guards=(Guard("Eq(Mod(s0, 2), 0)", detail.model_line, None),),
        declares=("x: f32[n0]", "2 <= n0 <= 16"),
    )
    measured = replace(detail, lanes=tuple(lane(mode, export=export) for mode in MODES))
    text = page("<!-- case: area/one show=guards show=ranges:strict show=graph:strict -->\n", measured)
    assert "x.shape&#91;0&#93; % 2 &#61;&#61; 0" in text
    assert "2 &#60;&#61; n0 &#60;&#61; 16" in text
    assert "forward" in text


def test_a_rewrite_says_whether_it_holds(detail: CaseDetail) -> None:
    directive = '<!-- case: area/one show="rewrite:other way" show=status -->\n'
    holds = replace(detail, lanes=tuple(lane(mode, "other way") for mode in MODES))
    assert "verified" in page(directive, holds)
    fails = replace(detail, lanes=tuple(lane(mode, "other way", HOSTILE) for mode in MODES))
    assert "does not hold" in page(directive, fails)
    assert "not measured" in page(directive, detail)
