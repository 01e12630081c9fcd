from __future__ import annotations

import json

from exportdb.checking.check import Checked
from exportdb.checking.formats.sarif import sarif


def test_what_a_code_host_needs_is_there(refused: Checked) -> None:
    document = json.loads(sarif(refused))
    assert document["version"] == "2.1.0"
    (run,) = document["runs"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"] == "exportdb"
    assert rule["id"] == "GB0170"
    assert {"shortDescription", "fullDescription", "help"} <= rule.keys()
    (result,) = run["results"]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("GB0170", 0, "error")
    assert "Data-dependent branching" in result["message"]["text"]
    (location,) = result["locations"]
    assert location["physicalLocation"]["artifactLocation"] == {"uri": "branch.py", "uriBaseId": "%SRCROOT%"}
    assert location["physicalLocation"]["region"]["startLine"] == 6
    assert result["partialFingerprints"]


def test_an_obstacle_without_a_line_points_at_the_file(refused: Checked) -> None:
    refused.obstacles = [type(o)(o.stage, o.modes, o.outcome, o.code, o.reason, o.message) for o in refused.obstacles]
    (result,) = json.loads(sarif(refused))["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("branch.py", 1)
