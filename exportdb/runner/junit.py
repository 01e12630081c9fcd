"""Results as JUnit XML, which CI servers show."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

from exportdb.corpus.samples import OF_TORCH
from exportdb.expectation import judge
from exportdb.runner.selection import Selection
from exportdb.runner.session import Options
from exportdb.runner.stored import stored_chains
from exportdb.store import Store
from exportdb_engine.protocol import Environment, Outcome, environment_key

#: Characters that XML 1.0 cannot hold.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(path: Path, store: Store, selection: Selection, options: Options, here: Environment) -> None:
    """Write one test case for each cell of an environment: a failure for what is not as expected, skipped for what was
    skipped or fails as expected."""
    suite = ET.Element("testsuite", name="exportdb")
    total = failed = skipped = 0
    by_name = {case.case: case for case in selection.cases}
    texts = {name: case.sha256 for name, case in by_name.items() if case.collection in OF_TORCH}
    with store.read() as session:
        for name, variant, mode, cells in stored_chains(session, environment_key(here), texts):
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
