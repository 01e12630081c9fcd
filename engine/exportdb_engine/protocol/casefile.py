"""Reads a case file by its syntax tree: what it says of itself, without running it and without torch.

The database side indexes the corpus with this, and a worker that was handed a folder finds its chains with it.
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exportdb_engine.protocol.identity import text_sha256
from exportdb_engine.protocol.vocabulary import ORIGINAL, Mode, Stage

#: The names a case file may assign, and what each is for.
NAMES = {
    "model": "the program",
    "example_args": "the positional inputs that it is exported with",
    "example_kwargs": "the keyword inputs that it is exported with",
    "more_args": "further positional inputs, for the stage generalize",
    "dynamic_shapes": "the spec handed to torch.export.export",
    "draws": "input -> dict of low, high, sizes, map, keep: what is drawn for it in the stage shapes",
    "decomp_table": "the table handed to run_decompositions instead of the default one",
    "rewrites": "label -> a model with the same inputs that exports, or a dict of the names it replaces",
    "tags": "a set of tags from tags.toml",
    "expect": "mode -> 'pass', or 'stage: code' of the stage that does not pass",
    "issues": "upstream issues, 'owner/repo#number'",
    "near": "ids of cases that look alike",
    "no_rewrite": "why a failing case has no rewrite",
    "requires": "capabilities from tags.toml that the environment must have",
    "preload": "modules, slow to import, that the worker imports once instead of every case for itself",
}
#: The names whose values are read from the syntax tree and therefore have to be literals.
LITERALS = {"tags", "expect", "issues", "near", "no_rewrite", "requires", "preload"}
REQUIRED = ("model", "example_args", "tags")
#: What a rewrite given as a dict may replace.
REPLACEABLE = {"model", "example_args", "example_kwargs", "dynamic_shapes"}

EXPECT_PASS = "pass"

#: The collection whose files state a level of support.
TORCH_EXPORTDB = "torch-exportdb"


class CaseError(ValueError):
    """A case file that cannot be read as one. ``str()`` gives ``file:line: what is wrong``, and ``hint`` what to do."""

    def __init__(self, path: str | Path, line: int, message: str, hint: str = "") -> None:
        super().__init__(f"{path}:{line}: {message}" + (f" ({hint})" if hint else ""))
        self.path, self.line, self.message, self.hint = str(path), line, message, hint


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A rewrite as the file states it."""

    label: str
    #: First line of the entry in ``rewrites`` (from 1).
    line: int
    #: The class that the entry instantiates, where there is one: its docstring and text.
    class_name: str | None = None
    docstring: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """All that a case file says of itself."""

    case: str
    collection: str
    path: Path
    sha256: str
    source: str
    title: str
    explanation: str
    tags: frozenset[str] = frozenset()
    #: Mode -> the (stage, code) pairs that do not pass; a mode without an entry passes everywhere. None for a
    #: foreign case, which states no expectation.
    expect: dict[Mode, tuple[tuple[Stage, str], ...]] | None = None
    issues: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    no_rewrite: str | None = None
    requires: tuple[str, ...] = ()
    preload: tuple[str, ...] = ()
    rewrites: tuple[Rewrite, ...] = ()
    #: Text of the class of ``model``, where it is an instance of a class in the file.
    model_source: str = ""
    model_line: int = 1
    #: Names assigned at module level -> line.
    assigned: dict[str, int] | None = None
    #: What PyTorch's ExportDB says of its own example: SUPPORTED, NOT_SUPPORTED_YET.
    support_level: str | None = None

    @property
    def area(self) -> str:
        return self.case.rsplit("/", 1)[0] if "/" in self.case else ""

    @property
    def variants(self) -> tuple[str, ...]:
        return (ORIGINAL, *(rewrite.label for rewrite in self.rewrites))

    def expected(self, mode: Mode, variant: str = ORIGINAL) -> tuple[tuple[Stage, str], ...]:
        """The (stage, code) pairs that do not pass. A rewrite is always expected to pass."""
        if variant != ORIGINAL or self.expect is None:
            return ()
        return self.expect.get(mode, ())


def case_files(folder: Path) -> Iterator[Path]:
    """The case files below a folder, by name. Names that begin with ``_`` or ``.`` are left out."""
    for path in sorted(folder.rglob("*.py")):
        if not any(part.startswith(("_", ".")) for part in path.relative_to(folder).parts):
            yield path


