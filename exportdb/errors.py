"""One shallow tree of errors. Each says what happened, where, and what to do next."""

from __future__ import annotations


class ExportdbError(Exception):
    """What a person can mend. The command line prints ``message`` and ``hint`` and exits with ``exit_code``."""

    exit_code = 2

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class StoreError(ExportdbError):
    """The database cannot be opened, read or written."""


class CorpusError(ExportdbError):
    """A case file, a tag registry or a collection cannot be read."""


class QueryError(ExportdbError):
    """A query that the grammar does not take."""


class EngineError(ExportdbError):
    """A worker could not be started, or broke the protocol."""


class ImportFailed(ExportdbError):
    """A file of JSON lines that cannot be taken in."""


class EnvironmentFailed(ExportdbError):
    """A named environment is not declared, or could not be made or removed."""


class CheckFailed(ExportdbError):
    """A program that cannot be checked: it is not found, cannot be made, or fails in eager mode already."""
