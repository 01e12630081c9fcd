"""Keeps a checked program as a case of the user's own collection, with what was measured as its expectation."""

from __future__ import annotations

import ast
import json
import re
import sys
from pathlib import Path

from exportdb.checking.check import Checked
from exportdb.checking.targets import CheckTarget
from exportdb.errors import CheckFailed
from exportdb.store.details import QUIET, Lane
from exportdb_engine.protocol import MODES, Stage
from exportdb_engine.protocol.casefile import CaseError, parse_case

#: What a case of one's own is tagged with, so that it can be told from those of others.
TAG = "own.checked"
#: What the names of a case are assigned from, where its source cannot stand in the case itself.
_LOADED = """\
_target = _load({what!r})
model = _target.model
example_args = _target.args
example_kwargs = _target.kwargs
dynamic_shapes = _target.dynamic_shapes
more_args = _target.more_args
_exported = _target.exported
"""


def save(checked: Checked, folder: Path) -> Path:
    """Write the case below ``folder`` and give its path.

    A program whose file imports nothing of the user's own stands in the case as it is, and needs torch alone; any other
    is imported from where it lies. Raises CheckFailed where there is a case of that name which says something else.
    """
    target = checked.target
    path = folder / f"{case_name(target)}.py"
    text = _standing(checked)
    if text is None or _problem(text, path):
        text = _importing(checked)
    problem = _problem(text, path)
    if problem:
        raise CheckFailed(f"{target.word} cannot be kept as a case: {problem}", hint="run check without --save")
    if path.exists() and path.read_text(encoding="utf-8") != text:
        raise CheckFailed(f"{path} exists, and is another text", hint="remove it, or name another folder with --save")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CheckFailed(f"{path} cannot be written: {error.strerror}", hint="name another folder") from error
    return path


def case_name(target: CheckTarget) -> str:
    """``SmallCNN`` of ``cnn.py`` as ``cnn_small_cnn``."""
    stem = target.path.stem if target.path else target.module.replace(".", "_")
    words = [stem, target.name] if target.name else [stem]
    words += [f"call_{target.call + 1}"] if target.kind == "script" else []
    split = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", "_".join(words))
    return re.sub(r"\W+|_{2,}", "_", split).strip("_").lower() or "program"


def expectation(lane: Lane) -> str:
    """As a case writes it: ``pass``, or each stage that does not with its code."""
    stops = [f"{cell.stage}: {cell.code}" for cell in lane.pipeline if cell.outcome not in QUIET]
    return ", ".join(stops) or "pass"


def _head(checked: Checked) -> str:
    target = checked.target
    name = target.name or (target.path.name if target.path else target.word)
    said = [f"{s.subject} {s.words}{f': {s.code}' if s.code else ''}." for s in checked.sentences]
    lines = [f"{name}, as it was checked", "", f"On torch {checked.environment.torch}:", *said]
    return '"""' + "\n".join(lines) + '\n"""\n'


def _facts(checked: Checked) -> str:
    expect = {str(mode): expectation(checked.lanes[mode]) for mode in MODES if mode in checked.lanes}
    stated = {mode: text for mode, text in expect.items() if text != "pass"}
    facts = f'tags = {{"{TAG}"}}\n' + (f"expect = {json.dumps(stated)}\n" if stated else "")
    if stated and not any(Stage.EAGER in text for text in stated.values()):
        facts += 'no_rewrite = "None is known yet."\n'
    return facts


def _importing(checked: Checked) -> str:
    return (
        f"{_head(checked)}\nfrom exportdb_engine.target import load as _load\n\n"
        f"{_facts(checked)}{_LOADED.format(what=checked.target.described())}"
    )


def _standing(checked: Checked) -> str | None:
    """The case with the program's own source; None where that is not all there is."""
    target = checked.target
    given = target.expressions
    if target.kind != "object" or target.path is None or not ({"args", "kwargs"} & given.keys()):
        return None
    source = target.path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    if not _alone(tree):
        return None
    body = _without_docstring(source, tree)
    known = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        for alias in getattr(node, "names", ())
        if _is_alias(alias)
    }
    needed = "" if "torch" in known else "import torch\n"
    if any("Dim" in text for text in given.values()) and "Dim" not in known:
        needed += "from torch.export import Dim\n"
    isclass = any(isinstance(node, ast.ClassDef) and node.name == target.name for node in tree.body)
    model = f"{target.name}({_call(given.get('init', ''))})" if isclass else target.name
    model += ".eval()" if target.evaluation else ""
    lines = [f"model = {model}", f"example_args = {given.get('args', '()')}"]
    lines += [
        f"{name} = {given[key]}"
        for key, name in (
            ("kwargs", "example_kwargs"),
            ("dynamic_shapes", "dynamic_shapes"),
            ("more_args", "more_args"),
        )
        if key in given
    ]
    # Imports come first, but for those that Python wants there.
    before, after = ("", f"{needed}\n") if "__future__" in source else (f"\n{needed.rstrip()}" if needed else "", "")
    return f"{_head(checked)}{before}{body.rstrip()}\n\n\n{after}{_facts(checked)}" + "\n".join(lines) + "\n"


def _call(init: str) -> str:
    """The text of ``--init`` as the arguments of a call."""
    if not init:
        return ""
    try:
        value = ast.parse(init, mode="eval").body
    except SyntaxError:
        return init  # by name: width=16
    return f"*{init}" if isinstance(value, ast.Tuple) else f"**{init}" if isinstance(value, ast.Dict) else init


def _alone(tree: ast.Module) -> bool:
    """Whether a file imports torch and the standard library alone, as a case has to."""
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                return False
            names = [node.module or ""]
        if any(name.partition(".")[0] not in {"torch", *sys.stdlib_module_names} for name in names):
            return False
    return True


def _is_alias(value: object) -> bool:
    return isinstance(value, ast.alias)


def _without_docstring(source: str, tree: ast.Module) -> str:
    if ast.get_docstring(tree, clean=False) is None:
        return "\n" + source
    end = tree.body[0].end_lineno or 0
    return "".join(source.splitlines(keepends=True)[end:])


def _problem(text: str, path: Path) -> str:
    """Why the text is no case; empty when it is one."""
    try:
        parse_case(text.encode(), path, case=path.stem, collection="own")
    except CaseError as error:
        return str(error)
    return ""
