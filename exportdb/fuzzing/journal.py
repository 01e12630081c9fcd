"""The journal of a staging folder: every record as it came, on disk before anything is made of it."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from exportdb.fuzzing.errors import StagingError
from exportdb.fuzzing.records import Line, decode

NAME = "journal.jsonl"


class Journal:
    """Appends lines to a file and syncs each; use it as a context manager. One process at a time may have it open."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file = open(self.path, "a+b")  # noqa: SIM115  closed by __exit__
        except OSError as error:
            raise StagingError(
                f"cannot write to {self.path}: {error.strerror}", hint="choose another folder with -o DIR"
            ) from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._file.close()
            raise StagingError(
                f"another exportdb fuzz is writing to {folder}",
                hint="wait for it, or choose another folder with -o DIR",
            ) from error
        self._drop_torn_line()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._file.close()

    def append(self, line: str) -> None:
        """Write a line and wait until it is on disk. Raises StagingError when it cannot be written."""
        try:
            self._file.write(line.encode() + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise StagingError(
                f"cannot write to {self.path}: {error.strerror}", hint="make room, then --resume"
            ) from error

    def read(self) -> Iterator[Line]:
        """The records from the first to the last. Raises StagingError for a line that cannot be read."""
        return read_journal(self.path)

    def _drop_torn_line(self) -> None:
        """A process that was killed while it wrote has left a line without an end; the next one must not join it."""
        data = self.path.read_bytes()
        if data and not data.endswith(b"\n"):
            self._file.truncate(data.rfind(b"\n") + 1)


def read_journal(path: Path) -> Iterator[Line]:
    """The records of a journal, which may still be written to; none when there is no such file."""
    with contextlib.suppress(FileNotFoundError), open(path, "rb") as file:
        for number, line in enumerate(file, 1):
            if line.endswith(b"\n"):
                record = decode(line.decode("utf-8", "replace"), f"{path}:{number}")
                if record is not None:
                    yield record
