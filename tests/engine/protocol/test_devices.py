from __future__ import annotations

import pytest

from exportdb_engine.protocol import environment_key, identity, this_environment
from exportdb_engine.protocol.devices import Gpu, Gpus, chosen

LISTED = """\
0, GPU-aaaa-1, NVIDIA H100 80GB HBM3, 580.65.06, 81559
1, GPU-aabb-2, NVIDIA H100 80GB HBM3, 580.65.06, 81559
2, GPU-cccc-3, NVIDIA L4, 580.65.06, 23034
"""


@pytest.mark.parametrize(
    ("visible", "ordinals"),
    [
        (None, ("0", "1")),
        ("1", ("1",)),
        ("1,0", ("1", "0")),
        ("2,0", ("2",)),
        ("GPU-aabb", ("1",)),
        ("0,7,1", ("0",)),
        ("0,0", ("0",)),
        ("GPU-a", ()),
        ("", ()),
        ("-1", ()),
    ],
)
def test_the_gpus_that_are_visible_and_of_one_kind(visible: str | None, ordinals: tuple[str, ...]) -> None:
    found = chosen(LISTED, {} if visible is None else {"CUDA_VISIBLE_DEVICES": visible})
    assert found.ordinals == ordinals
    assert (found.missing is None) is bool(ordinals)


def test_no_lines_are_no_gpu() -> None:
    assert chosen("", {}).missing == "no CUDA device is at hand: there is none"
    assert chosen("No devices were found\n", {}).ordinals == ()


def test_an_environment_names_the_gpu_its_driver_and_how_it_computes(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = this_environment()
    monkeypatch.setattr(identity, "gpus", lambda: Gpus((Gpu("0", "GPU-a", "NVIDIA L4", "580.65.06", 23034),)))
    found = this_environment("cuda")
    assert found.device == "cuda NVIDIA L4"
    assert found.packages["nvidia-driver"] == "580.65.06"
    assert "TF32 off" in found.packages["determinism"]
    assert plain.device == "cpu"
    assert environment_key(found) != environment_key(plain)
    monkeypatch.setattr(identity, "gpus", lambda: Gpus(missing="none"))
    assert this_environment("cuda").device == "cuda"
