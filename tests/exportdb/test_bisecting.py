from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportdb.bisecting import bisect


@given(st.integers(2, 40), st.data())
def test_the_one_change_is_found_in_few_steps(count: int, data: st.DataObject) -> None:
    change = data.draw(st.integers(1, count - 1))
    found = bisect(count, lambda i: i >= change)
    assert (found.before, found.after, found.between) == (change - 1, change, ())
    assert len(found.readings) <= math.ceil(math.log2(count)) + 2


@given(st.lists(st.sampled_from(["a", "b", "c", None]), min_size=2, max_size=15))
def test_what_is_found_is_a_change_whatever_lies_between(line: list[str | None]) -> None:
    calls: list[int] = []

    def read(i: int) -> str | None:
        calls.append(i)
        return line[i]

    if line[0] is None or line[-1] is None:
        with pytest.raises(ValueError, match="cannot be tested"):
            bisect(len(line), read)
        return
    found = bisect(len(line), read)
    assert len(calls) == len(set(calls))
    assert found.readings == {i: line[i] for i in calls}
    if line[0] == line[-1]:
        assert found.after is None
        return
    assert found.after is not None
    assert line[found.before] == line[0]
    assert line[found.after] not in (None, line[0])
    assert all(line[i] is None for i in found.between)
