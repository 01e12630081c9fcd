"""What the exports of a case made: the graph drawn and as text, ranges, symbols, guards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from exportdb.present.expressions import constraint, names, readable
from exportdb.present.graph import Graph, graphs, lifted
from exportdb.present.places import where
from exportdb.sitewriter.case.drawing import MOST_NODES, draw
from exportdb.store.details import Lane
from exportdb_engine.protocol import Export

#: Nodes that a page draws in all; an export for which there is no more room is told by its text.
MOST_ON_A_PAGE = 90
#: A graph of more lines is shown in one colour: each coloured word weighs more than the word.
MOST_COLOURED = 40


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing and what is said of it."""

    #: Empty for the graph itself, ``true_graph_0`` for one that a node runs.
    name: str
    svg: Markup
    note: str


@dataclass(frozen=True, slots=True)
class Made:
    """What the exports of some lanes made, which is the same but for the names of nodes and symbols."""

    where: str
    export: Export
    #: Whether the exports differ in names; then those of the first are shown.
    named_differently: bool
    drawn: tuple[Drawn, ...]
    #: Graphs that there was no room to draw.
    undrawn: tuple[str, ...]
    #: Range constraints in the words of the program.
    ranges: tuple[str, ...]
    #: (symbol, what it is, value on the example).
    symbols: tuple[tuple[str, str, str], ...]
    #: Those that no line of the case is known for.
    guards: tuple[str, ...]

    @property
    def language(self) -> str:
        return "python" if self.export.graph.count("\n") <= MOST_COLOURED else "text"


def made(lanes: Sequence[Lane]) -> list[Made]:
    """What each lane exported, alike ones together."""
    groups: dict[object, list[tuple[Lane, Export]]] = {}
    parsed: dict[str, tuple[Graph, ...]] = {}
    for lane in lanes:
        export = lane.export
        if export is not None and export.graph.strip():
            held = lifted((value.name, value.kind) for value in export.inputs)
            found = parsed[export.graph] = graphs(export.graph, held)
            shape = tuple(graph.shape for graph in found) or export.graph
            key = (shape, tuple(export.operators.items()), export.declares, _ranges(export), _guards(export))
            groups.setdefault(key, []).append((lane, export))
    told: list[Made] = []
    left = MOST_ON_A_PAGE
    for number, alike in enumerate(groups.values(), 1):
        drawn, undrawn, used = _drawings(number, parsed[alike[0][1].graph], min(MOST_NODES, left))
        left -= used
        told.append(_made(alike, drawn, undrawn))
    return told


def _drawings(number: int, found: Sequence[Graph], room: int) -> tuple[tuple[Drawn, ...], tuple[str, ...], int]:
    """The drawings of a graph and its subgraphs, the names of those without room, and how many nodes were drawn."""
    drawn, undrawn, used = [], [], 0
    for place, graph in enumerate(found):
        # the beginning of the page's first graph tells something; the beginning of a branch or a second one does not
        if len(graph.nodes) > room - used and (place or number > 1):
            undrawn.append(graph.name)
            continue
        svg, note = draw(graph, f"graph-{number}-{place}", most=room - used)
        drawn.append(Drawn(graph.name if place else "", svg, note))
        used += min(len(graph.nodes), room - used)
    return tuple(drawn), tuple(undrawn), used


def _made(alike: Sequence[tuple[Lane, Export]], drawn: tuple[Drawn, ...], undrawn: tuple[str, ...]) -> Made:
    export = alike[0][1]
    named = names(export.symbols)
    return Made(
        where(lane for lane, _ in alike),
        export,
        any(other.graph != export.graph for _, other in alike),
        drawn,
        undrawn,
        _ranges(export),
        tuple(
            (symbol.name, named.get(symbol.name, symbol.source or "depends on data"), _value(symbol.value))
            for symbol in export.symbols
        ),
        _guards(export),
    )


def _ranges(export: Export) -> tuple[str, ...]:
    named = names(export.symbols)
    return tuple(constraint(range_, named) for range_ in export.ranges)


def _guards(export: Export) -> tuple[str, ...]:
    """Those of no line of the case: the others stand beside their lines."""
    named = names(export.symbols)
    return tuple(readable(guard.expression, named) for guard in export.guards if guard.line is None)


def _value(value: int | None) -> str:
    return "" if value is None else str(value)
