from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import libcst as cst

from exportdb.fixing.base import Change, Left, fixer
from exportdb.fixing.program import Program, called
from exportdb.fixing.specs import SOURCE, Named, named, place, spec_roots

if TYPE_CHECKING:
    from exportdb.fixing.base import New

_VIOLATED = re.compile(
    r"Constraints violated \(([^)]*(?:\)[^)!]*)*)\)!|Specializations unexpectedly required \(([^)]*)\)!"
)
_FIX = re.compile(r"^\s+(\w+) = (.+)$", re.MULTILINE)
_DIM = re.compile(r"Dim\('(\w+)'(.*)\)$")
_MULTIPLE = re.compile(r"\d+ \* Dim\([^()]*\)$")
_PINNED = re.compile(rf"(?:You marked |RelaxedUnspecConstraint\(){SOURCE}")


@dataclass(slots=True)
class _Fixes:
    """What torch suggests for the dimensions that do not hold."""

    #: Dimension -> its only size.
    fixed: dict[str, int] = field(default_factory=dict)
    #: Dimension -> the one that it always equals.
    equal: dict[str, str] = field(default_factory=dict)
    #: Dimension -> its bounds: ``min``, ``max``.
    bounds: dict[str, dict[str, str]] = field(default_factory=dict)
    #: Dimension -> an expression of others, some of them new.
    derived: dict[str, str] = field(default_factory=dict)


@fixer("dims", does="A spec of dynamic shapes that the program does not keep gets what torch suggests for it.")
def find(program: Program) -> Iterator[Change | Left]:
    known = named(program)
    for obstacle in program.met(r"Constraints violated|Specializations unexpectedly required"):
        fixes = _read(obstacle.message)
        violated = [
            n.strip() for found in _VIOLATED.finditer(obstacle.message) for n in (found[1] or found[2]).split(",")
        ]
        wanted = {name: known[name] for name in dict.fromkeys((*violated, *_all(fixes))) if name in known}
        if wanted:
            yield from _of_names(program, wanted, known, fixes)
        yield from _of_markers(program, obstacle.message)


def _of_names(
    program: Program, wanted: Mapping[str, Named], known: Mapping[str, Named], fixes: _Fixes
) -> Iterator[Change | Left]:
    at = min(program.line(use) for dim in wanted.values() for use in dim.uses)
    loose = [name for name in wanted if name not in fixes.equal and name not in fixes.bounds]
    exact = {name: new for name in wanted if name not in loose and (new := _suggested(program, name, known, fixes))}
    ones = [name for name in loose if fixes.fixed.get(name) in (0, 1)]
    if ones:
        at_one = f"the example has size {fixes.fixed[ones[0]]} where {ones[0]} is dynamic"
        yield Left(
            at, f"{at_one}, and torch keeps the sizes 0 and 1 apart from all others: give an example of size 2 or more"
        )
        return
    rest = {name: new for name in loose if (new := _suggested(program, name, known, fixes))}
    both = {**exact, **rest}
    told = "; ".join(f"{name} = {value}" for name, value in _told(fixes).items() if name in both)
    suggested = _change(
        program, at, wanted, both, f"the spec says {told}", "torch has worked out that the trace is good for no more"
    )
    free = {**exact, **{name: _dynamic(program, wanted[name]) for name in loose}}
    left_to_torch = _change(
        program, at, wanted, free, "sizes worked out by torch",
        "the dimension stays dynamic, and torch finds by itself what has to hold for its size",
    )  # fmt: skip
    # Bounds, equal sizes and multiples are what the program is about. An only size, or a multiple and some more, is
    # often the example's alone, and comes last.
    if both and all(_MULTIPLE.match(fixes.derived.get(name, "")) for name in loose):
        yield suggested
        both = {}
    if loose:
        yield left_to_torch
    if both:
        yield suggested


def _read(message: str) -> _Fixes:
    fixes = _Fixes()
    _, found, text = message.partition("Suggested fixes:")
    text = text.partition("\n\n")[0] if found else ""
    made: dict[str, str] = {}
    for name, value in _FIX.findall(text):
        value = value.partition("#")[0].strip()
        if dim := _DIM.match(value):
            bounds = {k: v for k, v in re.findall(r"(min|max)=(\w+)", dim[2]) if v != "oo" and (k, v) != ("min", "0")}
            if name.startswith("_") and re.search(rf"= .*\b{name}\b", text):
                made[name] = "".join(f", {key}={bound}" for key, bound in bounds.items())
            else:
                fixes.bounds[name] = bounds
        elif value.isdigit():
            fixes.fixed[name] = int(value)
        elif value.isidentifier():
            fixes.equal[name] = value
        else:
            fixes.derived[name] = value
    for name, value in fixes.derived.items():
        fixes.derived[name] = re.sub(
            r"[A-Za-z_]\w*", lambda m: f'Dim("{m[0]}"{made[m[0]]})' if m[0] in made else m[0], value.replace("*", " * ")
        )
    return fixes


