from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
import torch


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ModuleType]:
    """Writes a program to a file of its own and imports it, so that its lines are those of the text from 1."""

    def load(text: str) -> ModuleType:
        torch._dynamo.reset()
        name = f"case_{tmp_path.name}"  # one for each test: Dynamo keeps the modules that it has seen
        path = tmp_path / "program.py"
        path.write_text(text)
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, name, module)  # Dynamo looks a program's globals up there
        spec.loader.exec_module(module)
        return module

    return load
