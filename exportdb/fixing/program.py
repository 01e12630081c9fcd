"""A program's text as fixers see it: its tree, where things stand, and what stands in its way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

import libcst as cst
from libcst.codemod import CodemodContext
from libcst.codemod.visitors import AddImportsVisitor, ImportItem
from libcst.metadata import ParentNodeProvider, PositionProvider

from exportdb.fixing.base import Obstacle

if TYPE_CHECKING:
    from exportdb.fixing.base import New

Node = TypeVar("Node", bound=cst.CSTNode)

#: Methods that torch traces as the module's own computation.
FORWARD = "forward"


class Program:
    """A parsed program. Raises libcst.ParserSyntaxError for a text that is not Python."""

    def __init__(self, source: str, obstacles: Sequence[Obstacle] = ()) -> None:
        self.source = source
        self.obstacles = tuple(obstacles)
        wrapper = cst.MetadataWrapper(cst.parse_module(source))
        #: Its nodes are the keys of the edits.
        self.tree = wrapper.module
        self._positions = wrapper.resolve(PositionProvider)
        self._parents = wrapper.resolve(ParentNodeProvider)
        # libcst finds a node's children by visiting them, which fixers would do for every question.
        self._order: list[cst.CSTNode] = []
        self._spans: dict[cst.CSTNode, tuple[int, int]] = {}
        self._enter(self.tree)
        self._torch = self._named_torch()

    def line(self, node: cst.CSTNode) -> int:
        """The node's first line, from 1."""
        return int(self._positions[node].start.line)

    def last_line(self, node: cst.CSTNode) -> int:
        """The node's last line, from 1."""
        return int(self._positions[node].end.line)

    def spans(self, node: cst.CSTNode, line: int | None) -> bool:
        """Whether the line is one of the node's."""
        return line is not None and self.line(node) <= line <= self.last_line(node)

    def text(self, node: cst.CSTNode) -> str:
        """The node as it is written."""
        return self.tree.code_for_node(node).strip()

    def parent(self, node: cst.CSTNode) -> cst.CSTNode | None:
        return self._parents.get(node)

    def outer(self, node: cst.CSTNode, kind: type[Node]) -> Node | None:
        """The nearest node of a kind around this one."""
        above = self.parent(node)
        while above is not None and not isinstance(above, kind):
            above = self.parent(above)
        return above

    def all(self, kind: type[Node], below: cst.CSTNode | None = None) -> Iterator[Node]:
        """Every node of a kind, in the order of the text, the given one's own included."""
        top = below or self.tree
        start, end = self._spans.get(top, (0, 0))
        for node in self._order[start:end] if end else walk(top):
            if isinstance(node, kind):
                yield node

    def _enter(self, node: cst.CSTNode) -> None:
        start = len(self._order)
        self._order.append(node)
        for child in node.children:
            self._enter(child)
        self._spans[node] = start, len(self._order)

    def statement(self, node: cst.CSTNode) -> cst.BaseStatement | None:
        """The statement that the node is part of: a whole line, or a compound one."""
        return self.outer(node, cst.BaseStatement)  # type: ignore[type-abstract]

    def functions(self) -> Iterator[cst.FunctionDef]:
        """What runs when the program is traced: every function and method but constructors."""
        for function in self.all(cst.FunctionDef):
            if function.name.value != "__init__":
                yield function

    def parameters(self, function: cst.FunctionDef) -> list[str]:
        """Names of a function's parameters without ``self``, in order."""
        params = function.params
        names = [p.name.value for p in (*params.posonly_params, *params.params, *params.kwonly_params)]
        return [name for name in names if name not in ("self", "cls")]

    def met(self, pattern: str, *, near: cst.CSTNode | None = None) -> list[Obstacle]:
        """The obstacles whose code or message matches, of those on the lines of ``near`` where it is given."""
        wanted = re.compile(pattern)
        found = [o for o in self.obstacles if wanted.search(o.code or "") or wanted.search(o.message)]
        return [o for o in found if near is None or self.spans(near, o.line)]

    @property
    def torch(self) -> str:
        """The name under which the file has torch; ``torch`` where it has not."""
        return self._torch

    def _named_torch(self) -> str:
        for statement in self.all(cst.Import):
            for alias in statement.names:
                if self.text(alias.name) == "torch" and alias.asname is not None:
                    return self.text(alias.asname.name)
        return "torch"

    def edited(self, edits: Mapping[cst.CSTNode, New], imports: Sequence[str] = ()) -> str:
        """The whole text with the edits applied, and the imports added that it has not."""
        tree = self.tree.visit(_Apply(edits))
        needed = [name for name in imports if name != "torch" or self.torch == "torch"]
        if needed:
            context = CodemodContext()
            tree = AddImportsVisitor(context, [ImportItem(name) for name in needed]).transform_module(tree)
        return tree.code


def walk(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The node and all below it, in the order of the text."""
    yield node
    for child in node.children:
        yield from walk(child)


def words(text: str) -> frozenset[str]:
    """The words of a text, for long lists of names."""
    return frozenset(text.split())


def called(call: cst.Call) -> str:
    """The dotted name that is called: ``torch.sum``, ``x.item``; empty where it is something else than a name."""
    return dotted(call.func)


def dotted(node: cst.CSTNode) -> str:
    """``a.b.c`` of names and attributes; empty for everything else."""
    if isinstance(node, cst.Name):
        return node.value
    if isinstance(node, cst.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr.value}" if before else ""
    return ""


class _Apply(cst.CSTTransformer):
    def __init__(self, edits: Mapping[cst.CSTNode, New]) -> None:
        super().__init__()
        self._edits = edits

    def on_leave(  # type: ignore[override]
        self, original_node: cst.CSTNode, updated_node: cst.CSTNode
    ) -> cst.CSTNode | cst.RemovalSentinel | cst.FlattenSentinel[cst.CSTNode]:
        if original_node not in self._edits:
            return updated_node
        new = self._edits[original_node]
        if isinstance(new, (cst.CSTNode, cst.RemovalSentinel, cst.FlattenSentinel)):
            return new
        return new(updated_node)
