"""The exported graph as nodes and edges, read from its text, which is Python."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Node:
    """A call, an input, or what is returned."""

    name: str
    #: ``aten.sum.dim_IntList``; the name of an input; ``return``.
    label: str
    #: ``f32[2]``, and empty where the graph does not say.
    type: str
    #: ``input``, ``call`` or ``output``.
    kind: str
    #: The whole of it, as Python.
    text: str
    #: Names of the nodes that it takes, each once.
    inputs: tuple[str, ...] = ()
    #: Parameters, buffers, constants and subgraphs that it takes.
    holds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph, or one that a node such as `cond` runs."""

    name: str
    nodes: tuple[Node, ...]

    @property
    def shape(self) -> tuple[object, ...]:
        """Equal for graphs that differ in no more than the names of their nodes."""
        place = {node.name: number for number, node in enumerate(self.nodes)}
        return tuple(
            (node.kind, "" if node.kind == "input" else node.label, tuple(place[name] for name in node.inputs))
            for node in self.nodes
        )


def graphs(text: str, lifted: Collection[str] = ()) -> tuple[Graph, ...]:
    """The graph and its subgraphs; empty when the text is not what torch prints.

    Inputs of the names ``lifted`` (parameters, buffers, constants) are told by the nodes that take them and are no
    nodes of their own, as they would hide what the program does.
    """
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return ()
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    found = []
    for number, cls in enumerate(classes):
        forward = next((f for f in cls.body if isinstance(f, ast.FunctionDef) and f.name == "forward"), None)
        if forward is not None:
            found.append(Graph(cls.name, _Reader(lifted if number == 0 else ()).read(forward)))
    return tuple(found)


class _Reader:
    """Reads one forward."""

    def __init__(self, lifted: Collection[str]) -> None:
        self.lifted = lifted
        self.nodes: dict[str, Node] = {}
        #: What a name stands for that is no node: ``self.true_graph_0``.
        self.held: dict[str, str] = {}

    def read(self, forward: ast.FunctionDef) -> tuple[Node, ...]:
        for arg in forward.args.args[1:]:
            if arg.arg in self.lifted:
                self.held[arg.arg] = arg.arg
            else:
                self._add(Node(arg.arg, arg.arg, _type(arg.annotation), "input", arg.arg))
        for number, statement in enumerate(forward.body):
            self._statement(statement, number)
        return tuple(self.nodes.values())

    def _statement(self, statement: ast.stmt, number: int) -> None:
        if isinstance(statement, ast.Return) and statement.value is not None:
            self._add(self._node("return", "", statement.value, "output"))
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name) and statement.value:
            self._assigned(statement.target.id, _type(statement.annotation), statement.value)
        elif isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            if not (isinstance(statement.value, ast.Constant) and statement.value.value is None):  # x = None frees x
                self._assigned(statement.targets[0].id, "", statement.value)
        elif isinstance(statement, ast.Expr):
            self._add(self._node(f"call {number}", "", statement.value, "call"))

    def _assigned(self, name: str, type_: str, value: ast.expr) -> None:
        if isinstance(value, ast.Attribute):  # self.weight, self.true_graph_0
            self.held[name] = value.attr
        else:
            self._add(self._node(name, type_, value, "call"))

    def _node(self, name: str, type_: str, value: ast.expr, kind: str) -> Node:
        names = [node.id for node in ast.walk(value) if isinstance(node, ast.Name)]
        return Node(
            name,
            "return" if kind == "output" else _label(value),
            type_,
            kind,
            ast.unparse(value),
            tuple(dict.fromkeys(name for name in names if name in self.nodes)),
            tuple(dict.fromkeys(self.held[name] for name in names if name in self.held)),
        )

    def _add(self, node: Node) -> None:
        # A name that is used again would tie its second node to the takers of the first.
        while node.name in self.nodes:
            node = replace(node, name=f"{node.name}'")
        self.nodes[node.name] = node


def _type(annotation: ast.expr | None) -> str:
    return str(annotation.value) if isinstance(annotation, ast.Constant) else ""


def _label(value: ast.expr) -> str:
    if isinstance(value, ast.Call):
        return ast.unparse(value.func).removeprefix("torch.ops.").removeprefix("higher_order.")
    if isinstance(value, ast.Subscript):
        return f"item {ast.unparse(value.slice)}"
    return ast.unparse(value)


def lifted(inputs: Iterable[tuple[str, str]]) -> set[str]:
    """Of the (name, kind) of a program's inputs, the names of those that no caller hands in."""
    return {name for name, kind in inputs if kind != "USER_INPUT"}
