from __future__ import annotations

from exportdb_engine.specs.draws import draw_specs
from exportdb_engine.specs.entries import Derived, Hint, Named, is_asked, root_of, to_torch
from exportdb_engine.specs.inputs import Dimension

SIZES = (6, 3, 4, 1, 6)
DIMS = [Dimension(f"x.shape[{place}]", size, 0, place) for place, size in enumerate(SIZES)]
DIMS.append(Dimension("n", 3, 1, None))


def test_equal_seeds_draw_equal_specs() -> None:
    assert draw_specs(DIMS, 5, 7) == draw_specs(DIMS, 5, 7) != draw_specs(DIMS, 5, 8)


def test_what_is_drawn_fits_the_example() -> None:
    specs = draw_specs(DIMS, 60, 0)
    assert len(specs) == len(set(specs)) == 60
    kinds = set()
    for spec in specs:
        to_torch(spec)
        sizes: dict[str, int] = {}
        for dim, entry in zip(DIMS, spec, strict=True):
            kinds.add(entry.value if isinstance(entry, Hint) else type(entry).__name__)
            if isinstance(entry, Named):
                assert sizes.setdefault(entry.name, dim.example) == dim.example
                assert (entry.low or 0) <= dim.example <= (entry.high or 99)
        for dim, entry in zip(DIMS, spec, strict=True):
            if isinstance(entry, Derived):
                assert entry.factor * sizes[entry.root.name] + entry.offset == dim.example
        assert spec[-1] in Hint, "a spec takes no named Dim for an integer"
        assert spec[3] is not Hint.DYNAMIC, "always refused for a size of one"
        assert any(root_of(entry) for entry in spec) or sum(map(is_asked, spec)) > 1
    assert kinds == {"STATIC", "AUTO", "DYNAMIC", "Named", "Derived"}


def test_nothing_to_draw() -> None:
    assert draw_specs([], 5, 0) == []
    assert draw_specs(DIMS, 0, 0) == []
