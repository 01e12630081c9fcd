from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from exportdb.sitewriter.case.layout import GAP, lay_out


@st.composite
def drawn_graphs(draw: st.DrawFn) -> tuple[dict[str, float], dict[str, list[str]]]:
    names = [f"n{number}" for number in range(draw(st.integers(0, 14)))]
    inputs = {name: draw(st.lists(st.sampled_from(names[:i]), unique=True, max_size=3) if i else st.just([]))
              for i, name in enumerate(names)}  # fmt: skip
    return {name: draw(st.floats(20, 250)) for name in names}, inputs


@given(drawn_graphs())
def test_edges_run_down_and_nothing_overlaps(graph: tuple[dict[str, float], dict[str, list[str]]]) -> None:
    widths, inputs = graph
    placed = lay_out(widths, inputs)
    for name, taken in inputs.items():
        for source in taken:
            layers = [placed.layer[source], *(at for _, at in placed.through[source, name]), placed.layer[name]]
            assert layers == list(range(placed.layer[source], placed.layer[name] + 1))
    for layer in range(placed.layers):
        row = sorted((placed.x[name], widths[name]) for name in widths if placed.layer[name] == layer)
        assert row or layer not in placed.layer.values()
        for (x, width), (next_x, next_width) in pairwise(row):
            assert next_x - x >= (width + next_width) / 2 + GAP - 1e-6
        assert all(x - width / 2 >= -1e-6 and x + width / 2 <= placed.width + 1e-6 for x, width in row)


def test_a_chain_is_straight_and_a_branch_is_even() -> None:
    placed = lay_out(dict.fromkeys("abcd", 40.0), {"a": [], "b": ["a"], "c": ["a"], "d": ["b", "c"]})
    assert placed.layer == {"a": 0, "b": 1, "c": 1, "d": 2}
    assert placed.x["a"] == placed.x["d"] == (placed.x["b"] + placed.x["c"]) / 2


def test_an_input_stands_right_above_what_takes_it() -> None:
    placed = lay_out(dict.fromkeys("abcx", 40.0), {"a": [], "b": ["a"], "x": [], "c": ["b", "x"]})
    assert placed.layer["x"] == 1
