"""The rewrites of a case, each with what it changes and the proof that it was run."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from markupsafe import Markup

from exportdb.present.releases import spans
from exportdb.present.rewriting import classes, pairs, side_by_side
from exportdb.present.standalone import standalone
from exportdb.sitewriter.case.beside import beside
from exportdb.store.details import CaseDetail, Proof, RewriteView
from exportdb.store.reads import EnvironmentView
from exportdb_engine.protocol import Mode, Stage


@dataclass(frozen=True, slots=True)
class Proven:
    """A proof that several environments share."""

    #: ``2.9.1 to 2.13.0+cpu``.
    environments: str
    #: Of the newest of them.
    proof: Proof
    runs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Instead:
    """A rewrite as the page shows it."""

    rewrite: RewriteView
    anchor: str
    #: In the environment whose results the page tells.
    state: str
    #: Empty where the two cannot be compared.
    beside: Markup
    proofs: list[Proven]
    #: The whole case with this rewrite; None where its text is not Python.
    program: str | None


def rewrites(detail: CaseDetail, main: str | None, measured: Sequence[EnvironmentView]) -> list[Instead]:
    """The rewrites, in the order of the case's file."""
    found = []
    for rewrite, anchor in zip(detail.rewrites, anchors([r.label for r in detail.rewrites]), strict=True):
        program = standalone(detail, Mode.STRICT, Stage.EXPORT, rewrite.label)
        found.append(
            Instead(
                rewrite,
                anchor,
                detail.proof(rewrite.label, main).state,
                _beside(detail, rewrite, program),
                _proofs(detail, rewrite, measured),
                program,
            )
        )
    return found


def _beside(detail: CaseDetail, rewrite: RewriteView, program: str | None) -> Markup:
    """What the rewrite changes: between the classes, or the whole programs where a rewrite is no class."""
    found = side_by_side(detail, rewrite)
    original = standalone(detail, Mode.STRICT)
    if not found and original and program:
        new = _classes(program)
        added = [text for name, text in new.items() if name not in _classes(original)]
        # a function that makes the rewrite from the original: the class that it makes is what a reader looks for
        if len(added) == 1 and detail.model_source:
            found = pairs(*classes(detail.model_source, added[0]))
        else:
            found = pairs(original.splitlines(), program.splitlines())
    return beside(found, ("Original", f"Instead: {rewrite.label}")) if found else Markup("")


def _classes(program: str) -> dict[str, str]:
    """The classes of a program, name -> text."""
    found = (node for node in ast.parse(program).body if isinstance(node, ast.ClassDef))
    return {node.name: ast.get_source_segment(program, node) or "" for node in found}


def anchors(labels: Sequence[str]) -> list[str]:
    """``instead-torch-cond`` for ``torch.cond``; no two are the same."""
    found: list[str] = []
    for label in labels:
        name = re.sub(r"[^a-z0-9]+", "-", f"instead {label}".lower())[:60].strip("-")
        free = (name if number == 1 else f"{name}-{number}" for number in count(1))
        found.append(next(anchor for anchor in free if anchor not in found))
    return found


def _proofs(detail: CaseDetail, rewrite: RewriteView, measured: Sequence[EnvironmentView]) -> list[Proven]:
    groups: dict[object, list[Proof]] = {}
    for environment in measured:
        proof = detail.proof(rewrite.label, environment.key)
        groups.setdefault((proof.state, proof.stops, proof.stages), []).append(proof)
    return [
        Proven(
            spans(measured, [proof.environment for proof in alike]),
            alike[0],
            tuple(sorted({run for proof in alike for run in proof.runs}, reverse=True)),
        )
        for alike in groups.values()
    ]
