"""Lines of programs as they compare: without the names of variables, which differ anyhow."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

_PART = re.compile(r"\.?[A-Za-z_]\w*(?:\s*\()?|\d[\w.]*|[^\s\w]")
#: A change in place, which others write out.
_AUGMENTED = re.compile(r"^([\w.\[\]]+) (\*\*|//|<<|>>|[-+*/%|&^@])= (.+)$")
#: A name that the author of a module gave.
_OWN = re.compile(r"\bself\.\w+")
_KEYWORD = re.compile(
    r"(?:if|elif|else|while|for|in|not|and|or|is|return|assert|raise|with|lambda|yield|del|None|True|False|import"
    r"|try|except|match|case|global|nonlocal|await|async)$"
)
#: Names that stand for what is meant whoever writes the program.
_NAME = re.compile(r"\.([A-Za-z_]\w*)|\b([A-Za-z_]\w*)\s*\(|\b(torch|np|numpy|math|F|nn|self)\b")
_STATEMENT = re.compile(r"(?:el)?(if|while|for|assert|with|raise|match|case|del|try)\b")
#: They are in every other line.
_EMPTY = frozenset(("self", "torch", "nn", "F", "functional", "forward"))


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A line as it compares."""

    text: str
    form: frozenset[tuple[str, str]]
    #: Methods, attributes and functions that it names.
    names: frozenset[str]
    #: The statement: ``if``, ``while``, ..., and ``""`` for an expression.
    kind: str


def code_line(text: str) -> CodeLine:
    """A line of a program."""
    text = text.strip()
    compared = _OWN.sub("self", _AUGMENTED.sub(r"\1 = \1 \2 \3", text))
    parts = [_abstract(part) for part in _PART.findall(compared)]
    names = frozenset(name for groups in _NAME.findall(compared) for name in groups if name and name not in _EMPTY)
    first = _STATEMENT.match(text)
    return CodeLine(text, frozenset(zip(["", *parts], [*parts, ""], strict=True)), names, first[1] if first else "")


def alike_lines(one: CodeLine, other: CodeLine) -> float:
    """How alike two lines are, from 0 to 1: their form, and the methods and functions that they name."""
    if not one.text or not other.text:
        return 0.0
    form = 2 * len(one.form & other.form) / (len(one.form) + len(other.form))
    named = len(one.names) + len(other.names)
    names = 2 * len(one.names & other.names) / named if named else form
    # In a statement it is the statement that stops, in an expression what is called.
    if one.kind or other.kind:
        return 0.5 * form + 0.3 * (one.kind == other.kind) + 0.2 * names
    return 0.55 * form + 0.45 * names


def told(text: str) -> str:
    """What a line does, in few words: ``an `if` on `x.sum() > 0```, ``a slice by `x[:n]```, ``a call of `divmod```."""
    node = _parsed(text.strip())
    if isinstance(node, ast.If):
        return f"an `if` on {_short(node.test)}"
    if isinstance(node, ast.While):
        return f"a `while` on {_short(node.test)}"
    if isinstance(node, ast.For):
        return f"a `for` over {_short(node.iter)}"
    if isinstance(node, ast.Assert):
        return f"an `assert` on {_short(node.test)}"
    if isinstance(node, ast.With):
        return f"a `with` of {_short(node.items[0].context_expr)}"
    value = getattr(node, "value", None)
    if isinstance(node, ast.AugAssign):
        return f"a change in place of {_short(node.target)}"
    for found in ast.walk(value) if isinstance(value, ast.AST) else ():
        if isinstance(found, ast.IfExp):
            return f"a choice by {_short(found.test)}"
        if isinstance(found, ast.Subscript) and isinstance(found.slice, (ast.Slice, ast.Tuple, ast.Compare)):
            return f"an index {_short(found)}"
        if isinstance(found, ast.Call):
            return f"a call of {_short(found.func)}"
    return f"`{_cut(text.strip())}`"


def _parsed(text: str) -> ast.stmt | None:
    head = text.removeprefix("el") if text.startswith("elif") else text
    for source in (head, f"{head}\n    pass", f"{head} pass"):
        try:
            body = ast.parse(source).body
        except (SyntaxError, ValueError):
            continue
        return body[0] if body else None
    return None


def _short(node: ast.AST) -> str:
    return f"`{_cut(ast.unparse(node))}`"


def _cut(text: str, length: int = 44) -> str:
    return text if len(text) <= length else f"{text[: length - 3]}..."


def _abstract(part: str) -> str:
    if part[0] == "." or part.endswith("(") or _KEYWORD.match(part):
        return part.replace(" ", "")
    return "1" if part[0].isdigit() else "x" if part[0].isalpha() or part[0] == "_" else part
