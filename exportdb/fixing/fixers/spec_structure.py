from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import libcst as cst

from exportdb.fixing.base import Change, Left, fixer
from exportdb.fixing.program import Program
from exportdb.fixing.specs import SOURCE, named, place, spec_roots, text_of

_KEYS = re.compile(r"top-level keys must be the arg names (\[[^\]]*\]) of .{0,20}?, but here they are (\[[^\]]*\])")
_NO_TENSOR = re.compile(r"specified at `dynamic_shapes\['(\w+)'\]` to non-tensor type")
_STATIC = re.compile(
    rf"Static shape constraint of (?P<said>\d+) does not match input size of (?P<is>\d+), for {SOURCE}"
)
_DIFFERENT = re.compile(r"Found different definitions Dim\('(\w+)'.* for the same symbolic dimension")
_OUTSIDE = re.compile(r"^(\d+) not in range (\[[^\]]*\])")


@fixer("spec", does="A spec of dynamic shapes that does not fit the inputs is made to fit: names, numbers, places.")
def find(program: Program) -> Iterator[Change | Left]:
    roots = spec_roots(program)
    for obstacle in program.met(r"dynamic_shapes|Static shape constraint|Found different definitions|not in range"):
        for root in roots:
            yield from _keys(program, root, obstacle.message)
            yield from _entry(program, root, obstacle.message)
        yield from _definitions(program, obstacle.message)
        if (outside := _OUTSIDE.search(obstacle.message)) and roots:
            yield Left(
                program.line(roots[0]),
                f"the example has size {outside[1]} and the spec says {outside[2]}: give an example inside of it, or"
                " widen the spec",
            )


def _keys(program: Program, root: cst.BaseExpression, message: str) -> Iterator[Change | Left]:
    told = _KEYS.search(message)
    if told is None or not isinstance(root, cst.Dict):
        return
    wanted: list[str] = ast.literal_eval(told[1])
    given = [text_of(e.key) for e in root.elements if isinstance(e, cst.DictElement)]
    if given != ast.literal_eval(told[2]):
        return
    missing = [name for name in wanted if name not in given]
    unknown = [name for name in given if name not in wanted]
    at = program.line(root)
    if not unknown:
        more = [cst.DictElement(cst.SimpleString(f'"{name}"'), cst.Name("None")) for name in missing]
        # A comma after the last one would stand before what is added.
        first = [
            e.with_changes(comma=cst.MaybeSentinel.DEFAULT)
            if e is root.elements[-1] and "\n" not in program.text(root)
            else e
            for e in root.elements
        ]
        yield Change(
            f"{', '.join(missing)} named in the spec",
            "a spec that is a dict names every input; None says that nothing of it is dynamic",
            at,
            {root: root.with_changes(elements=[*first, *more])},
        )
    elif len(unknown) == len(missing) == 1:
        key = next(e.key for e in root.elements if isinstance(e, cst.DictElement) and text_of(e.key) == unknown[0])
        yield Change(
            f"{missing[0]} for {unknown[0]} in the spec",
            "a spec that is a dict names the inputs as forward does",
            at,
            {key: cst.SimpleString(f'"{missing[0]}"')},
        )
    else:
        yield Left(at, f"the spec names {', '.join(unknown)}; the inputs are {', '.join(wanted)}")


def _entry(program: Program, root: cst.BaseExpression, message: str) -> Iterator[Change]:
    if (told := _NO_TENSOR.search(message)) and isinstance(root, cst.Dict):
        for element in root.elements:
            if isinstance(element, cst.DictElement) and text_of(element.key) == told[1]:
                yield Change(
                    f"None for {told[1]} in the spec",
                    "it is no tensor, and is fixed when the program is exported",
                    program.line(element.value),
                    {element.value: cst.Name("None")},
                )
    for told in _STATIC.finditer(message):
        number = place(program, root, told)
        if isinstance(number, cst.Integer) and number.value == told["said"]:
            yield Change(
                f"{told['is']} for {told['said']} in the spec",
                "a number in a spec is the size that the example has",
                program.line(number),
                {number: cst.Integer(told["is"])},
            )


def _definitions(program: Program, message: str) -> Iterator[Change]:
    """One name with several bounds: those of the first, which is the one that says the most."""
    told = _DIFFERENT.search(message)
    dim = named(program).get(told[1]) if told else None
    calls = [use for use in dim.uses if isinstance(use, cst.Call)] if dim else []
    if len(calls) > 1:
        widest = max(calls, key=lambda call: len(call.args))
        yield Change(
            f"the same bounds for every Dim {told[1] if told else ''!r}",
            "one name is one dimension, and has one definition",
            program.line(calls[0]),
            {call: widest.deep_clone() for call in calls if call is not widest},
        )
