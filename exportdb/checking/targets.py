"""What a user names on the command line as the program to be checked."""

from __future__ import annotations

import ast
import difflib
import importlib.util
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from exportdb.errors import CheckFailed

#: Expressions of the command line, which the engine evaluates with torch and the user's file at hand.
EXPRESSIONS = ("init", "args", "kwargs", "dynamic_shapes", "more_args")


@dataclass(frozen=True, slots=True)
class CheckTarget:
    """A program to be checked, before it is imported."""

    #: As the user wrote it: ``model.py:Model``.
    word: str
    #: ``object``, ``case``, ``script`` or ``saved``.
    kind: str
    #: The file, absolute; None for a module that is named with dots.
    path: Path | None = None
    module: str = ""
    #: The class, instance or function.
    name: str = ""
    #: The working directory in which the program is made.
    cwd: Path = field(default_factory=Path.cwd)
    #: Name of an expression -> its text.
    expressions: dict[str, str] = field(default_factory=dict)
    #: Arguments of a script, and which of its calls is meant, from 0.
    argv: tuple[str, ...] = ()
    call: int = 0
    #: Put the module into evaluation mode.
    evaluation: bool = False

    @property
    def title(self) -> str:
        return f"{self.word}, call {self.call + 1}" if self.kind == "script" else self.word

    @property
    def sources(self) -> tuple[str, ...]:
        """The files and folders (these end in ``/``) whose lines are the user's."""
        if self.path is not None:
            folder = self.path.parent
            while (folder / "__init__.py").is_file():
                folder = folder.parent
            return (str(self.path), f"{folder}/") if self.kind != "saved" else (f"{self.cwd}/",)
        found = importlib.util.find_spec(self.module.partition(".")[0])
        installed = [f"{folder}/" for folder in (found.submodule_search_locations or ())] if found else []
        return (f"{self.cwd}/", *installed)

    def described(self, edited: Path | None = None) -> dict[str, Any]:
        """What the engine is told: the argument of ``exportdb_engine.target.load``."""
        told: dict[str, Any] = {"kind": self.kind, "cwd": str(self.cwd)}
        told |= {"path": str(self.path)} if self.path else {"module": self.module}
        told |= {"name": self.name} if self.name else {}
        told |= {"call": self.call, "argv": self.argv} if self.kind == "script" else {}
        told |= {"eval": True} if self.evaluation else {}
        told |= {"edited": str(edited)} if edited else {}
        return told | self.expressions

    def source_file(self) -> Path | None:
        """The user's file that holds the program, where one is named."""
        return self.path if self.kind != "saved" else None


def read_target(word: str, expressions: dict[str, str], argv: tuple[str, ...] = ()) -> CheckTarget:
    """What a word names: ``file.py:Name``, ``package.module:Name``, a script, a case file, a saved ``.pt2``.

    Raises CheckFailed when it names nothing.
    """
    file, colon, name = word.rpartition(":") if ":" in word else (word, "", "")
    path = Path(file)
    if colon and not name:
        raise CheckFailed(f"{word!r} names no class after the colon", hint=_example(path))
    if argv and (colon or path.suffix != ".py"):
        raise CheckFailed(f"arguments after {word!r} are for a script that exports", hint="see: exportdb check --help")
    if not path.exists() and (path.suffix in (".py", ".pt2") or "/" in file):
        raise CheckFailed(f"{file} does not exist", hint=_near(path))
    if colon:
        if path.exists():
            return CheckTarget(word, "object", path.resolve(), name=name, expressions=expressions)
        return CheckTarget(word, "object", module=file, name=name, expressions=expressions)
    if path.suffix == ".pt2":
        return CheckTarget(word, "saved", path.resolve(), expressions=expressions)
    if path.suffix != ".py":
        raise CheckFailed(
            f"{word!r} is no Python file and names no class",
            hint="write path/model.py:Model, package.module:Model, a script that exports, or a saved program.pt2",
        )
    kind = "case" if {"model", "example_args"} <= _assigned(path) else "script"
    if kind == "script" and not _exports(path):
        raise CheckFailed(f"{word} does not call torch.export or torch.onnx.export", hint=_example(path))
    return CheckTarget(word, kind, path.resolve(), expressions=expressions, argv=argv)


def _tree(path: Path) -> ast.Module:
    try:
        return ast.parse(path.read_bytes(), filename=str(path))
    except SyntaxError as error:
        raise CheckFailed(f"{path}:{error.lineno}: not Python: {error.msg}", hint="mend the file first") from error
    except (OSError, ValueError) as error:
        raise CheckFailed(f"{path} cannot be read: {error}", hint="name a Python file") from error


def _assigned(path: Path) -> set[str]:
    return {
        target.id
        for node in _tree(path).body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _exports(path: Path) -> bool:
    """Whether a script may export: it speaks of it, or imports what may do it."""
    for node in ast.walk(_tree(path)):
        names = [node.attr] if isinstance(node, ast.Attribute) else []
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [alias.name for alias in node.names]
            modules = names if isinstance(node, ast.Import) else ["." * node.level + (node.module or "")]
            if any(m.partition(".")[0] not in {"torch", *sys.stdlib_module_names} for m in modules):
                return True
        if any("export" in name for name in names):
            return True
    return False


def _example(path: Path) -> str:
    classes = [n.name for n in _tree(path).body if isinstance(n, ast.ClassDef)] if path.is_file() else []
    name = classes[-1] if classes else "Model"
    return f"name the program in it: exportdb check {path}:{name} --args '(torch.randn(2, 3),)'"


def _near(path: Path) -> str:
    there = [p.stem for p in path.parent.glob(f"*{path.suffix}")] if path.parent.is_dir() else []
    close = difflib.get_close_matches(path.stem, there, n=1)
    return f"did you mean {path.with_stem(close[0])}?" if close else f"looked in {path.parent.resolve()}"
