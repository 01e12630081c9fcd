from __future__ import annotations

from pathlib import Path

import pytest

from exportdb.errors import CorpusError
from exportdb.lint import lint
from exportdb.scaffold import scaffold
from exportdb_engine.protocol.casefile import read_case

REGISTRY = """\
[tags]
"python.loop" = "Loops."
"torch.cond" = "Uses torch.cond."
"""


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    (tmp_path / "tags.toml").write_text(REGISTRY)
    for area in ("control_flow", "loops"):
        (tmp_path / area).mkdir()
        (tmp_path / area / "area.toml").write_text(f'title = "{area}"\nmeaning = "Loops."\n')
    return tmp_path


def test_a_scaffold_passes_lint(cases: Path) -> None:
    for name, title, tags in [
        ("control_flow/while_over_rows", None, ()),
        ("loops/quoted", 'Say """this""" with a back\\slash.', ("torch.cond", "python.loop")),
    ]:
        new = scaffold(name, cases, title=title, tags=tags)
        new.path.parent.mkdir(exist_ok=True)
        new.path.write_text(new.text)
        # A second scaffold left as it is would be a duplicate of the first: that is what lint is for.
        found = [(problem.rule, problem.path) for problem in lint(cases)]
        assert [rule for rule, path in found if path == new.path] in ([], ["duplicate-program"])
    assert read_case(cases / "loops/quoted.py", cases).title == "Say '''this''' with a back\\slash"
    assert read_case(cases / "control_flow/while_over_rows.py", cases).tags == {"python.loop"}


def test_the_tag_is_the_one_that_the_area_uses_most(cases: Path) -> None:
    new = scaffold("loops/one", cases, tags=("torch.cond",))
    new.path.write_text(new.text)
    assert '{"torch.cond"}' in scaffold("loops/two", cases).text


def test_a_folder_without_a_registry_is_free(tmp_path: Path) -> None:
    assert "tags = set()" in scaffold("anything/goes_here", tmp_path).text


@pytest.mark.parametrize(
    ("name", "tags", "message", "hint"),
    [
        ("no_area", (), "names no area", "control_flow, loops"),
        ("control_flo/x", (), "no area is called 'control_flo'", "did you mean control_flow/x?"),
        ("loops/CamelCase", (), "'CamelCase' is not lowercase_snake", "like control_flow/"),
        ("../loops/x", (), "'..' is not lowercase_snake", ""),
        ("loops/x.py", (), "is a file name", "loops/x"),
        ("loops/x", ("torch.con",), "no tag is called 'torch.con'", "torch.cond"),
        ("loops/taken", (), "exists", "another name"),
    ],
)
def test_what_is_refused(cases: Path, name: str, tags: tuple[str, ...], message: str, hint: str) -> None:
    (cases / "loops/taken.py").touch()
    with pytest.raises(CorpusError) as caught:
        scaffold(name, cases, tags=tags)
    assert message in caught.value.message
    assert hint in caught.value.hint
