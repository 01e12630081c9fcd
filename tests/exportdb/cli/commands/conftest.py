"""Commands on true files: a folder of cases, and a database in which they were measured twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from exportdb.cli import main
from exportdb.store import open_store
from exportdb.store.index import index_cases
from exportdb.store.ingest import add_chain, finish_run
from exportdb_engine.protocol import Chain, Environment, Mode, Outcome, Stage
from exportdb_engine.protocol.casefile import CaseFile, read_case


@pytest.fixture
def invoke() -> Callable[..., Result]:
    """Runs ``exportdb`` with arguments, on 80 columns."""

    def call(*args: Any, **given: Any) -> Result:
        given.setdefault("env", {"COLUMNS": "80", "EXPORTDB_DB": None})
        return CliRunner().invoke(main, [str(arg) for arg in args], **given)

    return call


@pytest.fixture
def corpus(tmp_path: Path, make_case: Callable[..., CaseFile]) -> Path:
    """A folder with flow/branch, which has a rewrite and fails, and shapes/view, which passes."""
    folder = tmp_path / "cases"
    cases = (
        make_case(
            "flow/branch",
            title="Branch on a value",
            tags={"torch.cond"},
            rewrites=("cond",),
            extra='expect = {"strict": "export: GB0170", "nonstrict": "export: GuardOnDataDependentSymNode"}',
        ),
        make_case("shapes/view", title="View as another shape", tags={"torch.shape"}),
    )
    for case in cases:
        path = folder / case.path
        path.parent.mkdir(parents=True)
        path.write_text(case.source)
    return folder


@pytest.fixture
def database(
    tmp_path: Path,
    corpus: Path,
    environment: Environment,
    make_chain: Callable[..., Chain],
    start: Callable[..., int],
) -> Path:
    """Run 1 on torch 2.13 is as expected; in run 2, on torch 2.15, the branch fails for another reason."""
    path = tmp_path / "results.db"
    cases = [read_case(corpus / f"{name}.py", corpus) for name in ("flow/branch", "shapes/view")]
    store = open_store(str(path), create=True)
    with store.write() as session:
        index_cases(session, cases)
        for torch, code in (("2.13.0+cpu", "GB0170"), ("2.15.0", "GB0999")):
            run = start(session, environment=replace(environment, torch=torch))
            for case in cases:
                for variant in case.variants:
                    for mode in Mode:
                        failure = code if mode is Mode.STRICT else "GuardOnDataDependentSymNode"
                        fails = variant == "original" and case.rewrites
                        stops = {Stage.EXPORT: (Outcome.FAIL, failure)} if fails else None
                        add_chain(session, run, make_chain(case, variant=variant, mode=mode, stops=stops))
            finish_run(session, run, "finished")
    store.close()
    return path
