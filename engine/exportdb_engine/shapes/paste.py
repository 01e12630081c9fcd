"""A counterexample as a program for a bug report: the part of the case that matters, the export, and the two calls."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import Any

import torch
from torch.utils import _pytree

from exportdb_engine.protocol import ORIGINAL, Mode
from exportdb_engine.protocol.casefile import NAMES
from exportdb_engine.shapes.declared import Declared, is_whole
from exportdb_engine.shapes.draws import Draw, text

_NEEDED = {"model", "example_args", "example_kwargs", "dynamic_shapes"}
_AS_MODULE = """class AsModule(torch.nn.Module):
    def forward(self, *args, **kwargs):
        return model(*args, **kwargs)
"""
#: How a form is made from the exported program.
_MAKE = {
    "exported": (),
    "decomposed": ("program = program.run_decompositions({table})",),
    "reloaded": ('torch.export.save(program, "program.pt2")', 'program = torch.export.load("program.pt2")'),
}


def inputs_text(declared: Declared, draw: Draw) -> tuple[str, str]:
    """The positional and the keyword inputs of a draw as Python text. The text may refer to ``example_args``."""
    written = text(declared, draw)
    example = _pytree.tree_unflatten([leaf.example for leaf in declared.leaves], declared.structure)
    paths = [path for path, _ in _pytree.tree_flatten_with_path(example, is_leaf=is_whole)[0]]
    leaves = [
        written.get(leaf.name) or (_path(path) if leaf.is_tensor or not _is_plain(leaf.example) else repr(leaf.example))
        for leaf, path in zip(declared.leaves, paths, strict=True)
    ]
    args, kwargs = example
    if _displayed(args) and _displayed(kwargs):
        source = iter(leaves)
        return _display(args, source), _display(kwargs, source)
    # No display makes these containers; pytree puts them together.
    parts = []
    for name, part in (("example_args", args), ("example_kwargs", kwargs)):
        count = _pytree.tree_structure(part).num_leaves
        own, leaves = leaves[:count], leaves[count:]
        spec = f"torch.utils._pytree.tree_structure({name})"
        parts.append(f"torch.utils._pytree.tree_unflatten([{', '.join(own)}], {spec})" if count else repr(part))
    return parts[0], parts[1]


def program_text(
    source: str,
    variant: str,
    mode: Mode,
    *,
    form: str,
    args: str,
    kwargs: str,
    headline: str,
    eager_last: bool = False,
    is_module: bool = True,
) -> str:
    """The program. ``source`` is the text of the case; what of it is not needed here is left out.

    ``eager_last``: the call of the model comes last, since it raises and ends the program.
    """
    tree = ast.parse(source)
    pieces = list(_pieces(source, tree, variant, with_table=form == "decomposed"))
    names = {name for _, assigned in pieces for name in assigned}
    strict = mode is Mode.STRICT
    exported = ["model" if is_module else "AsModule()", "example_args"]
    exported += ["example_kwargs"] if "example_kwargs" in names else []
    exported += ["dynamic_shapes=dynamic_shapes"] if "dynamic_shapes" in names else []
    lines = [f"program = torch.export.export({', '.join(exported)}, strict={strict})"]
    lines += [line.format(table="decomp_table" if "decomp_table" in names else "") for line in _MAKE.get(form, ())]
    lines += ["", f"args = {args}", *([f"kwargs = {kwargs}"] if kwargs != "{}" else [])]
    given = "*copy.deepcopy(args)" + (", **copy.deepcopy(kwargs)" if kwargs != "{}" else "")
    calls = [f'print("eager:", copy.deepcopy(model)({given}))', f'print("{form}:", program.module()({given}))']
    lines += reversed(calls) if eager_last else calls
    head = [f"# {headline}", f"# torch {torch.__version__}, strict={strict}", "import copy"]
    body = "\n".join(piece for piece, _ in pieces)
    return "\n".join([*head, body, *([] if is_module else ["\n", _AS_MODULE]), "", *lines]) + "\n"


def _pieces(source: str, tree: ast.Module, variant: str, *, with_table: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The statements that are needed, as text with the names that they assign."""
    replaced = dict(_replaced(source, tree, variant))
    unwanted = set(NAMES) - _NEEDED - ({"decomp_table"} if with_table else set())
    kept = [
        node for node in tree.body if not _is_docstring(node) and not set(_targets(node)) & (unwanted | {*replaced})
    ]
    used = _used(kept, [ast.parse(value) for value in replaced.values()])
    before = ""
    for node in kept:
        kind = "block" if isinstance(node, (ast.FunctionDef, ast.ClassDef)) else type(node).__name__
        if not _is_used(node, used):
            continue
        decorators = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
        piece = "\n".join(source.splitlines()[first - 1 : node.end_lineno])
        apart = before.startswith("Import") and not kind.startswith("Import")
        gap = "\n\n" if "block" in (kind, before) else "\n" if apart else ""
        before = kind
        yield gap + piece, tuple(_targets(node))
    for name, value in replaced.items():
        yield ("\n\n" if before == "block" else "") + f"{name} = {value}", (name,)
        before = ""


