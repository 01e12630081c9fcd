"""A check as SARIF 2.1.0, which code hosts and editors read."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from exportdb import __version__
from exportdb.checking.check import Checked
from exportdb.checking.obstacles import Obstacle

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(*checks: Checked) -> str:
    """The obstacles of all checks as one run: a rule for each code, a result for each obstacle with its place."""
    rules: dict[str, dict[str, Any]] = {}
    found = [(one, checked) for checked in checks for one in checked.obstacles]
    for one, _ in found:
        rules.setdefault(one.code, _rule(one))
    document = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "exportdb", "semanticVersion": __version__, "rules": list(rules.values())}},
                "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The working directory of the check."}}},
                "results": [_result(one, checked, list(rules).index(one.code)) for one, checked in found],
            }
        ],
    }
    return json.dumps(document, indent=2) + "\n"


def _rule(one: Obstacle) -> dict[str, Any]:
    first = one.reason.splitlines()[0] if one.reason else one.code
    rule = {
        "id": one.code,
        "shortDescription": {"text": first},
        "fullDescription": {"text": one.message[:1000] or first},
    }
    if one.matches:
        match = one.matches[0]
        rule["help"] = {"text": f"{match.title}\nexportdb show {match.case}"}
    return rule


def _result(one: Obstacle, checked: Checked, rule: int) -> dict[str, Any]:
    told = f"{one.reason} ({', '.join(one.modes)})"
    if one.matches:
        told += f"\nlike {one.matches[0].case}: {one.matches[0].title}"
    region: dict[str, Any] = {"startLine": one.line or 1}
    if one.text:
        region["snippet"] = {"text": one.text}
    file = one.file or _file(checked)
    artifact: dict[str, Any] = {"uri": quote(file)}
    if not PurePosixPath(file).is_absolute():
        artifact["uriBaseId"] = "%SRCROOT%"
    key = hashlib.sha256("\0".join((one.code, file, one.text, one.stage)).encode()).hexdigest()[:32]
    return {
        "ruleId": one.code,
        "ruleIndex": rule,
        "level": "warning" if one.stage in ("draft", "specs") else "error",
        "message": {"text": told},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {"exportdb/v1": key},
    }


def _file(checked: Checked) -> str:
    """Where nothing has a line: the file that was checked."""
    path = checked.target.path or Path(checked.target.word.partition(":")[0].replace(".", "/") + ".py")
    return (path.relative_to(checked.target.cwd) if path.is_relative_to(checked.target.cwd) else path).as_posix()
