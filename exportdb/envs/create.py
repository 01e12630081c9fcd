"""Makes environments with uv: what it costs, how it goes, and what to do where it cannot."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from exportdb.envs.declared import Declared
from exportdb.envs.interpreter import Interpreter, clean_environ, packed_engine
from exportdb.envs.made import Made, envs_folder, folder_size, keep_facts
from exportdb.errors import EngineError, EnvironmentFailed
from exportdb.store.once import now

#: Bytes that an environment takes: torch from PyPI comes with the CUDA libraries. Measured from 4.5 to 6.9 GB.
USUAL_SIZE = 6 * 10**9
#: Bytes that are left free at the least.
RESERVE = 2 * 10**9
#: Seconds between signs of life.
_TICK = 10
#: How uv's complaints begin, what they come down to, and what helps.
_CAUSES: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(r"network was disabled|Failed to fetch|error sending request|dns error|tcp connect|timed out"),
        "the packages cannot be fetched: this machine seems to be offline, or the index does not answer",
        "connect, or name a mirror or a folder of wheels with UV_INDEX_URL or UV_FIND_LINKS, and create it again",
    ),
    (
        re.compile(r"No interpreter found|No download found|Python downloads are set to|download Python"),
        "there is no such Python",
        'install it, let uv fetch it (uv python install), or declare another one: python = "3.11"',
    ),
    (
        re.compile(r"No solution found|no version of|has no wheels"),
        "there is no such package for this Python and this system",
        "look at torch, python, packages and index in the declaration",
    ),
    (re.compile(r"No space left"), "the disk is full", "remove environments: exportdb env remove NAME"),
)


def find_uv() -> str:
    """The path of uv: beside this interpreter, or on the PATH. Raises EnvironmentFailed when there is none."""
    beside = Path(sys.executable).with_name("uv")
    found = str(beside) if beside.is_file() else shutil.which("uv")
    if found is None:
        raise EnvironmentFailed(
            "uv is not installed, and environments are made with it",
            hint="pip install uv, or: https://docs.astral.sh/uv/getting-started/installation/",
        )
    return found


def needed_and_free(count: int) -> tuple[int, int]:
    """Bytes that so many environments take at once, and bytes that are free where they would lie."""
    folder = envs_folder()
    folder = next(path for path in (folder, *folder.parents) if path.exists())
    return count * USUAL_SIZE, shutil.disk_usage(folder).free


def create(
    declared: Declared, say: Callable[[str], None] = lambda text: None, *, ephemeral: bool = False, force: bool = False
) -> Made:
    """Make the environment, in place of an older one of its name; ``say`` hears how it goes.

    An ephemeral one leaves nothing in uv's cache, so that removing it frees all that it took. ``force`` does it also
    where the disk seems too small. Raises EnvironmentFailed and EngineError; then nothing half made is left.
    """
    uv = find_uv()
    needed, free = needed_and_free(1)
    if free < needed + RESERVE and not force:
        raise EnvironmentFailed(
            f"an environment takes about {gigabytes(needed)}, and {gigabytes(free)} are free in {envs_folder()}",
            hint="remove one (exportdb env remove NAME), put them elsewhere (EXPORTDB_CACHE=DIR), or use --force",
        )
    folder = envs_folder() / declared.name
    venv, cache = folder / "venv", folder / "uv-cache"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(venv, ignore_errors=True)
    options = ["--cache-dir", str(cache)] if ephemeral else []
    try:
        say(f"{declared.name}: making {venv}")
        _call([uv, "venv", *options, "--python", declared.python or sys.executable, str(venv)], say, declared.name)
        say(f"{declared.name}: installing {', '.join(declared.requirements)}")
        began = time.monotonic()
        _call([uv, "pip", "install", *options, *_install(declared, venv)], say, declared.name)
        interpreter = Interpreter(declared.name, (str(venv / "bin" / "python"), str(packed_engine())))
        header, described = interpreter.describe()
        if header.environment.torch.partition("+")[0] != declared.torch.partition("+")[0]:
            raise EnvironmentFailed(
                f"{declared.name}: torch {header.environment.torch} came instead of {declared.torch}"
            )
    except (EnvironmentFailed, EngineError, KeyboardInterrupt):
        shutil.rmtree(venv, ignore_errors=True)
        raise
    finally:
        shutil.rmtree(cache, ignore_errors=True)
        with contextlib.suppress(OSError):  # there is something in it, unless it failed and nothing was known before
            folder.rmdir()
    found = keep_facts(declared, header, described, now())
    seconds = time.monotonic() - began
    say(f"{declared.name}: torch {header.environment.torch}, {gigabytes(folder_size(venv))}, in {seconds:.0f} s")
    return found


def gigabytes(size: int) -> str:
    """``4.5 GB``."""
    return f"{size / 10**9:.1f} GB"


def _install(declared: Declared, venv: Path) -> list[str]:
    words = ["--python", str(venv / "bin" / "python")]
    if declared.index is not None:
        # What is named first wins; nightlies need pre-releases of what comes with them, too.
        words += ["--index", declared.index, "--index-strategy", "unsafe-best-match", "--prerelease", "allow"]
    return [*words, *declared.requirements]


def _call(command: Sequence[str], say: Callable[[str], None], name: str) -> None:
    """Run uv, and give a sign of life where it takes long. Raises EnvironmentFailed."""
    began = time.monotonic()
    environ = {**clean_environ(), "NO_COLOR": "1", "UV_NO_PROGRESS": "1", "UV_LINK_MODE": _link_mode()}
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environ, start_new_session=True
    ) as process:
        assert process.stderr is not None
        lines: list[str] = []
        reader = threading.Thread(target=lines.extend, args=(process.stderr,), daemon=True)
        reader.start()
        try:
            while True:
                try:
                    status = process.wait(_TICK)
                    break
                except subprocess.TimeoutExpired:
                    say(f"{name}: still at it, {time.monotonic() - began:.0f} s")
        except KeyboardInterrupt:
            process.kill()
            raise
        reader.join()
    if status != 0:
        raise _failed(name, "".join(lines))


def _failed(name: str, said: str) -> EnvironmentFailed:
    """What went wrong, in a sentence of ours where it is known, and in uv's own words below it."""
    start = said.find("error:")
    words = said[max(0, start) :].strip()[-1500:]
    for pattern, what, hint in _CAUSES:
        if pattern.search(said):
            return EnvironmentFailed(f"{name}: {what}\n{words}", hint=hint)
    return EnvironmentFailed(f"{name}: uv could not make it\n{words}", hint="nothing of it was kept")


def _link_mode() -> str:
    """Hard links, or what the user says: with uv's cache on the same disk, the same release is stored there once."""
    return os.environ.get("UV_LINK_MODE", "hardlink")
