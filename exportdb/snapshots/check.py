"""Whether the snapshots still speak of the corpus as it is."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path

from exportdb.corpus import collections, load_corpus
from exportdb.corpus.samples import OF_TORCH
from exportdb.envs import find_file, load_declared
from exportdb.releases import release_of
from exportdb.snapshots.files import Snapshot, snapshots
from exportdb.store.lines import open_lines
from exportdb_engine.protocol import PROTOCOL_VERSION, engine_sha256


@dataclass(frozen=True, slots=True)
class Checked:
    """A snapshot held against the case files at hand."""

    file: str
    torch: str
    device: str
    #: When the newest chain was measured, ISO 8601, and the whole days since.
    measured: str
    age_days: int
    #: The engines that measured, those of most chains first; and whether all is by the one at hand.
    engines: tuple[str, ...]
    this_engine: bool
    #: Of the file.
    bytes: int
    chains: int
    cells: int
    #: Cases that there are now, and those of them that were measured as they read now.
    cases: int
    current: int
    #: Cases whose text is another one now; that it lacks; and that it has, and are no more.
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    gone: tuple[str, ...]
    #: Why it says too little of the corpus; empty when it will do.
    stale: str
    #: What to run; empty when all is as it was measured.
    remedy: str


def check_all(folder: Path | None = None, *, allowed: float = 0.1, now: datetime | None = None) -> list[Checked]:
    """Check the snapshots of a folder, by default exportdb's own, the oldest release first.

    ``allowed`` is the part of the cases that may have changed or be missing before a snapshot is stale. Compared are
    the collections at hand that it has cases of, those that come with torch left out.
    """
    known = collections()
    cases, _ = load_corpus(c for c in known.values() if c.name not in OF_TORCH)
    texts: dict[str, dict[str, str]] = {}
    for case in cases:
        texts.setdefault(case.collection, {})[case.case] = case.sha256
    declared = {release_of(d.torch): d.name for d in load_declared(find_file()).values()}
    moment = now or datetime.now(timezone.utc)
    return [_check(snapshot, texts, allowed, declared, moment) for snapshot in snapshots(folder)]


@dataclass(slots=True)
class _Contents:
    """What a snapshot has, read line by line."""

    torch: str = ""
    device: str = ""
    measured: str = ""
    cells: int = 0
    finished: bool = False
    #: Engine -> its chains.
    engines: Counter[str] = field(default_factory=Counter)
    #: Collection -> case -> hash of its text.
    texts: dict[str, dict[str, str]] = field(default_factory=dict)


def _check(
    snapshot: Snapshot,
    texts: Mapping[str, Mapping[str, str]],
    allowed: float,
    declared: Mapping[str, str],
    now: datetime,
) -> Checked:
    contents = _Contents()
    stale = ""
    try:
        _read(snapshot.path, contents)
        if not contents.finished:
            stale = "cut off: it does not come to its end"
        elif release_of(contents.torch) != snapshot.release:
            stale = f"its name does not fit: it has results of torch {contents.torch}"
    except (OSError, EOFError, zlib.error, ValueError, KeyError) as error:
        stale = f"cannot be read: {error}"
    wanted = {name: sha for collection in contents.texts for name, sha in texts.get(collection, {}).items()}
    has = {
        name: sha for collection, cases in contents.texts.items() if collection in texts for name, sha in cases.items()
    }
    changed = tuple(sorted(name for name, sha in wanted.items() if has.get(name, sha) != sha))
    missing = tuple(sorted(wanted.keys() - has.keys()))
    behind = len(changed) + len(missing)
    if not stale and behind > allowed * len(wanted):
        stale = f"{behind} of {len(wanted)} cases were not measured as they read now"
    measured = datetime.fromisoformat(contents.measured) if contents.measured else now
    name = declared.get(snapshot.release)
    run = f"exportdb run --env {name}" if name else f"exportdb run, under torch {snapshot.release}"
    if snapshot.device != "cpu":
        run += " --device cuda"
    return Checked(
        file=str(snapshot.path),
        torch=contents.torch or snapshot.release,
        device=contents.device or snapshot.device,
        measured=contents.measured,
        age_days=max(0, (now - measured).days),
        engines=tuple(engine for engine, _ in contents.engines.most_common()),
        this_engine=set(contents.engines) == {engine_sha256()},
        bytes=snapshot.path.stat().st_size,
        chains=contents.engines.total(),
        cells=contents.cells,
        cases=len(wanted),
        current=len(wanted) - behind,
        changed=changed,
        missing=missing,
        gone=tuple(sorted(has.keys() - wanted.keys())),
        stale=stale,
        remedy=f"{run}; exportdb results write {snapshot.release}" if behind or stale else "",
    )


def _read(path: Path, contents: _Contents) -> None:
    engine = ""
    with open_lines(path, "r") as lines:
        for line in lines:
            record = json.loads(line)
            kind = record["kind"]
            contents.finished = kind == "end"
            if kind == "header":
                if record["protocol"] != PROTOCOL_VERSION:
                    raise ValueError(
                        f"it is in protocol {record['protocol']}, and this exportdb reads {PROTOCOL_VERSION}"
                    )
                engine = record["engine"]
                contents.torch, contents.device = record["environment"]["torch"], record["environment"]["device"]
            elif kind == "case":
                contents.texts.setdefault(record["collection"], {})[record["case"]] = record["sha256"]
            elif kind == "chain":
                contents.engines[engine] += 1
                contents.cells += len(record["cells"])
                contents.measured = max(contents.measured, record["measured_at"])
