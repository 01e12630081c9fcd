"""From a case file to its tests: ``cases/area/name.py::variant::mode::stage``, a collector for each part."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from exportdb.corpus import Registry
from exportdb.corpus.collections import CORE, default_cases_folder
from exportdb.pytest_plugin.items import StageItem
from exportdb.pytest_plugin.measure import ChainKey, Measured
from exportdb.pytest_plugin.settings import Settings
from exportdb_engine.protocol import ORIGINAL, Mode, Stage
from exportdb_engine.protocol.casefile import CaseError, CaseFile, read_case


class CaseNode(pytest.File):
    """A case file."""

    def __init__(
        self, *, root: Path, registry: Registry, settings: Settings, measured: Measured, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.root, self.registry, self.settings, self.measured = root, registry, settings, measured

    def collect(self) -> Iterable[pytest.Collector]:
        own = self.root.resolve() == default_cases_folder().resolve()
        try:
            case = read_case(self.path, self.root, collection=CORE if own else self.root.name)
        except CaseError as error:
            raise self.CollectError(str(error)) from error
        for tag in sorted(case.tags):
            meaning = self.registry.tags.get(tag, "a tag of cases")
            self.config.addinivalue_line("markers", f"{tag}: {meaning}")
            self.add_marker(tag)
        for variant in case.variants:
            yield VariantNode.from_parent(self, name=variant, case=case)


class VariantNode(pytest.Collector):
    """The original of a case, or a rewrite."""

    parent: CaseNode

    def __init__(self, *, case: CaseFile, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.case = case
        self.add_marker(ORIGINAL if self.name == ORIGINAL else "rewrite")

    def collect(self) -> Iterable[pytest.Collector]:
        for mode in self.parent.settings.modes:
            yield ModeNode.from_parent(self, name=str(mode), mode=mode)


class ModeNode(pytest.Collector):
    """A chain: the stages of a variant in one mode, measured together."""

    parent: VariantNode

    def __init__(self, *, mode: Mode, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.mode = mode
        self.add_marker(str(mode))
        if self.config.pluginmanager.hasplugin("xdist"):
            # With `--dist loadgroup` a chain stays on one worker; the other ways see to it by its node id.
            self.add_marker(pytest.mark.xdist_group(self.nodeid))

    def collect(self) -> Iterable[pytest.Item]:
        node, case = self.parent.parent, self.parent.case
        chain = ChainKey(case, self.parent.name, self.mode)
        torch = node.settings.environment.torch if node.settings.environment else None
        judged = torch is None or node.registry.judges(torch)
        for stage in node.settings.stages:
            if stage is Stage.SPECS and self.parent.name != ORIGINAL:
                continue  # a rewrite is held to its own spec alone
            yield StageItem.from_parent(
                self, name=str(stage), stage=stage, chain=chain, measured=node.measured, judged=judged
            )


def root_of(path: Path, folders: Iterable[Path]) -> Path:
    """The folder that the id of a case is relative to: the nearest one with a ``tags.toml``, else the one named."""
    for parent in path.parents:
        if (parent / "tags.toml").is_file():
            return parent
    for folder in folders:
        if folder.is_dir() and path.is_relative_to(folder):
            return folder
    return path.parent
