from __future__ import annotations

import importlib.metadata
from collections.abc import Iterator

import pytest

from exportdb_engine.protocol import BACKENDS, installed


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    installed.backend_versions.cache_clear()
    yield
    installed.backend_versions.cache_clear()


def test_every_backend_says_what_it_runs_with(monkeypatch: pytest.MonkeyPatch) -> None:
    here = {"torch": "2.13.0", "onnxruntime": "1.32.0", "onnx": "1.20.0"}

    def version(name: str) -> str:
        if name not in here:
            raise importlib.metadata.PackageNotFoundError(name)
        return here[name]

    monkeypatch.setattr(importlib.metadata, "version", version)
    monkeypatch.setattr(installed.shutil, "which", lambda name: None)  # type: ignore[attr-defined]
    found = installed.backend_versions()
    assert set(BACKENDS) <= set(found)
    assert found["onnxruntime"] == "onnxruntime 1.32.0, onnx 1.20.0"
    assert found["aot_eager"] == "torch 2.13.0"
    assert found["inductor"] == "torch 2.13.0, no C++ compiler"
    assert found["tvm"] == ""


def test_the_distributions_are_of_backends_that_there_are() -> None:
    assert set(installed.DISTRIBUTIONS) <= set(BACKENDS)
