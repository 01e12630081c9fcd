"""What the words and marks of the tables mean."""

from __future__ import annotations

from collections.abc import Iterator

from exportdb.present.shapes import KINDS
from exportdb.sitewriter.content import Content
from exportdb.sitewriter.render import Page, Renderer
from exportdb_engine.protocol import Stage

#: Stage -> what is done, and when it holds.
STAGES = {
    Stage.EAGER: ("run the model twice on fresh copies of the inputs", "it runs, and agrees with itself"),
    Stage.EXPORT: ("`torch.export.export`, strict or non-strict", "a program comes out"),
    Stage.RUN: ("the exported program on the example", "equals eager: values, dtypes, structure and mutations"),
    Stage.GENERALIZE: (
        "the exported program on other inputs",
        "equals eager, or refuses where the spec excludes the input",
    ),
    Stage.DECOMPOSE: ("`run_decompositions()` to core ATen", "only core ATen left, and equals eager"),
    Stage.SERIALIZE: ("save, load and run", "equals eager"),
    Stage.RETRACE: ("export the exported program again", "the same signature, and equals eager"),
    Stage.SHAPES: (
        "the exported, decomposed and reloaded program on drawn inputs of many sizes",
        "equals eager on what it declares, and refuses the rest",
    ),
    Stage.SPECS: (
        "export under other specs of dynamic shapes",
        "what torch suggests is accepted, and nothing is silently made a number",
    ),
}


def pages(content: Content, renderer: Renderer) -> Iterator[Page]:
    """The page ``reading.md``."""
    yield renderer.page(
        "reading.md", "reading.md.j2", title="How to read the tables", stages=STAGES, kinds=KINDS.values()
    )
