"""A case as a program that shows its result with nothing but torch: the case's file, less what only exportdb reads."""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from exportdb.present.rewriting import replaced
from exportdb.store.details import CaseDetail
from exportdb_engine.protocol import ORIGINAL, Mode, Stage
from exportdb_engine.protocol.casefile import NAMES, REPLACEABLE

#: What a stage does once a program was exported. What is tried runs on copies: a program may write to its inputs.
_AFTER = {
    Stage.EAGER: "",
    Stage.EXPORT: "print(exported)",
    Stage.RUN: (
        "args, kwargs = copy.deepcopy(({args}, {kwargs}))\n"
        "print('eager:   ', model(*{args}, **{kwargs}))\n"
        "print('exported:', exported.module()(*args, **kwargs))"
    ),
    Stage.GENERALIZE: (
        "for args in more_args:\n"
        "    print('inputs:  ', args)\n"
        "    for name, program in (('eager:   ', model), ('exported:', exported.module())):\n"
        "        try:\n"
        "            print(name, program(*copy.deepcopy(args), **{kwargs}))\n"
        "        except Exception as error:\n"
        "            print(name, type(error).__name__, error)"
    ),
    Stage.DECOMPOSE: "print(exported.run_decompositions({table}))",
    Stage.SERIALIZE: (
        "file = io.BytesIO()\ntorch.export.save(exported, file)\nfile.seek(0)\nprint(torch.export.load(file))"
    ),
    Stage.RETRACE: "print(torch.export.export(exported.module(), {args}{rest}))",
}
_MODULES = ("copy", "io")


@dataclass(frozen=True, slots=True)
class _Part:
    """A statement of the file, with its lines from 0; a comment right above it is part of it."""

    node: ast.stmt
    start: int
    end: int

    @property
    def names(self) -> set[str]:
        """What it assigns or defines."""
        if isinstance(self.node, ast.Assign):
            return {target.id for target in self.node.targets if isinstance(target, ast.Name)}
        if isinstance(self.node, (ast.FunctionDef, ast.ClassDef)):
            return {self.node.name}
        return set()

    @property
    def uses(self) -> set[str]:
        return {node.id for node in ast.walk(self.node) if isinstance(node, ast.Name)} - self.names

    @property
    def plain(self) -> bool:
        """Whether it defines something and does no more: a decorator may register what it decorates."""
        return isinstance(self.node, (ast.FunctionDef, ast.ClassDef)) and not self.node.decorator_list


def standalone(detail: CaseDetail, mode: Mode, stage: Stage = Stage.EXPORT, variant: str = ORIGINAL) -> str | None:
    """The program, which goes on to ``stage``; None when the text of the case is not Python.

    A backend is not part of it: for ``lower:*``, ``shapes`` and ``specs`` it ends with the exported program.
    """
    try:
        tree = ast.parse(detail.source)
    except (SyntaxError, ValueError, RecursionError):
        return None
    lines = detail.source.splitlines()
    parts = _parts(tree.body, lines)
    after = _AFTER.get(stage, _AFTER[Stage.EXPORT])
    changed = replaced(detail.source, variant) if variant != ORIGINAL else {}
    wanted = REPLACEABLE | {"decomp_table"} | ({"more_args"} if "more_args" in after else set())
    kept = _kept(parts, NAMES.keys() - wanted, changed)
    names = set().union(*(part.names for part in kept)) | changed.keys()
    calls = _calls(names, mode, after)
    head = f"# {detail.case}: {' '.join(detail.title.split())}".rstrip(": ")
    news = [f"{name} = {value}" for name, value in changed.items()]
    imports = [f"import {module}" for module in _MODULES if f"{module}." in calls]
    return "\n".join([head, *_joined(kept, lines, imports), *news, "", calls, ""])


def _parts(body: Sequence[ast.stmt], lines: Sequence[str]) -> list[_Part]:
    found = []
    for number, node in enumerate(body):
        if number == 0 and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue  # the docstring
        decorators = getattr(node, "decorator_list", [])
        start = min([node.lineno, *(decorator.lineno for decorator in decorators)]) - 1
        while start and lines[start - 1].startswith("#"):
            start -= 1
        found.append(_Part(node, start, node.end_lineno or node.lineno))
    return found


def _kept(parts: Sequence[_Part], needless: Collection[str], changed: Mapping[str, str]) -> list[_Part]:
    """The parts that the program needs: what is replaced stays where the replacement is made of it."""
    told = {node.id for value in changed.values() for node in ast.walk(ast.parse(value)) if isinstance(node, ast.Name)}
    dropped = set(changed) - told
    while True:
        gone = {number for number, part in enumerate(parts) if part.names and part.names <= {*needless, *dropped}}
        kept = _without_unused(parts, gone, told)
        used = dropped & set().union(*(part.uses for part in kept))
        if not used:
            return kept
        dropped -= used  # `Swapped(model)`, or a function that says so


def _without_unused(parts: Sequence[_Part], dropped: set[int], told: set[str]) -> list[_Part]:
    """The parts that stay: what only dropped parts speak of goes with them."""
    gone = set(dropped)
    while True:
        used = told.union(*(part.uses for number, part in enumerate(parts) if number not in gone))
        spoken = set().union(*(parts[number].uses for number in gone))
        more = {
            number
            for number, part in enumerate(parts)
            if number not in gone and part.plain and part.names <= spoken and not part.names & used
        }
        if not more:
            return [part for number, part in enumerate(parts) if number not in gone]
        gone |= more


def _joined(parts: Sequence[_Part], lines: Sequence[str], imports: Sequence[str]) -> list[str]:
    """The lines of the parts, with empty ones between them as in any file."""
    future = bool(parts) and isinstance(parts[0].node, ast.ImportFrom) and parts[0].node.module == "__future__"
    found = [] if future else list(imports)
    for before, part in zip([None, *parts], parts, strict=False):
        if before is not None:
            apart = any(isinstance(p.node, (ast.FunctionDef, ast.ClassDef)) for p in (before, part))
            found += ["", ""] if apart else [""] if not lines[part.start - 1].strip() else []
        found += lines[part.start : part.end]
        if future and before is None:
            found += ["", *imports]
    return found


def _calls(names: Collection[str], mode: Mode, after: str) -> str:
    rest = ""
    if "example_kwargs" in names:
        rest += ", example_kwargs"
    if "dynamic_shapes" in names:
        rest += ", dynamic_shapes=dynamic_shapes"
    rest += f", strict={mode is Mode.STRICT}"
    kwargs = "example_kwargs" if "example_kwargs" in names else "{}"
    table = "decomp_table" if "decomp_table" in names else ""
    args = "example_args"
    # tracing, too, may write to what it is given
    handed = "copy.deepcopy(example_args)" if "copy." in after else args
    done = after.format(args=args, kwargs=kwargs, rest=rest, table=table)
    if not after:
        return f"print(model(*{args}, **{kwargs}))"
    return f"exported = torch.export.export(model, {handed}{rest})\n{done}"
