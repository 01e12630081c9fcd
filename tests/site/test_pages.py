"""What holds for each kind of page: narrow and wide, light and dark, for whoever reads it and whatever reads it out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

#: One page of each kind.
KINDS = [
    "index.html",
    "overview.html",
    "guide/first_export.html",
    "guide/guard_error.html",
    "areas.html",
    "modes.html",
    "failures.html",
    "graph_breaks.html",
    "soundness.html",
    "backends.html",
    "operators.html",
    "modules.html",
    "hops.html",
    "transformers.html",
    "exportdb.html",
    "tags.html",
    "tag/torch.cond.html",
    "area/control_flow.html",
    "case/control_flow/branch_on_tensor_value.html",
    "case/soundness/rank_after_squeeze.html",
    "case/dynamic_shapes/auto_finds_relations.html",
    "case/torch-exportdb/cond_predicate.html",
    "reading.html",
    "using.html",
    "queries.html",
    "cli.html",
    "data.html",
    "runs.html",
    "contributing.html",
    "schema.html",
]
#: What depends on width and scheme; the other rules are run once.
ON_A_PHONE = ["color-contrast", "scrollable-region-focusable"]


@pytest.mark.parametrize(("width", "dark"), [(390, True), (1440, False)], ids=["phone-dark", "wide-light"])
@pytest.mark.parametrize("path", KINDS)
def test_a_page_fits_and_can_be_read_by_all(
    path: str, width: int, dark: bool, visit: Callable[..., Any], faults: Callable[..., str]
) -> None:
    tab = visit(width=width, dark=dark).open(path)
    assert tab.evaluate("document.body.dataset.mdColorScheme") == ("slate" if dark else "default")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width, too_wide(tab, width)
    assert faults(tab, ON_A_PHONE if width < 600 else None) == ""


def too_wide(tab: Any, width: int) -> str:
    """What stands out beyond the right edge."""
    script = (
        "width => [...document.querySelectorAll('main *')]"
        ".filter(part => part.getBoundingClientRect().right > width + 1)"
        ".map(part => part.outerHTML.slice(0, 120)).slice(0, 5).join('\\n')"
    )
    return str(tab.evaluate(script, width))
