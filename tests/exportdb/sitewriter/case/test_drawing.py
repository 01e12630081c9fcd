from __future__ import annotations

from xml.etree import ElementTree

from exportdb.present.graph import Graph, Node
from exportdb.sitewriter.case.drawing import draw

HOSTILE = '<script>alert(1)</script> "\x1b[31m` \u202e & {{ x }}'


def chain(length: int, label: str = "aten.sin.default") -> Graph:
    names = [f"n{number}" for number in range(length)]
    nodes = [Node(n, label, "f32[3]", "call", "f()", (names[i - 1],) if i else ()) for i, n in enumerate(names)]
    return Graph("GraphModule", tuple(nodes))


def test_it_is_one_line_of_well_formed_svg_with_a_title() -> None:
    svg, note = draw(chain(3), "graph-1-0")
    root = ElementTree.fromstring(str(svg))
    assert "\n" not in svg
    assert note == ""
    assert root.attrib["role"] == "img"
    ids = {element.attrib.get("id") for element in root.iter()}
    assert set(root.attrib["aria-labelledby"].split()) <= ids
    assert len(root.findall(".//rect")) == 3
    assert len(root.findall(".//path")) == 2


def test_a_large_graph_is_cut_and_says_so() -> None:
    svg, note = draw(chain(100), "g", most=10)
    assert svg.count("<rect") == 10
    assert note == "The first 10 of 100 nodes; the text has them all."


def test_long_and_hostile_names_do_no_harm() -> None:
    for label in (HOSTILE, "a" * 500):
        svg, _ = draw(chain(2, label), "g")
        ElementTree.fromstring(str(svg))
        assert "<script" not in svg
        assert "`" not in svg
        assert "\u202e" not in svg
        assert float(ElementTree.fromstring(str(svg)).attrib["width"]) < 400


def test_a_graph_of_nothing_is_drawn() -> None:
    svg, note = draw(Graph("empty", ()), "g")
    ElementTree.fromstring(str(svg))
    assert note == ""