def read_case(path: Path, root: Path, *, collection: str = "core", foreign: bool = False) -> CaseFile:
    """The case in ``path``, whose id is its path below ``root`` (with the collection before it, when not core).

    ``foreign`` files follow the names of PyTorch's ExportDB only loosely: unknown names are let through and a docstring
    of the module is not asked for.

    Raises CaseError with the line and the likely intention, and OSError when the file cannot be read.
    """
    data = path.read_bytes()
    case = path.relative_to(root).with_suffix("").as_posix()
    if collection != "core":
        case = f"{collection}/{case}"
    return parse_case(data, path, case=case, collection=collection, foreign=foreign)


def parse_case(data: bytes, path: Path, *, case: str, collection: str, foreign: bool = False) -> CaseFile:
    """The case in ``data``; ``path`` is used in messages alone. Raises CaseError."""
    try:
        source = data.decode("utf-8")
        tree = ast.parse(source, filename=str(path))
    except UnicodeDecodeError as error:
        raise CaseError(path, 1, f"not UTF-8: {error}", "save the file as UTF-8") from error
    except SyntaxError as error:
        raise CaseError(path, error.lineno or 1, f"not Python: {error.msg}") from error
    except ValueError as error:
        raise CaseError(path, 1, f"not Python: {error}") from error
    reader = _Reader(path, source, tree, foreign)
    title, explanation = reader.text(case)
    literals = reader.literals()
    return CaseFile(
        case=case,
        collection=collection,
        path=path,
        sha256=text_sha256(data),
        source=source,
        title=title,
        explanation=explanation,
        tags=frozenset(literals.get("tags", ())),
        expect=None if foreign else reader.expectations(literals.get("expect", {})),
        issues=tuple(literals.get("issues", ())),
        near=tuple(literals.get("near", ())),
        no_rewrite=literals.get("no_rewrite"),
        requires=tuple(sorted(literals.get("requires", ()))),
        preload=tuple(literals.get("preload", ())),
        rewrites=reader.rewrites(),
        model_source=reader.model_source(),
        model_line=reader.assigned.get("model", 1),
        assigned=dict(reader.assigned),
        support_level=reader.support_level() if collection == TORCH_EXPORTDB else None,
    )


_SHAPES: dict[str, tuple[type, ...]] = {
    "tags": (set, frozenset, list, tuple),
    "issues": (list, tuple),
    "near": (list, tuple),
    "requires": (set, list, tuple),
    "preload": (list, tuple),
    "expect": (dict,),
    "no_rewrite": (str,),
}


