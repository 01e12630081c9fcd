"""Does the exported program do on the example what eager does, and when it is called a second time?"""

from __future__ import annotations

from typing import Any

from exportdb_engine.protocol import Stage
from exportdb_engine.work import Work

STAGE = Stage.RUN


def measure(work: Work) -> dict[str, Any]:
    work.same_state_as_eager(work.module_again())
    return {}
