"""The reports that `exportdb explain` is judged by: well formed, no report twice, and every case they name is there."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDER = Path(__file__).parent / "reports"
CASES = {path.relative_to(ROOT / "cases").with_suffix("").as_posix() for path in (ROOT / "cases").glob("*/*.py")}

spec = importlib.util.spec_from_file_location("reports_loading", FOLDER / "loading.py")
assert spec is not None
assert spec.loader is not None
loading = importlib.util.module_from_spec(spec)
sys.modules[spec.name] = loading
spec.loader.exec_module(loading)

REPORTS = loading.load_reports(FOLDER)


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.link.split("//")[1])
def test_report_is_well_formed(report) -> None:
    assert re.fullmatch(r"https://\S+/\S+", report.link), "a link to the thread"
    assert re.fullmatch(r"(2\.\d+)?", report.release), "a torch release such as 2.6, or nothing"
    assert all((report.wrapper, report.why, report.text.strip()))
    assert len(report.text.strip().splitlines()) <= 30, "only the lines that matter"
    assert not re.search(r"/(home|Users)/\w|C:\\Users", report.text), "write ~/ for somebody's home"
    assert len(report.expects) <= 4
    assert len(set(report.expects)) == len(report.expects)
    assert not set(report.expects) - CASES, "cases that are not in the corpus"
    assert not (report.negative and report.expects), "an error that has nothing to do with export has no case"


def test_links_are_unique() -> None:
    links = [report.link for report in REPORTS]
    assert sorted(links) == sorted(set(links))


def test_files_stay_short() -> None:
    assert {path.name for path in FOLDER.glob("*/*.toml") if len(path.read_text().splitlines()) > 400} == set()


def test_there_are_enough_in_both_halves() -> None:
    halves = [report.half for report in REPORTS if not report.negative]
    assert len(REPORTS) >= 80
    assert min(halves.count("tune"), halves.count("held")) >= 35
