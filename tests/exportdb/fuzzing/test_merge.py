"""One finding a cause, under names that stay."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from exportdb.fuzzing.merge import cause_hash, merge
from exportdb.fuzzing.records import Finding

Make = Callable[..., Finding]


def test_the_smallest_stands_for_its_cause_and_grave_kinds_come_first(make_finding: Make) -> None:
    findings = [
        make_finding(0, 0, "over", "OverRestrictive", ["view"]),
        make_finding(0, 1, "one", "Unsound", ["squeeze"], source="x = 1\n" * 9),
        make_finding(1, 0, "one", "Unsound", ["squeeze"], source="x = 1\n"),
        make_finding(2, 0, "one", "Unsound", ["squeeze"], source="", shrunk=False),
    ]
    found = merge(findings)
    assert [(one.finding.id, one.name, one.times) for one in found] == [
        ("1-0", "squeeze_unsound", 3),
        ("0-0", "view_over_restrictive", 1),
    ]


def test_larger_programs_are_listed_below_smaller_ones_of_the_same_kind(make_finding: Make) -> None:
    findings = [
        make_finding(0, 0, "a b", "Unsound", ["a", "b"]),
        make_finding(0, 1, "a", "Unsound", ["a"]),
        make_finding(0, 2, "a b c", "Unsound", ["c", "b", "a"]),
        make_finding(0, 3, "crash a b", "Crash", ["a", "b"]),
        make_finding(0, 4, "nothing", "Crash", []),
        make_finding(0, 5, "known a z", "Unsound", ["a", "z"]),
    ]
    found = merge(findings, {cause_hash("known a z"): Path("cases/soundness/az.py")})
    assert [(one.finding.cause, [other.finding.cause for other in one.also]) for one in found] == [
        ("a", ["a b", "a b c"]),
        ("known a z", []),
        ("nothing", []),
        ("crash a b", []),
    ]
    assert [one.known is not None for one in found] == [False, True, False, False]


def test_names_are_of_the_case_format_and_do_not_depend_on_later_findings(make_finding: Make) -> None:
    findings = [
        make_finding(0, 0, "1", "Unsound", ["x[x>0]", "Squeeze"]),
        make_finding(0, 1, "2", "Unsound", ["x[x>0]", "Squeeze"]),
        make_finding(0, 2, "3", "Timeout", [str(n) for n in range(9)]),
        make_finding(0, 3, "4", "Internal", []),
        make_finding(0, 4, "5", "Internal", ["//"]),
    ]
    names = {one.finding.cause: one.name for one in merge(findings)}
    assert names["1"] == "x_x_0_squeeze_unsound"
    assert re.fullmatch(r"x_x_0_squeeze_unsound_[0-9a-f]{6}", names["2"])
    assert names["3"] == "op_0_1_2_3_and_5_more_timeout"
    assert len(set(names.values())) == len(findings)
    assert {one.finding.cause: one.name for one in merge(findings[:1])} == {"1": names["1"]}
    assert all(re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name) for name in names.values())
