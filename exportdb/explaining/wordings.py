"""Wordings of older releases that no measured result may have, and the graph breaks that they are today.

Dynamo has numbered its graph breaks since torch 2.8; before, the message of ``Unsupported`` was all there was. Each
entry was read off the release that is named, at the place that raises the id today.
"""

from __future__ import annotations

import re

#: Wording, the id that it has today, and the last release that used it.
_KNOWN = tuple(
    (re.compile(pattern), code, release)
    for pattern, code, release in (
        (r"Dynamic control flow is not supported at the moment", "GB0170", "2.6"),
        (r"^generic_jump (?:TensorVariable|SymNodeVariable)", "GB0170", "2.7"),
        (r"^data dependent operator: aten\.", "GB0034", "2.6"),
        (r"^Dynamic slicing with Tensor arguments", "GB0172", "2.7"),
    )
)


def ids_of(message: str) -> tuple[str, ...]:
    """The graph-break ids that a message of an older release stands for."""
    return tuple(code for pattern, code, _ in _KNOWN if pattern.search(message))
