from __future__ import annotations

import pytest

from exportdb_engine.sources import is_own


@pytest.mark.parametrize(
    ("path", "own"),
    [
        ("/t/case.py", True),
        ("/home/net/model.py", True),
        ("/home/net/deep/er.py", True),
        ("/home/network.py", False),  # beside the folder, not below it
        ("/home/net/.venv/lib/python3.11/site-packages/torch/nn.py", False),
        ("/opt/site-packages/nets/model.py", True),  # a package that was asked for
        ("/opt/site-packages/torch/nn.py", False),
    ],
)
def test_whose_a_file_is(path: str, own: bool) -> None:
    assert is_own(path, ("/t/case.py", "/home/net/", "/opt/site-packages/nets/")) is own
