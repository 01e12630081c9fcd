"""What programs are composed of: one file a family, each with its ``OPS``.

An operation is a template of Python. ``{t}`` and ``{u}`` are tensors in scope, ``{d}`` and ``{e}`` dimensions of
``{t}``, ``{n}`` a size or another integer in scope, ``{k}`` a small number, ``{out}`` the name that it assigns; a
template without ``{out}`` is an expression. It may be wrong for what it gets: a line that eager refuses is left out.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Op:
    """An operation."""

    name: str
    template: str
    #: Import lines that the template needs.
    imports: tuple[str, ...] = ()
    #: The file that it stands in.
    family: str = ""

    @property
    def statements(self) -> str:
        """The template as statements, with an assignment to ``{out}``."""
        return self.template if "{out}" in self.template else "{out} = " + self.template


def named(*imports: str, **templates: str) -> tuple[Op, ...]:
    """Operations by name: ``named(flatten="{t}.flatten()")``."""
    return tuple(Op(name, template, imports) for name, template in templates.items())


@functools.cache
def families() -> dict[str, tuple[Op, ...]]:
    """Family -> its operations, found by walking this folder."""
    found = {}
    for info in sorted(pkgutil.iter_modules(__path__), key=lambda info: info.name):
        module = importlib.import_module(f"{__name__}.{info.name}")
        found[info.name] = tuple(Op(op.name, op.template, op.imports, info.name) for op in module.OPS)
    return found


#: Focus -> family -> how often it is drawn, against 1 for the others; ``()`` as modes is both.
FOCUS: dict[str, dict[str, int]] = {
    "all": {},
    "strict": {},
    "nonstrict": {},
    "data-dependent": {"data_dependent": 8},
    "views": {"views": 6, "in_place": 3},
    "control-flow": {"python_flow": 6, "higher_order": 6},
    "in-place": {"in_place": 8, "views": 3},
    "dtypes": {"dtypes": 8},
}


def weighted(focus: str) -> list[Op]:
    """The operations of all families; those of a family in focus as often as it says. Raises KeyError."""
    weights = FOCUS[focus]
    return [op for family, ops in families().items() for op in ops for _ in range(weights.get(family, 1))]
