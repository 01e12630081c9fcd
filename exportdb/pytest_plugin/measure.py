"""Measures the chains of the tests of this process, each once, ahead of the tests that ask for them."""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from exportdb_engine.protocol import Chain, Job, Mode, Stage, selected_stages
from exportdb_engine.protocol.casefile import CaseFile

if TYPE_CHECKING:
    from exportdb.pytest_plugin.items import StageItem
    from exportdb.pytest_plugin.keep import Keeper
    from exportdb.runner import Worker

Identity = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ChainKey:
    """A case, variant and mode."""

    case: CaseFile
    variant: str
    mode: Mode

    def __str__(self) -> str:
        return f"{self.case.case} · {self.variant} · {self.mode}"

    @property
    def identity(self) -> Identity:
        return self.case.case, self.variant, str(self.mode)


class Measured:
    """The results of chains, measured when they are first asked for.

    In a process that runs all tests itself, the first question hands every chain to the worker, so that all cores are
    busy while results are looked at. Under pytest-xdist a process learns only shortly before which tests are its own:
    there one chain is measured ahead.
    """

    def __init__(self, jobs: int | None, *, shared: bool) -> None:
        self.shared = shared
        self.jobs = jobs or (1 if shared else os.cpu_count() or 1)
        #: Where the results are stored as well.
        self.keeper: Keeper | None = None
        #: Case file -> the folder that its id is relative to.
        self.roots: dict[Path, Path] = {}
        self._stages: dict[Identity, set[str]] = {}
        self._order: list[ChainKey] = []
        self._cases: dict[str, CaseFile] = {}
        self._submitted: set[Identity] = set()
        self._results: dict[Identity, Chain] = {}
        self._worker: Worker | None = None
        self._next: ChainKey | None = None

    def expect(self, items: Iterable[StageItem]) -> None:
        """Take in the tests that were selected: their chains, and the stages of each that are asked for.

        Raises pytest.UsageError when two files would have the same id.
        """
        for item in items:
            case = item.chain.case
            other = self._cases.setdefault(case.case, case)
            if other.path != case.path:
                raise pytest.UsageError(
                    f"{other.path} and {case.path} are both the case {case.case!r}; test the two folders one by one"
                )
            identity = item.chain.identity
            if identity not in self._stages:
                self._order.append(item.chain)
            self._stages.setdefault(identity, set()).add(str(item.stage))

    def coming(self, item: StageItem | None) -> None:
        """Take in which test follows the one that runs now."""
        self._next = item.chain if item is not None else None

    def chain(self, item: StageItem) -> Chain:
        """The result of the chain of a test. Raises EngineError when no worker can be started."""
        wanted = item.chain.identity
        if wanted not in self._results:
            self._submit([item.chain] if self.shared else self._order)
        if self.shared and self._next is not None:
            self._submit([self._next])
        while wanted not in self._results:
            assert self._worker is not None
            chain = next(self._worker.results())
            if self.keeper is not None:
                self.keeper.add(chain)
            # What is large has been stored, and no test asks for it.
            self._results[chain.case, chain.variant, str(chain.mode)] = dataclasses.replace(chain, export=None)
        return self._results[wanted]

    def close(self) -> None:
        if self._worker is not None:
            self._worker.close()

    def _submit(self, chains: Iterable[ChainKey]) -> None:
        fresh = [chain for chain in chains if chain.identity not in self._submitted]
        if not fresh:
            return
        if self._worker is None:
            from exportdb.runner import Worker

            self._worker = Worker(sys.executable, self.jobs)
            if self.keeper is not None:
                self.keeper.index(self._cases.values())
        self._submitted.update(chain.identity for chain in fresh)
        self._worker.submit(*map(self._job, fresh))

    def _job(self, chain: ChainKey) -> Job:
        stages: tuple[Stage, ...] = selected_stages(tuple(self._stages[chain.identity]))
        case = chain.case
        return Job(
            case.case,
            case.collection,
            str(case.path),
            case.sha256,
            chain.variant,
            chain.mode,
            stages,
            requires=case.requires,
            preload=case.preload,
        )
