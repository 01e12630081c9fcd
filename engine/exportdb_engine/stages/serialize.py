"""Is the program the same after it was saved and loaded?"""

from __future__ import annotations

import io
from typing import Any

import torch

from exportdb_engine.protocol import Stage
from exportdb_engine.work import Work

STAGE = Stage.SERIALIZE


def measure(work: Work) -> dict[str, Any]:
    buffer = io.BytesIO()
    torch.export.save(work.exported, buffer)
    size = buffer.tell()
    buffer.seek(0)
    module = torch.export.load(buffer).module()
    work.reloaded = module
    work.same_as_eager(module)
    return {"bytes": size}
