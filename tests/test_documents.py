"""The two hand-written documents name all that the code has."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import pytest

from exportdb.lint import all_rules
from exportdb.lint.allow import allowed_in
from exportdb_engine.protocol import MODES, OUTCOMES, PROTOCOL_VERSION, STAGES, decode, records
from exportdb_engine.protocol.casefile import NAMES, REPLACEABLE, parse_case

ROOT = Path(__file__).parent.parent
PROTOCOL = (ROOT / "PROTOCOL.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
DATACLASSES = [cls for cls in vars(records).values() if dataclasses.is_dataclass(cls)]


def section(heading: str) -> str:
    """The text below a heading of PROTOCOL.md, up to the next one."""
    match = re.search(rf"^###? {heading}\b.*?$(.*?)(?=^##|\Z)", PROTOCOL, re.MULTILINE | re.DOTALL)
    assert match, f"PROTOCOL.md has no section {heading}"
    return match[1]


@pytest.mark.parametrize("record", DATACLASSES, ids=lambda cls: cls.__name__)
def test_protocol_names_every_field(record: type) -> None:
    first_cells = " ".join(line.split("|")[1] for line in section(record.__name__).splitlines() if line.startswith("|"))
    assert {field.name for field in dataclasses.fields(record)} == set(re.findall(r"`(\w+)`", first_cells))


def test_protocol_names_every_word() -> None:
    for heading, words in (("Stages", STAGES), ("Outcomes", OUTCOMES), ("The stream", (*records.KINDS, *MODES))):
        text = section(heading)
        assert [word for word in words if f"`{word}`" not in text] == []
    assert f"this page is version {PROTOCOL_VERSION} of the protocol" in PROTOCOL
    for stage in STAGES:
        (row,) = (line for line in section("Stages").splitlines() if line.startswith(f"| `{stage}` "))
        assert row.split("|")[2].strip() == (f"`{stage.needs}`" if stage.needs else "")


def test_protocol_names_every_code_of_our_own() -> None:
    """Found in the sources: what stages, comparisons and the worker call a result."""
    patterns = [
        r'NotHolding\(\s*Outcome\.\w+,\s*"(\w+)"',
        r'Difference\("(\w+)"',
        r'Outcome\.(?:TIMEOUT|CRASH|OOM|SKIP), (?:code=)?"(\w+)"',
        r'return "(\w+)", (?:why|f")',
    ]
    engine = [*(ROOT / "engine/exportdb_engine").rglob("*.py"), ROOT / "exportdb/runner/worker.py"]
    sources = "\n".join(path.read_text(encoding="utf-8") for path in engine)
    codes = {code for pattern in patterns for code in re.findall(pattern, sources)}
    assert {"ValuesDiffer", "NonCoreATen", "CpuLimit", "Changed", "WorkerDied"} <= codes
    assert sorted(code for code in codes if f"`{code}`" not in section("Codes")) == []


def test_the_example_stream_can_be_read() -> None:
    (block,) = re.findall(r"```json\n(.*?)```", PROTOCOL, re.DOTALL)
    kinds = []
    for line in block.splitlines():
        record, kind = decode(line), json.loads(line)["kind"]
        assert set(json.loads(line)) - {"kind"} == {field.name for field in dataclasses.fields(record)}
        kinds.append(kind)
    assert kinds == ["header", "case", "chain", "end"]


def test_contributing_names_every_name_and_its_example_is_a_case() -> None:
    table = section_of_contributing("The names")
    assert [name for name in NAMES if f"| `{name}` |" not in table] == []
    assert [name for name in REPLACEABLE if f"`{name}`" not in section_of_contributing("Rewrites")] == []
    example = re.search(r'```python\n(""".*?)```', CONTRIBUTING, re.DOTALL)
    assert example
    case = parse_case(example[1].encode(), Path("example.py"), case="area/example", collection="core")
    assert case.variants == ("original", "torch.cond")
    (allow,) = allowed_in(re.findall(r"^# lint: .*$", CONTRIBUTING, re.MULTILINE), python=True)
    assert allow.rule in all_rules()
    assert allow.why


def section_of_contributing(heading: str) -> str:
    match = re.search(rf"^### {heading}$(.*?)(?=^##|\Z)", CONTRIBUTING, re.MULTILINE | re.DOTALL)
    assert match
    return match[1]
