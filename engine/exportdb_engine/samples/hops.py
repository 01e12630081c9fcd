"""``torch-hops``: a sample of every higher-order operator that PyTorch's hop_db describes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import torch

from exportdb_engine.samples.opinfo import file_of
from exportdb_engine.samples.text import File, LeftOut, slug

NAME = "torch-hops"
PRELOAD = ("torch.testing._internal.hop_db",)
#: The first of these that an operator takes on the CPU.
DTYPES = (torch.float32, torch.float16, torch.bfloat16, torch.int64)


def files() -> Iterator[File | LeftOut]:
    """A file for each entry; an operator may have several."""
    from torch.testing._internal.hop_db import hop_db

    seen: Counter[str] = Counter()
    for info in hop_db:
        name = info.variant_test_name or "simple"
        path = f"{slug(info.name)}/{slug(name)}"
        seen[path] += 1
        path += f"_{seen[path]}" if seen[path] > 1 else ""
        dtype = next((dtype for dtype in DTYPES if dtype in info.supported_dtypes("cpu")), None)
        if dtype is None:
            yield LeftOut(path, "it takes no dtype on the CPU")
            continue
        place = hop_db.index(info)
        found_by = f"info is hop_db[{place}]"
        yield file_of(info, dtype, path, PRELOAD[0], "hop_db", found_by)
