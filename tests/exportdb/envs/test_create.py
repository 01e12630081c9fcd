"""uv itself makes an environment from a folder of wheels, one of which says that it is torch; nothing is downloaded."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from exportdb.cli import main
from exportdb.envs import made_of
from exportdb.envs.create import create, find_uv
from exportdb.envs.declared import Declared
from exportdb.errors import EnvironmentFailed

needs_uv = pytest.mark.skipif(
    not (shutil.which("uv") or Path(sys.executable).with_name("uv").exists()), reason="uv is not installed"
)
FILE = '[env.old]\ntorch = "2.9.1"\n[env.gone]\ntorch = "2.8.0"\n'


def wheel(folder: Path, name: str, version: str) -> None:
    """A distribution with a name, a version and one module."""
    info = f"{name}-{version}.dist-info"
    files = {
        f"{name}/__init__.py": f"__version__ = {version!r}\n",
        f"{name}/_export/db/examples/one.py": "x = 1\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    lines = []
    for path, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        lines.append(f"{path},sha256={digest},{len(text)}")
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as packed:
        for path, text in files.items():
            packed.writestr(path, text)
        packed.writestr(f"{info}/RECORD", "\n".join([*lines, f"{info}/RECORD,,", ""]))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    wheel(wheels, "torch", "2.9.1")
    wheel(wheels, "hypothesis", "6.1.0")
    for name, value in {
        "EXPORTDB_CACHE": tmp_path / "cache",
        "UV_CACHE_DIR": tmp_path / "uv",
        "UV_FIND_LINKS": wheels,
        "UV_NO_INDEX": "1",
        "UV_OFFLINE": "1",
    }.items():
        monkeypatch.setenv(name, str(value))
    (tmp_path / "environments.toml").write_text(FILE, encoding="utf-8")
    return tmp_path


def env(place: Path, *words: str) -> Result:
    options = [] if words[0] == "remove" else ["--file", str(place / "environments.toml")]
    return CliRunner().invoke(main, ["env", *words, *options])


@needs_uv
def test_an_environment_is_made_checked_and_removed(place: Path) -> None:
    created = env(place, "create", "old", "--force")
    assert created.exit_code == 0, created.output
    assert "about 6.0 GB" in created.output
    assert env(place, "create", "old").output.endswith("(--again makes it anew)\n")
    found = made_of("old")
    assert found is not None
    assert found.header.environment.torch == "2.9.1"
    assert [path.name for path in found.examples.iterdir()] == ["one.py"]
    # the engine runs in it, and exportdb is not in it
    alone = subprocess.run([found.python, "-I", "-c", "import exportdb"], capture_output=True, check=False)
    assert b"No module named" in alone.stderr
    rows = {row["name"]: row for row in json.loads(env(place, "list", "--json").stdout)}
    assert [row["state"] for row in rows.values()] == ["here", "made", "not made"]
    assert rows["old"]["bytes"] > 0
    python = found.header.environment.python
    assert env(place, "check", "old").output == f"ok    old: torch 2.9.1, python {python}, hypothesis 6.1.0\n"
    (place / "environments.toml").write_text(FILE.replace("2.9.1", "2.9.0"), encoding="utf-8")
    assert env(place, "check", "old").exit_code == 1
    assert json.loads(env(place, "list", "--json").stdout)[1]["state"] == "outdated"
    assert env(place, "remove", "old").exit_code == 0
    assert not found.folder.exists()
    assert env(place, "remove", "old").exit_code == 2


@needs_uv
def test_what_cannot_be_fetched_leaves_nothing_behind(place: Path) -> None:
    failed = env(place, "create", "gone", "--force")
    assert failed.exit_code == 2
    assert "error: gone: " in failed.output
    assert "torch==2.8.0" in failed.output
    assert not (place / "cache" / "envs" / "gone").exists()
    assert made_of("gone") is None


def test_without_uv_the_error_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(EnvironmentFailed, match="uv is not installed") as raised:
        find_uv()
    assert "pip install uv" in raised.value.hint


@needs_uv
def test_a_disk_that_is_too_small_is_told_before(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exportdb.envs.create.RESERVE", 10**18)
    with pytest.raises(EnvironmentFailed, match=r"takes about 6\.0 GB"):
        create(Declared("old", "2.9.1"))
