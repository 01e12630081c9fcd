from __future__ import annotations

import pytest

from exportdb.present.expressions import bounds, names, readable
from exportdb_engine.protocol import Symbol

SYMBOLS = [
    Symbol("s6", 3, "L['x'].size()[0]", "2", "int_oo"),
    Symbol("s25", 4, "L['count']", "-int_oo", "int_oo"),
    Symbol("s85", 2, "L['args'][3][0].size()[0]", "2", "int_oo"),
    Symbol("u0", None, None, "0", "5"),
]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("s6 <= 16", "x.shape[0] <= 16"),
        ("Eq(Mod(3*s6, 12), 0)", "3 * x.shape[0] % 12 == 0"),
        ("Ne(s25, -1)", "count != -1"),
        ("Eq(2*s6, s85)", "2 * x.shape[0] == s85"),
        ("u0 >= 0", "u0 >= 0"),
        ("Max(1, s6) > 2", "Max(1, x.shape[0]) > 2"),
        ("~(s6 <", "~(s6 <"),
        ("", ""),
    ],
)
def test_guards_in_the_words_of_the_program(expression: str, expected: str) -> None:
    assert readable(expression, names(SYMBOLS)) == expected


@pytest.mark.parametrize(
    ("lower", "upper", "expected"),
    [
        ("2", "16", "2 <= n <= 16"),
        ("2", "int_oo", "2 <= n"),
        ("-int_oo", "5", "n <= 5"),
        ("-int_oo", "int_oo", "n"),
        (None, None, "n"),
    ],
)
def test_bounds(lower: str | None, upper: str | None, expected: str) -> None:
    assert bounds(lower, upper, "n") == expected
