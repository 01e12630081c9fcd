"""Several environments in few words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from exportdb.store.reads import EnvironmentView


def spans(known: Sequence[EnvironmentView], keys: Collection[str]) -> str:
    """``2.5.1 to 2.9.1, 2.13.0+cpu``: the environments of these keys by their torch, the oldest first.

    ``known`` are all that could have been meant, the newest first; three or more in a row become a span.
    """
    rows: list[list[str]] = [[]]
    for environment, label in reversed(list(zip(known, _short([e.label for e in known]), strict=True))):
        if environment.key in keys:
            rows[-1].append(label)
        elif rows[-1]:
            rows.append([])
    return ", ".join(label for row in rows for label in ([f"{row[0]} to {row[-1]}"] if len(row) > 2 else row))


def _short(labels: Sequence[str]) -> list[str]:
    """The labels without what all have in common: ``torch`` before the release, a build such as ``+cpu`` after it."""
    found = [label.removeprefix("torch ") for label in labels]
    builds = {label.partition("+")[2] for label in found}
    return [label.partition("+")[0] for label in found] if len(found) > 1 and len(builds) == 1 else found
