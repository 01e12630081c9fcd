"""A program as a case file that the engine takes: it asks for the program, and assigns the names of a case."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from exportdb.checking.targets import CheckTarget

#: Variants besides the original: with the spec that is proposed, and with an edited text.
PROPOSED, EDITED = "proposed", "edited"

_HEAD = '''"""{title}"""

from exportdb_engine.target import load as _load
from torch.export import Dim

tags = {{"python.module"}}
_target = _load({what!r})
model = _target.model
example_args = _target.args
example_kwargs = _target.kwargs
dynamic_shapes = _target.dynamic_shapes
more_args = _target.more_args
_exported = _target.exported
'''
#: Both texts lie in one process. An operator's library can be made once: the original's makes room, and its calls find
#: the new one, so nobody would notice an edit that changes what an operator computes; no fixer makes one. A class that
#: the edited text registers is the original's class, so that both give the same outputs.
_EDITED = """
import sys as _sys
from torch import library as _library
from torch.export import register_dataclass as _register
from torch.utils import _pytree

_files = {{getattr(module, "__file__", None): module for module in list(_sys.modules.values())}}
_old = dict(vars(_files[{path!r}])) if {path!r} in _files else {{}}
_text = open({path!r}, encoding="utf-8").read() if _old else ""
_kept = [one for one in getattr(_library, "_keep_alive", ()) if f"{{one.ns}}::" in _text]
for _one in [*_old.values(), *_kept]:
    if isinstance(_one, _library.Library):
        _one._destroy()
_edited = _load({what!r})
_new = [module for module in list(_sys.modules.values()) if getattr(module, "__file__", None) == {edited!r}]
_given = _edited.args, _edited.kwargs
for _module, _name, _class in [(module, *item) for module in _new for item in vars(module).items()]:
    _before = _old.get(_name)
    if not isinstance(_class, type) or _class not in _pytree.SUPPORTED_NODES or _before in _pytree.SUPPORTED_NODES:
        continue
    _taken = _pytree.tree_leaves(_given, is_leaf=lambda value: isinstance(value, _class))
    if hasattr(_before, "__dataclass_fields__") and not any(isinstance(value, _class) for value in _taken):
        _register(_before, serialized_type_name=f"{{_name}} of the original")
        setattr(_module, _name, _before)
rewrites = {{
    {label!r}: {{
        "model": _edited.model,
        "example_args": _edited.args,
        "example_kwargs": _edited.kwargs,
        "dynamic_shapes": _edited.dynamic_shapes,
    }},
}}
"""


@dataclass(frozen=True, slots=True)
class Written:
    """A case file that was written for the engine."""

    path: Path
    sha256: str


def write_case(folder: Path, target: CheckTarget, *, spec: str = "", edited: Path | None = None) -> Written:
    """Write the case; ``spec`` (Python text) or ``edited`` (a file in place of the user's) make its second variant."""
    text = _HEAD.format(title=target.title.replace("\\", "/").replace('"', "'"), what=target.described())
    if spec:
        text += f'rewrites = {{{PROPOSED!r}: {{"dynamic_shapes": {spec}}}}}\n'
    if edited is not None:
        text += _EDITED.format(
            what=target.described(edited), label=EDITED, path=str(target.path or ""), edited=str(edited)
        )
    data = text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    path = folder / f"check_{sha256[:12]}.py"
    path.write_bytes(data)
    return Written(path, sha256)
