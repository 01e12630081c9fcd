from __future__ import annotations

import json
import sys
import threading
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from exportdb.errors import ExportdbError
from exportdb.sitewriter.serve import serve_folder

Invoke = Callable[..., Result]


def test_building_without_the_packages_of_the_site(
    invoke: Invoke, filled_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "material", None)
    result = invoke("site", "build", "--db", filled_db, "--out", tmp_path / "site")
    assert result.exit_code == 2
    assert "pip install 'exportdb[site]'" in result.stderr
    assert not (tmp_path / "site").exists()


def test_json_has_the_names_that_stay(invoke: Invoke, filled_db: Path, tmp_path: Path, corpus: Path) -> None:
    out = tmp_path / "site"
    result = invoke("site", "build", "--db", filled_db, "--cases", corpus, "--out", out, "--json")
    assert result.exit_code == 0
    document = json.loads(result.stdout)
    assert set(document) == {"folder", "index", "pages", "changed", "rendered"}
    assert Path(document["index"]).is_file()
    again = invoke("site", "build", "--db", filled_db, "--cases", corpus, "--out", out)
    assert "nothing has changed" in again.stdout


def test_serving_a_folder_to_this_machine(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("hello")
    addresses: list[str] = []
    told = threading.Event()

    def ready(url: str) -> None:
        addresses.append(url)
        told.set()

    threading.Thread(target=serve_folder, args=(tmp_path, 0, ready), daemon=True).start()
    assert told.wait(10)
    assert addresses[0].startswith("http://127.0.0.1:")
    with urllib.request.urlopen(addresses[0], timeout=10) as answer:
        assert answer.read() == b"hello"
    port = int(addresses[0].rstrip("/").rpartition(":")[2])
    with pytest.raises(ExportdbError, match=f"port {port} cannot be used"):
        serve_folder(tmp_path, port, ready)