def _all(fixes: _Fixes) -> tuple[str, ...]:
    return (*fixes.fixed, *fixes.equal, *fixes.bounds, *fixes.derived)


def _told(fixes: _Fixes) -> dict[str, str]:
    bounds = {name: f"Dim({', '.join(_quoted(name, of))})" for name, of in fixes.bounds.items()}
    return {name: str(v) for name, v in {**fixes.fixed, **fixes.equal, **fixes.derived, **bounds}.items()}


def _suggested(program: Program, name: str, known: Mapping[str, Named], fixes: _Fixes) -> cst.BaseExpression | None:
    dim = known[name]
    if name in fixes.fixed:
        return cst.Name("None")
    if name in fixes.equal:
        other = known.get(fixes.equal[name])
        if other is None:
            return None
        return cst.Name(other.variable) if other.variable else other.made.deep_clone() if other.made else None
    if name in fixes.bounds:
        bounds = {**_bounds(program, dim), **fixes.bounds[name]}
        return cst.parse_expression(f"{_maker(program, dim)}({', '.join(_quoted(name, bounds))})")
    if name in fixes.derived:
        text = fixes.derived[name].replace("Dim(", f"{_maker(program, dim)}(")
        # Names of torch's are not those of the file.
        for other in known.values():
            if other.variable and re.search(rf'(?<!["\w]){other.name}(?!["\w])', text):
                text = re.sub(rf'(?<!["\w]){other.name}(?!["\w])', other.variable, text)
        return cst.parse_expression(text)
    return None


def _quoted(name: str, bounds: Mapping[str, str]) -> list[str]:
    return [f'"{name}"', *(f"{key}={value}" for key, value in bounds.items())]


def _dynamic(program: Program, dim: Named) -> cst.BaseExpression:
    bounds = ", ".join(f"{key}={value}" for key, value in _bounds(program, dim).items())
    return cst.parse_expression(f"{_maker(program, dim)}.DYNAMIC" + (f"({bounds})" if bounds else ""))


def _bounds(program: Program, dim: Named) -> dict[str, str]:
    calls = [node for node in (dim.made, *dim.uses) if isinstance(node, cst.Call)]
    return {arg.keyword.value: program.text(arg.value) for call in calls for arg in call.args if arg.keyword}


def _maker(program: Program, dim: Named) -> str:
    """How the file writes ``Dim``."""
    call = next((node for node in (dim.made, *dim.uses) if isinstance(node, cst.Call)), None)
    return called(call) if call is not None else f"{program.torch}.export.Dim"


def _change(
    program: Program,
    at: int,
    wanted: Mapping[str, Named],
    new: Mapping[str, cst.BaseExpression],
    title: str,
    reason: str,
) -> Change:
    edits: dict[cst.CSTNode, New] = {}
    for name, value in new.items():
        dim = wanted[name]
        keep = isinstance(value, cst.Name) or dim.shared or dim.made is None
        if not keep and dim.made is not None and dim.variable:
            edits[dim.made] = value
            continue
        for use in dim.uses:
            # Twice a dimension that is None is None too.
            target: cst.CSTNode = use
            while isinstance(above := program.parent(target), cst.BinaryOperation):
                target = above
            edits[target] = value.deep_clone()
        statement = program.statement(dim.made) if dim.made is not None and dim.variable else None
        assign = program.parent(dim.made) if dim.made is not None else None
        # A comment above it may speak of more than the name.
        if (
            keep
            and not dim.shared
            and isinstance(statement, cst.SimpleStatementLine)
            and isinstance(assign, cst.Assign)
        ):
            if any(empty.comment for empty in statement.leading_lines):
                continue
            edits[statement] = cst.RemoveFromParent()
    return Change(title, reason, at, edits)


def _of_markers(program: Program, message: str) -> Iterator[Change]:
    """Dim.DYNAMIC for a size that the program pins: torch says to write Dim.AUTO."""
    edits: dict[cst.CSTNode, New] = {}
    line = 0
    for source in _PINNED.finditer(message):
        for root in spec_roots(program):
            found = place(program, root, source)
            marker = found.func if isinstance(found, cst.Call) else found
            if isinstance(marker, cst.Attribute) and marker.attr.value == "DYNAMIC":
                edits[marker] = marker.with_changes(attr=cst.Name("AUTO"))
                line = line or program.line(marker)
    if edits:
        yield Change("Dim.AUTO for Dim.DYNAMIC", "torch keeps the size dynamic where the program lets it", line, edits)
