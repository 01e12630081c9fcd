"""An exported graph as SVG in the colours of the text around it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from markupsafe import Markup

from exportdb.present.graph import Graph, Node
from exportdb.sitewriter.case.layout import Layout, lay_out
from exportdb.sitewriter.escape import entities

#: More nodes than these are more than a person reads.
MOST_NODES = 60
#: Characters of a label; in its tooltip a node has all of it.
MOST_CHARACTERS = 34
#: Of the two sizes of letters, a character's width in a monospaced font.
WIDE, NARROW = 7.0, 6.0
LINE, PADDING, BETWEEN = 15.0, 7.0, 26.0


def draw(graph: Graph, name: str, *, most: int = MOST_NODES) -> tuple[Markup, str]:
    """The drawing of at most so many nodes, and a note of what is not in it, which is empty when nothing is left out.

    ``name`` tells this drawing from all others of the page, for the ids in it.
    """
    nodes = graph.nodes[:most]
    kept = {node.name for node in nodes}
    lines = {node.name: _lines(node) for node in nodes}
    widths = {node.name: _width(lines[node.name]) for node in nodes}
    placed = lay_out(widths, {node.name: [i for i in node.inputs if i in kept] for node in nodes})
    tops = _tops(placed, {name: _height(found) for name, found in lines.items()})
    edges = Markup("").join(
        Markup('<path d="{}"/>').format(_path(source, target, points, placed, tops, _height(lines[source])))
        for (source, target), points in placed.through.items()
    )
    boxes = Markup("").join(
        _box(node, lines[node.name], placed.x[node.name], tops[placed.layer[node.name]], widths[node.name])
        for node in nodes
    )
    width, height = placed.width + 2, (tops[-1] if tops else 0.0)
    said = f"{len(graph.nodes)} nodes: {', '.join(node.label for node in nodes if node.kind == 'call')}"
    # One line without a blank one: Markdown would take what follows a blank line for a paragraph.
    svg = Markup(
        '<svg class="x-graph" role="img" aria-labelledby="{id}-t {id}-d" width="{w}" height="{h}" '
        'viewBox="-1 -1 {w} {h}"><title id="{id}-t">{title}</title><desc id="{id}-d">{desc}</desc>'
        '<g class="x-edges">{edges}</g>{boxes}</svg>'
    ).format(
        id=name,
        w=_number(width),
        h=_number(height),
        title=entities(f"The graph {graph.name}"),
        desc=entities(textwrap.shorten(said, 600, placeholder=" …")),
        edges=edges,
        boxes=boxes,
    )
    left_out = len(graph.nodes) - len(nodes)
    note = f"The first {len(nodes)} of {len(graph.nodes)} nodes; the text has them all." if left_out else ""
    return svg, note


def _lines(node: Node) -> list[str]:
    found = [_short(node.label)]
    if node.type:
        found.append(_short(node.type))
    if node.holds:
        found.append(_short(", ".join(node.holds)))
    return found


def _short(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"


def _width(lines: Sequence[str]) -> float:
    return max(len(lines[0]) * WIDE, *(len(line) * NARROW for line in lines)) + 2 * PADDING


def _height(lines: Sequence[str]) -> float:
    return len(lines) * LINE + PADDING


def _tops(placed: Layout, heights: dict[str, float]) -> list[float]:
    """Where each layer begins, and last where the drawing ends."""
    tops, at = [], 0.0
    for number in range(placed.layers):
        tops.append(at)
        at += max((heights[name] for name, layer in placed.layer.items() if layer == number), default=0.0) + BETWEEN
    return [*tops, at - BETWEEN + 2]


def _path(
    source: str,
    target: str,
    points: Sequence[tuple[float, int]],
    placed: Layout,
    tops: Sequence[float],
    height: float,
) -> str:
    """Down from the source, by the points, to the target."""
    x, y = placed.x[source], tops[placed.layer[source]] + height
    parts = [f"M{_number(x)} {_number(y)}"]
    for to_x, layer in [*points, (placed.x[target], placed.layer[target])]:
        to_y, end_y = tops[layer], tops[layer + 1] - BETWEEN
        middle = max(y, to_y - BETWEEN)
        parts.append(f"V{_number(middle)}C{_curve(x, middle, to_x, to_y)}")
        x, y = to_x, to_y
        if (to_x, layer) in points:
            parts.append(f"V{_number(end_y)}")
            y = end_y
    return "".join(parts)


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    half = _number((y + to_y) / 2)
    return f"{_number(x)} {half} {_number(to_x)} {half} {_number(to_x)} {_number(to_y)}"


def _box(node: Node, lines: Sequence[str], x: float, top: float, width: float) -> Markup:
    texts = Markup("").join(
        Markup('<text x="{}" y="{}"{}>{}</text>').format(
            _number(x),
            _number(top + PADDING / 2 + LINE * (number + 0.75)),
            Markup(' class="x-small"') if number else "",
            entities(line),
        )
        for number, line in enumerate(lines)
    )
    tip = f"{node.name} = {node.text}" if node.kind == "call" else f"{node.label} {node.text}"
    return Markup('<g class="x-{}"><title>{}</title><rect x="{}" y="{}" width="{}" height="{}" rx="{}"/>{}</g>').format(
        node.kind,
        entities(textwrap.shorten(tip, 200, placeholder=" …")),
        _number(x - width / 2),
        _number(top),
        _number(width),
        _number(_height(lines)),
        3 if node.kind == "call" else 10,
        texts,
    )


def _number(value: float) -> str:
    return f"{value:.0f}"
