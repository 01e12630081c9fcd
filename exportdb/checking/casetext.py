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
#: An operator's library can be made once in a process: that of the original makes room. Its calls find the new one.
_EDITED = """
import sys as _sys
from torch import library as _library

_texts = [m for m in list(_sys.modules.values()) if getattr(m, "__file__", None) == {path!r}]
_text = open({path!r}, encoding="utf-8").read() if {path!r} else ""
_made = [value for module in _texts for value in vars(module).values()]
_made += [kept for kept in _library._keep_alive if f"{{kept.ns}}::" in _text]
for _one in _made:
    if isinstance(_one, _library.Library):
        _one._destroy()
_edited = _load({what!r})
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
        text += _EDITED.format(what=target.described(edited), label=EDITED, path=str(target.path or ""))
    data = text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    path = folder / f"check_{sha256[:12]}.py"
    path.write_bytes(data)
    return Written(path, sha256)