class _Reader:
    def __init__(self, path: Path, source: str, tree: ast.Module, foreign: bool) -> None:
        self.path, self.source, self.tree, self.foreign = path, source, tree, foreign
        self.values: dict[str, ast.expr] = {}
        self.assigned: dict[str, int] = {}
        self.classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
        for node in tree.body:
            if isinstance(node, ast.Assign):
                self._assign(node.targets, node.value)
            elif isinstance(node, ast.AnnAssign) and node.value is not None:
                self._assign([node.target], node.value)
        if not foreign:
            self._check_names()

    def fail(self, line: int, message: str, hint: str = "") -> CaseError:
        return CaseError(self.path, line, message, hint)

    def _assign(self, targets: list[ast.expr], value: ast.expr) -> None:
        for target in targets:
            if isinstance(target, ast.Name):
                self.values[target.id] = value
            for name in ast.walk(target):
                if isinstance(name, ast.Name):
                    self.assigned[name.id] = target.lineno

    def _check_names(self) -> None:
        for name, line in self.assigned.items():
            if name in NAMES or name.startswith("_") or name.isupper():
                continue
            close = difflib.get_close_matches(name, NAMES, n=1, cutoff=0.6)
            hint = (
                f"did you mean {close[0]!r}: {NAMES[close[0]]}?"
                if close
                else (
                    f"a helper's name begins with an underscore, `_{name}`; the names of a case are {', '.join(NAMES)}"
                )
            )
            raise self.fail(line, f"unknown name {name!r}", hint)
        for name in REQUIRED:
            if name not in self.assigned:
                raise self.fail(1, f"the case does not assign {name!r}", NAMES[name])

    def text(self, case: str) -> tuple[str, str]:
        docstring = ast.get_docstring(self.tree)
        if docstring is None and self.foreign:
            node = self._model_class()
            explanation = (ast.get_docstring(node) or "") if node else ""
            return case.rsplit("/", 1)[-1].replace("_", " "), explanation
        if docstring is None:
            raise self.fail(
                1, "the file has no docstring", "begin it with a title, an empty line, and why the program is as it is"
            )
        title, _, explanation = docstring.partition("\n")
        return title.strip(), explanation.strip()

    def literals(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in LITERALS & self.values.keys():
            node = self.values[name]
            try:
                value = ast.literal_eval(node)
            except (ValueError, TypeError):
                if isinstance(node, ast.Call) and ast.unparse(node) == "set()":
                    value = set()
                else:
                    raise self.fail(
                        node.lineno,
                        f"{name} is not a literal: {ast.unparse(node)[:60]}",
                        "the corpus is indexed without being run, so write the value out",
                    ) from None
            if not isinstance(value, _SHAPES[name]):
                hint = {"expect": "{...: ...}", "no_rewrite": '"..."'}.get(name, '{"..."}')
                raise self.fail(node.lineno, f"{name} is {type(value).__name__} {value!r}", f"write {name} = {hint}")
            if isinstance(value, (set, list, tuple)) and not all(isinstance(item, str) for item in value):
                raise self.fail(node.lineno, f"{name} holds something other than strings: {value!r}")
            found[name] = value
        return found

    def expectations(self, value: dict[Any, Any]) -> dict[Mode, tuple[tuple[Stage, str], ...]]:
        line = self.assigned.get("expect", 1)
        found: dict[Mode, tuple[tuple[Stage, str], ...]] = {}
        for mode_name, text in value.items():
            if mode_name not in list(Mode):
                raise self.fail(line, f"expect names the mode {mode_name!r}", f"the modes are {', '.join(Mode)}")
            if not isinstance(text, str):
                raise self.fail(line, f"expect[{mode_name!r}] is {text!r}", "write 'pass' or 'stage: code'")
            found[Mode(mode_name)] = () if text == EXPECT_PASS else self._stops(text, line)
        return found

    def _stops(self, text: str, line: int) -> tuple[tuple[Stage, str], ...]:
        stops = []
        for part in text.split(","):
            stage, colon, code = (piece.strip() for piece in part.partition(":"))
            if stage not in list(Stage):
                close = difflib.get_close_matches(stage, list(Stage), n=1)
                hint = f"did you mean {close[0]!r}?" if close else f"the stages are {', '.join(Stage)}"
                raise self.fail(line, f"expect {text!r} names the stage {stage!r}", hint)
            if not (colon and code):
                raise self.fail(line, f"expect {text!r} has no code", f"write '{stage}: GB0170' with the stable code")
            stops.append((Stage(stage), code))
        return tuple(stops)

    def rewrites(self) -> tuple[Rewrite, ...]:
        node = self.values.get("rewrites")
        if node is None:
            return ()
        if not isinstance(node, ast.Dict):
            raise self.fail(node.lineno, "rewrites is not a dict literal", 'write rewrites = {"label": Rewritten()}')
        found = []
        for key, value in zip(node.keys, node.values, strict=True):
            if not (isinstance(key, ast.Constant) and isinstance(key.value, str)):
                raise self.fail(node.lineno, "a label in rewrites is not a string literal")
            if key.value == ORIGINAL or not key.value.strip():
                raise self.fail(key.lineno, f"a rewrite cannot be called {key.value!r}", "choose a label that says how")
            model = value
            if isinstance(value, ast.Dict):
                entries = {ast.literal_eval(k): v for k, v in zip(value.keys, value.values, strict=True) if k}
                unknown = entries.keys() - REPLACEABLE
                if unknown:
                    raise self.fail(
                        value.lineno,
                        f"the rewrite {key.value!r} replaces {', '.join(sorted(unknown))}",
                        f"a rewrite may replace {', '.join(sorted(REPLACEABLE))}",
                    )
                model = entries.get("model", value)
            cls = self._class_of(model)
            found.append(
                Rewrite(
                    label=key.value,
                    line=key.lineno,
                    class_name=cls.name if cls else None,
                    docstring=(ast.get_docstring(cls) or "") if cls else "",
                    source=self._segment(cls) if cls else ast.get_source_segment(self.source, value) or "",
                )
            )
        if len({rewrite.label for rewrite in found}) < len(found):
            raise self.fail(node.lineno, "two rewrites have the same label")
        return tuple(found)

    def support_level(self) -> str | None:
        node = self.values.get("support_level")
        return node.attr if isinstance(node, ast.Attribute) else "SUPPORTED"

    def model_source(self) -> str:
        cls = self._model_class()
        return self._segment(cls) if cls else ""

    def _model_class(self) -> ast.ClassDef | None:
        return self._class_of(self.values.get("model"))

    def _class_of(self, node: ast.expr | None) -> ast.ClassDef | None:
        for call in ast.walk(node) if node is not None else ():
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in self.classes:
                return self.classes[call.func.id]
        return None

    def _segment(self, node: ast.ClassDef) -> str:
        first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
        return "\n".join(self.source.splitlines()[first - 1 : node.end_lineno])
