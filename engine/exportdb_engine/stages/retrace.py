"""Does exporting the exported program again give the same program?"""

from __future__ import annotations

import dataclasses
from typing import Any

from exportdb_engine.capture.graph import export_signature
from exportdb_engine.protocol import Outcome, Stage
from exportdb_engine.stages.export import export
from exportdb_engine.work import NotHolding, Work

STAGE = Stage.RETRACE


def measure(work: Work) -> dict[str, Any]:
    module = work.module_again()
    again = export(dataclasses.replace(work.program, model=module), work.mode, model=module)
    before, after = export_signature(work.exported), export_signature(again)
    if before != after:
        raise NotHolding(
            Outcome.WRONG,
            "SignatureDiffers",
            f"the signature was\n  {before}\nand exported again it is\n  {after}",
        )
    work.same_as_eager(again.module())
    return {}
