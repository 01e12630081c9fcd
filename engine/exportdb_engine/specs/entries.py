"""What a spec says of one dimension: as a value, as torch takes it, and as Python text."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from torch.export import Dim


class Hint(enum.Enum):
    """What torch decides itself; ``STATIC`` is also what a spec without an entry means."""

    STATIC = "STATIC"
    AUTO = "AUTO"
    DYNAMIC = "DYNAMIC"


@dataclass(frozen=True, slots=True)
class Named:
    """``Dim(name, min=low, max=high)``; None is no bound of the user's."""

    name: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """``factor * root + offset``."""

    root: Named
    factor: int
    offset: int


#: An integer pins the size.
Entry = Hint | int | Named | Derived
#: One entry for each dimension that is looked at, in their order.
Spec = tuple[Entry, ...]


def has_dynamic() -> bool:
    """Whether this torch has ``Dim.DYNAMIC``: 2.5 has not."""
    return hasattr(Dim, "DYNAMIC")


def is_asked(entry: Entry) -> bool:
    """Whether the dimension is asked to be dynamic, so that torch has to refuse when it cannot be."""
    return isinstance(entry, (Named, Derived)) or entry is Hint.DYNAMIC


def root_of(entry: Entry) -> Named | None:
    """The named Dim that an entry is or is derived from."""
    if isinstance(entry, Derived):
        return entry.root
    return entry if isinstance(entry, Named) else None


def derived(base: Named | Derived, factor: int, offset: int) -> Named | Derived:
    """``factor * base + offset``, and the base itself where that is the same."""
    if isinstance(base, Derived):
        return derived(base.root, factor * base.factor, factor * base.offset + offset)
    return base if (factor, offset) == (1, 0) else Derived(base, factor, offset)


def renamed(spec: Spec) -> Spec:
    """The spec with its Dims called ``d0``, ``d1``, ... in the order in which they first stand in it.

    Specs that mean the same become equal.
    """
    roots = dict.fromkeys(root.name for root in map(root_of, spec) if root is not None)
    names = {name: f"d{number}" for number, name in enumerate(roots)}
    return tuple(_renamed(entry, names) for entry in spec)


def _renamed(entry: Entry, names: Mapping[str, str]) -> Entry:
    if isinstance(entry, Named):
        return Named(names[entry.name], entry.low, entry.high)
    if isinstance(entry, Derived):
        return Derived(Named(names[entry.root.name], entry.root.low, entry.root.high), entry.factor, entry.offset)
    return entry


def to_torch(spec: Sequence[Entry]) -> list[Any]:
    """The entries as torch takes them; None for a static dimension. Equal Dims are one object.

    Raises what torch raises for a derived Dim that it does not take.
    """
    made: dict[Named, Any] = {}
    return [_to_torch(entry, made) for entry in spec]


def _to_torch(entry: Entry, made: dict[Named, Any]) -> Any:
    if isinstance(entry, Hint):
        return None if entry is Hint.STATIC else getattr(Dim, entry.value)
    if isinstance(entry, int):
        return entry
    root = root_of(entry)
    assert root is not None
    if root not in made:
        made[root] = Dim(root.name, min=root.low, max=root.high)
    dim: Any = made[root]
    if isinstance(entry, Derived):
        dim = dim if entry.factor == 1 else entry.factor * dim
        if entry.offset:
            dim = dim + entry.offset if entry.offset > 0 else dim - -entry.offset
    return dim


def to_text(entry: Entry) -> str:
    """The entry as Python text with ``Dim`` of ``torch.export``; ``None`` for a static dimension."""
    if isinstance(entry, Hint):
        return "None" if entry is Hint.STATIC else f"Dim.{entry.value}"
    if isinstance(entry, int):
        return str(entry)
    if isinstance(entry, Derived):
        factor = "" if entry.factor == 1 else f"{entry.factor}*"
        offset = f" {'+' if entry.offset > 0 else '-'} {abs(entry.offset)}" if entry.offset else ""
        return f"{factor}{to_text(entry.root)}{offset}"
    bounds = [f"{word}={value}" for word, value in (("min", entry.low), ("max", entry.high)) if value is not None]
    return f"Dim({', '.join([repr(entry.name), *bounds])})"
