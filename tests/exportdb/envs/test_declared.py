from __future__ import annotations

from pathlib import Path

import pytest

from exportdb.envs.declared import choose, find_file, load_declared
from exportdb.errors import EnvironmentFailed
from exportdb.releases import release_key, short

#: Text of the file -> what the error speaks of.
WRONG = {
    "[env.a": "TOML",
    '[envs.a]\ntorch = "2.9.1"': "unknown key 'envs'",
    "env = 3": "has to be tables",
    "[env]\na = 1": "has to be a table",
    '[env.here]\ntorch = "2.9.1"': "no name",
    '[env.all]\ntorch = "2.9.1"': "no name",
    '[env."../../etc"]\ntorch = "2.9.1"': "no name",
    '[env."-r"]\ntorch = "2.9.1"': "no name",
    "[env.a]": "torch is None",
    '[env.a]\ntorch = "2.9"': "torch is '2.9'",
    "[env.a]\ntorch = 2.9": "torch is 2.9",
    '[env.a]\ntorch = "2.9.1"\npyhton = "3.11"': "unknown key 'pyhton'",
    '[env.a]\ntorch = "2.9.1"\npython = "/bin/sh"': "python is '/bin/sh'",
    '[env.a]\ntorch = "2.9.1"\npackages = "numpy"': "packages is 'numpy'",
    '[env.a]\ntorch = "2.9.1"\npackages = ["-r/etc/passwd"]': "packages is",
    '[env.a]\ntorch = "2.9.1"\ndevice = "tpu"': "device is 'tpu'",
    '[env.a]\ntorch = "2.9.1"\nindex = "--find-links=x"': "index is",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_declaration_is_named(text: str, tmp_path: Path) -> None:
    path = tmp_path / "environments.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EnvironmentFailed) as raised:
        load_declared(path)
    assert WRONG[text] in str(raised.value)
    assert str(path) in raised.value.message


def test_our_own_environments_are_one_a_release() -> None:
    declared = load_declared(find_file(Path(__file__).parents[3] / "environments.toml"))
    versions = [environment.torch for environment in declared.values()]
    assert versions == sorted(versions, key=release_key)
    assert all(environment.torch.startswith(f"{name}.") for name, environment in declared.items())
    assert declared["2.9"].requirements == ("torch==2.9.1", "hypothesis", "numpy")
    assert [d.name for d in choose(declared, ["2.15", "2.9", "2.15"], None)] == ["2.15", "2.9"]
    assert choose(declared, ["all"], None) == list(declared.values())
    with pytest.raises(EnvironmentFailed, match=r"did you mean '2\.13'"):
        choose(declared, ["2.131"], None)


def test_releases_are_in_order_and_short() -> None:
    versions = ["2.5.1", "2.9.1", "2.10.0", "2.15.0.dev20260901", "2.15.0.dev20261001", "2.15.0rc1", "2.15.0", "2.15.1"]
    assert sorted(set(versions), key=release_key) == versions
    assert release_key("2.13.0+cpu") == release_key("2.13.0") == release_key("2.13")
    assert [short(v) for v in ("2.13.0+cpu", "2.5.1", "2.15.0rc1", "2.10.0")] == ["2.13", "2.5.1", "2.15.0rc1", "2.10"]
