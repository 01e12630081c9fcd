"""Results as JUnit XML, which CI servers show."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

from exportdb.expectation import judge
from exportdb.runner.selection import Selection
from exportdb.runner.session import Options
from exportdb.runner.stored import stored_chains
from exportdb.store import Store
from exportdb_engine.protocol import EngineMissing, Outcome, environment_key, this_environment

#: Characters that XML 1.0 cannot hold.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(path: Path, store: Store, selection: Selection, options: Options) -> None:
    """Write one test case a cell: skipped for what was skipped or fails as expected, a failure for what is not."""
    suite = ET.Element("testsuite", name="exportdb")
    total = failed = skipped = 0
    by_name = {case.case: case for case in selection.cases}
    try:
        key = environment_key(this_environment(options.device))
    except EngineMissing:
        key = ""
    with store.read() as session:
        for name, variant, mode, cells in stored_chains(session, key):
            case = by_name.get(name)
            if case is None or mode not in options.modes:
                continue
            judged = [] if case.expect is None else judge(case.expected(mode, variant), cells, variant)
            verdicts = {verdict.stage: verdict for verdict in judged}
            for cell in cells:
                total += 1
                test = ET.SubElement(suite, "testcase", classname=name, name=f"{variant}.{mode}.{cell.stage}")
                verdict = verdicts.get(cell.stage)
                if verdict is not None and not verdict.expected:
                    failed += 1
                    ET.SubElement(test, "failure", message=_legal(verdict.sentence)).text = _legal(cell.message or "")
                elif cell.outcome is not Outcome.PASS:
                    skipped += 1
                    ET.SubElement(test, "skipped", message=_legal(f"{cell.outcome} {cell.code}, as expected"))
    suite.set("tests", str(total))
    suite.set("failures", str(failed))
    suite.set("skipped", str(skipped))
    ET.indent(suite)
    path.write_bytes(ET.tostring(suite, encoding="utf-8", xml_declaration=True))


def _legal(text: str) -> str:
    return _ILLEGAL.sub("�", text)
