"""Draws specs: each dimension static, AUTO, DYNAMIC, named, derived from another, or the same as another."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from exportdb_engine.specs.entries import Entry, Hint, Named, Spec, derived, has_dynamic, is_asked, renamed
from exportdb_engine.specs.inputs import Dimension, static

#: Draws for each spec that is wanted: many are equal, or say nothing.
_TRIES = 8
#: How far above the example an upper bound is drawn.
_ABOVE = (1, 4, 60)


def draw_specs(dims: Sequence[Dimension], wanted: int, seed: int) -> list[Spec]:
    """At most ``wanted`` different specs, and the same ones for the same seed.

    Each asks for something: a named Dim, or two dimensions that are dynamic at once.
    """
    found: dict[Spec, None] = {}

    def look(spec: Spec) -> None:
        if len(found) < wanted and _asks(spec):
            found[spec] = None

    if wanted and dims:
        run = settings(
            max_examples=_TRIES * wanted,
            phases=(Phase.generate,),
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            verbosity=Verbosity.quiet,
        )(given(_specs(tuple(dims)))(look))
        seeded(seed)(run)()
    return list(found)


def _asks(spec: Spec) -> bool:
    named = [entry for entry in spec if not isinstance(entry, (Hint, int))]
    return bool(named) or sum(map(is_asked, spec)) > 1


@st.composite
def _specs(draw: st.DrawFn, dims: tuple[Dimension, ...]) -> Spec:
    entries: list[Entry] = static(dims)
    roots: list[tuple[Named, int]] = []
    for place in draw(st.permutations(range(len(dims)))):
        dim = dims[place]
        choices: list[Entry | None] = [Hint.STATIC, Hint.AUTO]
        if has_dynamic() and (dim.example > 1 or dim.dim is None):
            # A size of 0 or 1 is always refused as DYNAMIC, which would hide what torch says of the others.
            choices.append(Hint.DYNAMIC)
        if dim.dim is not None:
            # None stands for a Dim of its own.
            choices += [None, None]
            choices += [entry for root, size in roots for entry in _related(root, size, dim.example)]
        entry = draw(st.sampled_from(choices))
        if entry is None:
            entry = _named(draw, f"d{place}", dim.example)
            roots.append((entry, dim.example))
        entries[place] = entry
    return renamed(tuple(entries))


def _named(draw: st.DrawFn, name: str, size: int) -> Named:
    if draw(st.booleans()):
        return Named(name)
    return Named(name, max(size - draw(st.integers(0, 2)), 0), size + draw(st.sampled_from(_ABOVE)))


def _related(root: Named, its: int, size: int) -> list[Entry]:
    """What a dimension of this size can be of the root, which has the size ``its`` on the example."""
    fits: list[Entry] = []
    if size == its:
        fits.append(root)
    if size == 2 * its:
        fits.append(derived(root, 2, 0))
    if size == its + 1:
        fits.append(derived(root, 1, 1))
    if size == its - 1 and root.low:
        # torch refuses d - 1 of a Dim that may be 0, before it looks at the program.
        fits.append(derived(root, 1, -1))
    return fits * 3