def _replaced(source: str, tree: ast.Module, variant: str) -> Iterator[tuple[str, str]]:
    """What a rewrite replaces, as text: ``model``, or the names in its dict."""
    if variant == ORIGINAL:
        return
    for node in tree.body:
        if "rewrites" in _targets(node) and isinstance(getattr(node, "value", None), ast.Dict):
            entries = node.value  # type: ignore[attr-defined]
            for key, value in zip(entries.keys, entries.values, strict=True):
                if not (isinstance(key, ast.Constant) and key.value == variant):
                    continue
                if isinstance(value, ast.Dict):
                    for name, part in zip(value.keys, value.values, strict=True):
                        if isinstance(name, ast.Constant):
                            yield str(name.value), ast.get_source_segment(source, part) or ast.unparse(part)
                else:
                    yield "model", ast.get_source_segment(source, value) or ast.unparse(value)


def _used(kept: Iterable[ast.stmt], more: Iterable[ast.AST]) -> set[str]:
    """The names that are reached from what is kept in any case."""
    blocks = {node.name: node for node in kept if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    todo: list[ast.AST] = [*more]
    todo += [n for n in kept if not isinstance(n, (ast.FunctionDef, ast.ClassDef)) or n.decorator_list]
    used: set[str] = set()
    while todo:
        for node in ast.walk(todo.pop()):
            if isinstance(node, ast.Name) and node.id not in used:
                used.add(node.id)
                if node.id in blocks:
                    todo.append(blocks[node.id])
    return used


def _is_used(node: ast.stmt, used: set[str]) -> bool:
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return node.name in used or bool(node.decorator_list)
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        names = {alias.asname or alias.name.partition(".")[0] for alias in node.names}
        return bool(names & (used | {"torch"})) and ast.unparse(node) != "import copy"
    return True


def _targets(node: ast.stmt) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _path(path: tuple[Any, ...]) -> str:
    return ("example_args" if path[0].idx == 0 else "example_kwargs") + _pytree.keystr(path[1:])


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, (bool, int, float, str))


def _displayed(value: Any) -> bool:
    """Whether Python has a display for the containers in ``value``."""
    if type(value) in (tuple, list):
        return all(map(_displayed, value))
    if type(value) is dict:
        return all(map(_displayed, value.values()))
    return bool(_pytree.tree_structure(value).is_leaf())


def _display(value: Any, leaves: Iterator[str]) -> str:
    if type(value) is tuple:
        parts = [_display(item, leaves) for item in value]
        return f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"
    if type(value) is list:
        return f"[{', '.join([_display(item, leaves) for item in value])}]"
    if type(value) is dict:
        return "{" + ", ".join([f"{key!r}: {_display(item, leaves)}" for key, item in value.items()]) + "}"
    return next(leaves)
