"""``executorch-xnnpack``: ExecuTorch that hands what it can to XNNPACK."""

from __future__ import annotations

from typing import Any

from exportdb_engine.backends.executorch import ExecuTorch


class ExecuTorchXnnpack(ExecuTorch):
    name = "executorch-xnnpack"
    title = "ExecuTorch, XNNPACK"

    def partitioners(self) -> list[Any] | None:
        from executorch.backends.xnnpack.partition.xnnpack_partitioner import XnnpackPartitioner

        return [XnnpackPartitioner()]
