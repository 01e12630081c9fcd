"""The program after it was saved and loaded."""

from __future__ import annotations

import io
from typing import Any

import torch

from exportdb_engine.protocol import Stage

NAME, STAGE, SLACK, ORDER = "reloaded", Stage.SERIALIZE, 1.0, 2


def make(exported: Any) -> Any:
    """The module of the loaded program."""
    buffer = io.BytesIO()
    torch.export.save(exported, buffer)
    buffer.seek(0)
    return torch.export.load(buffer).module()
