"""The fixes that torch suggests when it refuses a spec, applied to that spec."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from exportdb_engine.specs.entries import Derived, Entry, Hint, Named, Spec, derived, root_of, to_text
from exportdb_engine.specs.inputs import Dimension, Inputs

_SECTION = re.compile(r"Suggested fixes:\n(.*?)(?:\n\s*\n|\Z)", re.DOTALL)
_REFINED = re.compile(r"Dim\('\w+'(?:, min=(\d+))?(?:, max=(\d+|oo))?\)")
_LINEAR = re.compile(r"(?:(\d+)\*)?([A-Za-z_]\w*)(?: ([+-]) (\d+))?")
#: A dim that cannot be dynamic. Strict mode says this and has no section of suggested fixes.
_PINNED = re.compile(r"You marked (.+?) as dynamic but your code specialized it to be a constant \((-?\d+)\)")
_VIOLATED = re.compile(r"Constraints violated \((.*)\)!")
_SIZE = re.compile(r"(L\[.+\])\.size\(\)\[(\d+)\]")
#: Strict mode of torch 2.10 and later numbers the inputs.
_NUMBERED = re.compile(r"L\['flat_args'\]\[(\d+)\]")

#: A size, a Dim with other bounds, or (root, factor, offset).
_Fix = int | Named | tuple[str, int, int]


def fixed(message: str, spec: Spec, inputs: Inputs) -> Spec | None:
    """The spec with the fixes that ``message`` suggests; None where it has none that a spec can be made of."""
    fixes = _suggested(message)
    placed = {place: fixes[what] for what in fixes if (place := _place(what, inputs)) is not None}
    names = {root.name: root for root in map(root_of, spec) if root is not None}
    if not placed and not fixes.keys() & names.keys():
        return None
    after = []
    for place, (entry, dim) in enumerate(zip(spec, inputs.dims, strict=True)):
        fix = placed.get(place)
        root = root_of(entry)
        if fix is not None:
            after.append(_entry(dim, _resolved(fix, fixes, names)))
        elif root is not None and root.name in fixes:
            base = _resolved(fixes[root.name], {k: v for k, v in fixes.items() if k != root.name}, names)
            factor, offset = (entry.factor, entry.offset) if isinstance(entry, Derived) else (1, 0)
            after.append(_entry(dim, _scaled(base, factor, offset)))
        else:
            after.append(entry)
    return tuple(after)


def violated(message: str, spec: Spec, inputs: Inputs) -> set[int]:
    """The dimensions that a refusal speaks of, by their place; empty when it is about something else."""
    match = _VIOLATED.search(message)
    what = set(match.group(1).split(", ")) if match else set()
    named = {place for place, entry in enumerate(spec) if _name(entry) in what}
    return named | {place for one in what if (place := _place(one, inputs)) is not None}


def suggestion(changed: Collection[int], after: Spec, inputs: Inputs) -> str:
    """What fixes change, in the words of the program: ``x.shape[0] = 3; y.shape[1] = 2*Dim('d0')``."""
    return "; ".join(
        f"{dim.name} = {dim.example if entry is Hint.STATIC else to_text(entry)}"
        for place, (dim, entry) in enumerate(zip(inputs.dims, after, strict=True))
        if place in changed
    )


def _suggested(message: str) -> dict[str, _Fix]:
    """What torch calls a dimension, or a new Dim -> its fix. A fix of another form is left out."""
    section = _SECTION.search(message)
    found: dict[str, _Fix] = {}
    for line in section.group(1).splitlines() if section else ():
        name, _, text = line.strip().rpartition(" = ")
        if match := _REFINED.fullmatch(text):
            low, high = match.groups()
            found[name] = Named(name, None if low is None else int(low), None if high in (None, "oo") else int(high))
        elif text.isdecimal():
            found[name] = int(text)
        elif match := _LINEAR.fullmatch(text):
            factor, root, sign, offset = match.groups()
            found[name] = root, int(factor or 1), int(f"{sign or '+'}{offset or 0}")
    for what, size in _PINNED.findall(message):
        found.setdefault(what, int(size))
    return found


def _resolved(fix: _Fix, fixes: Mapping[str, _Fix], names: Mapping[str, Named]) -> int | Named | Derived:
    """What a fix comes to once all others are made; a name that is new is a Dim without bounds."""
    if not isinstance(fix, tuple):
        return fix
    root, factor, offset = fix
    base: int | Named | Derived = names.get(root) or Named(root)
    if root in fixes:
        base = _resolved(fixes[root], {key: value for key, value in fixes.items() if key != root}, names)
    return _scaled(base, factor, offset)


def _scaled(base: int | Named | Derived, factor: int, offset: int) -> int | Named | Derived:
    return factor * base + offset if isinstance(base, int) else derived(base, factor, offset)


def _entry(dim: Dimension, fix: int | Named | Derived) -> Entry:
    return Hint.STATIC if isinstance(fix, int) and fix == dim.example else fix


def _name(entry: Entry) -> str | None:
    """What torch calls a named or derived entry: ``2*d0 + 1``."""
    root = root_of(entry)
    return None if root is None else to_text(entry).replace(to_text(root), root.name)


def _place(what: str, inputs: Inputs) -> int | None:
    """Which dimension ``L['x'].size()[0]`` is."""
    match = _SIZE.fullmatch(what)
    source, number = (match.group(1), int(match.group(2))) if match else (what, None)
    flat = _NUMBERED.fullmatch(source)
    if flat is not None:
        leaf = int(flat.group(1))
    elif source in inputs.sources:
        leaf = inputs.sources.index(source)
    elif source in inputs.positions:
        leaf = inputs.positions.index(source)
    else:
        return None
    return next((place for place, dim in enumerate(inputs.dims) if (dim.leaf, dim.dim) == (leaf, number)), None)
