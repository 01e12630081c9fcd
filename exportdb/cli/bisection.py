"""A bisection for people: each step as it is had, and what was found with the lines that show it again."""

from __future__ import annotations

import math
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from exportdb.bisecting import Found, bisect
from exportdb.cli.output import STYLES, paint
from exportdb.envs.declared import Declared
from exportdb.errors import EnvironmentFailed
from exportdb.present import repro
from exportdb.present.clean import cleaned
from exportdb.present.messages import tidy, trimmed
from exportdb.releases import release_key, short
from exportdb.runner.readings import Probe, Reading
from exportdb.store.details import CaseDetail
from exportdb_engine.protocol import Mode, Stage


def between(declared: Mapping[str, Declared], one: str, other: str, path: Path | None) -> list[Declared]:
    """The environments from one to the other, the oldest torch first. Each is a name, or the beginning of a version.

    Raises EnvironmentFailed when there is no such environment, or both are the same.
    """
    ordered = sorted(declared.values(), key=lambda d: release_key(d.torch))
    ends = sorted((_place(ordered, one, path), _place(ordered, other, path)))
    if ends[0] == ends[1]:
        raise EnvironmentFailed(f"{one} and {other} are the same environment", hint="name two releases")
    return ordered[ends[0] : ends[1] + 1]


@dataclass(frozen=True, slots=True)
class Report:
    """What is looked for."""

    detail: CaseDetail
    variant: str
    mode: Mode
    stage: Stage
    releases: Sequence[Declared]

    def document(self, found: Found[Reading]) -> dict[str, Any]:
        """As documented for ``--json``."""
        names = [declared.name for declared in self.releases]
        return {
            "case": self.detail.case,
            "variant": self.variant,
            "mode": str(self.mode),
            "stage": str(self.stage),
            "releases": names,
            "readings": [
                {"env": names[number], **(_plain(reading) if reading else {"torch": self.releases[number].torch})}
                for number, reading in sorted(found.readings.items())
            ],
            "before": names[found.before],
            "after": None if found.after is None else names[found.after],
            "between": [names[number] for number in found.between],
            "repro": self._repro(found),
        }

    def print(self, found: Found[Reading], db: str) -> None:
        """Prints what was found."""
        old = found.readings[found.before]
        assert old is not None
        ends = f"torch {short(self.releases[0].torch)} and {short(self.releases[-1].torch)}"
        if found.after is None:
            click.echo(f"\nno change between {ends}: {old.words} in both")
            click.echo(f"where else it changed: exportdb history {self.detail.case}{_with_db(db)}")
            return
        new = found.readings[found.after]
        assert new is not None
        changed = f"torch {short(self.releases[found.after].torch)}"
        what = " -> ".join(paint(side.words, STYLES.get(side.outcome or "", "")) for side in (old, new))
        click.echo(f"\n{paint(f'changed in {changed}', 'bold')}: {self.stage} {what}")
        click.echo(f"as before up to torch {short(self.releases[found.before].torch)}")
        if found.between:
            names = ", ".join(short(self.releases[number].torch) for number in found.between)
            click.echo(f"or in one of those that could not be tested: {names}")
        for reading in (old, new):
            if reading.message:
                click.echo(f"\n{paint(f'torch {short(reading.torch)} says', 'bold')}")
                for line in cleaned(trimmed(tidy(reading.message, self.detail.path))).strip().splitlines():
                    click.echo(f"  {line}".rstrip())
        click.echo(f"\n{paint('Again', 'bold')}")
        for line in self._repro(found):
            click.echo(f"  {line}")

    def _repro(self, found: Found[Reading]) -> list[str]:
        """Lines for a shell: with exportdb, and with torch alone in both releases."""
        if found.after is None:
            return []
        sides = [self.releases[found.before], self.releases[found.after]]
        words = ["exportdb", "run", self.detail.case, "--mode", str(self.mode), "--stages", str(self.stage), "--fresh"]
        lines = [shlex.join([*words, *(word for side in sides for word in ("--env", side.name))])]
        alone = repro.with_torch(self.detail, self.mode, self.variant)
        return lines + [f"{_uv_run(side)} {alone}" for side in sides if alone is not None]


def bisected(report: Report, probe: Probe, *, quiet: bool) -> Found[Reading]:
    """Carry the search out, and show each step. Raises EnvironmentFailed when one of the ends cannot be tested."""
    releases = report.releases
    if not quiet:
        steps = math.ceil(math.log2(len(releases))) + 1
        click.echo(f"{report.detail.case}, {report.variant}, {report.mode}: {report.stage}")
        click.echo(f"{len(releases)} releases, about {steps} of them are looked at")

    def read(number: int) -> Reading | None:
        reading = probe.read(releases[number])
        if not quiet:
            words = paint(reading.words, STYLES.get(reading.outcome or "", "dim")) if reading else "cannot be tested"
            known = "" if reading is None or reading.measured else paint("  (known already)", "dim")
            click.echo(f"  torch {short(releases[number].torch):<8} {words}{known}")
        return reading

    try:
        return bisect(len(releases), read)
    except ValueError as error:
        names = f"{releases[0].name} or {releases[-1].name}"
        raise EnvironmentFailed(
            f"{report.detail.case} cannot be tested in {names}", hint="choose other ends, or look at what is said above"
        ) from error


def _place(ordered: Sequence[Declared], text: str, path: Path | None) -> int:
    named = [i for i, d in enumerate(ordered) if d.name == text]
    versions = [i for i, d in enumerate(ordered) if f"{d.torch}.".startswith(f"{text}.")]
    found = named or versions[-1:]
    if not found:
        known = ", ".join(f"{d.name} ({d.torch})" for d in ordered) or "none"
        raise EnvironmentFailed(f"no environment {text!r} is declared in {path}", hint=f"there are {known}")
    return found[0]


def _uv_run(declared: Declared) -> str:
    words = ["uv", "run", "--no-project", *(["--python", declared.python] if declared.python else [])]
    if declared.index is not None:
        words += ["--index", declared.index, "--index-strategy", "unsafe-best-match", "--prerelease", "allow"]
    return shlex.join([*words, *(part for r in declared.requirements for part in ("--with", r))])


def _plain(reading: Reading) -> dict[str, Any]:
    names = ("torch", "outcome", "code", "message", "measured")
    return {name: getattr(reading, name) for name in names}


def _with_db(db: str) -> str:
    return "" if db == "exportdb.db" else f" --db {db}"
