"""Places the nodes of a graph in layers, so that edges run down and cross little.

The steps are those of K. Sugiyama, S. Tagawa and M. Toda, "Methods for visual understanding of hierarchical system
structures" (1981): layers by the longest path, points where a long edge passes a layer, an order within each layer by
the mean of the neighbours, and last the places along the layer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: Between neighbours in a layer.
GAP = 18.0
#: The width of a point at which a long edge passes a layer.
POINT = 8.0
SWEEPS = 8


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything is; x is the middle of a node, and layers are counted from 0."""

    x: dict[str, float]
    layer: dict[str, int]
    #: For each edge (from, to) the points (x, layer) where it passes a layer.
    through: dict[tuple[str, str], list[tuple[float, int]]]
    width: float
    layers: int


def lay_out(widths: Mapping[str, float], inputs: Mapping[str, Sequence[str]]) -> Layout:
    """Places nodes, given in an order in which each comes after those that it takes, with their widths."""
    layer = _layers(inputs)
    all_widths, rows, chains = dict(widths), defaultdict[int, list[str]](list), {}
    above, below = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for name in widths:
        rows[layer[name]].append(name)
    for name, taken in inputs.items():
        for source in taken:
            chain = [f"{source}>{name}>{number}" for number in range(layer[source] + 1, layer[name])]
            for point, number in zip(chain, range(layer[source] + 1, layer[name]), strict=True):
                all_widths[point] = POINT
                rows[number].append(point)
            chains[source, name] = chain
            for upper, lower in zip([source, *chain], [*chain, name], strict=True):
                below[upper].append(lower)
                above[lower].append(upper)
    ordered = [rows[number] for number in range(len(rows))]
    _order(ordered, above, below)
    x = _places(ordered, all_widths, above, below)
    left = min((x[name] - all_widths[name] / 2 for name in x), default=0.0)
    x = {name: place - left for name, place in x.items()}
    through = {
        edge: [(x[point], layer[edge[0]] + 1 + number) for number, point in enumerate(chain)]
        for edge, chain in chains.items()
    }
    width = max((x[name] + all_widths[name] / 2 for name in x), default=0.0)
    return Layout({name: x[name] for name in widths}, layer, through, width, len(ordered))


def _layers(inputs: Mapping[str, Sequence[str]]) -> dict[str, int]:
    layer: dict[str, int] = {}
    takers = defaultdict[str, list[str]](list)
    for name, taken in inputs.items():
        layer[name] = 1 + max((layer[source] for source in taken), default=-1)
        for source in taken:
            takers[source].append(name)
    for name, taken in inputs.items():  # what takes nothing stands right above the first that takes it
        if not taken and takers[name]:
            layer[name] = min(layer[taker] for taker in takers[name]) - 1
    return layer


def _order(rows: list[list[str]], above: Mapping[str, list[str]], below: Mapping[str, list[str]]) -> None:
    place = {name: float(number) for row in rows for number, name in enumerate(row)}
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        neighbours = above if down else below
        for row in rows if down else reversed(rows):
            row.sort(key=lambda name: _mean([place[other] for other in neighbours.get(name, ())], place[name]))
            place.update((name, float(number)) for number, name in enumerate(row))


def _places(
    rows: Sequence[Sequence[str]],
    widths: Mapping[str, float],
    above: Mapping[str, list[str]],
    below: Mapping[str, list[str]],
) -> dict[str, float]:
    x: dict[str, float] = {}
    for row in rows:
        x.update(zip(row, _apart(row, [0.0] * len(row), widths), strict=True))
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        neighbours = above if down else below
        for row in rows if down else reversed(rows):
            wanted = [_mean([x[other] for other in neighbours.get(name, ())], x[name]) for name in row]
            x.update(zip(row, _apart(row, wanted, widths), strict=True))
    return x


def _apart(row: Sequence[str], wanted: Sequence[float], widths: Mapping[str, float]) -> list[float]:
    """The places nearest to the wanted ones (least squares) at which nothing overlaps and the order is kept."""
    offsets, at = [], 0.0
    for number, name in enumerate(row):
        if number:
            at += (widths[row[number - 1]] + widths[name]) / 2 + GAP
        offsets.append(at)
    blocks: list[tuple[float, int]] = []  # (mean, how many), the means rising
    for want, offset in zip(wanted, offsets, strict=True):
        mean, count = want - offset, 1
        while blocks and blocks[-1][0] >= mean:
            before, more = blocks.pop()
            mean, count = (mean * count + before * more) / (count + more), count + more
        blocks.append((mean, count))
    starts = [mean for mean, count in blocks for _ in range(count)]
    return [start + offset for start, offset in zip(starts, offsets, strict=True)]


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
