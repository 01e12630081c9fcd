"""The schema of the database, all of it.

What is measured is append-only: runs, chains, cells and what hangs on them are written once and never changed.
``current_cells`` is derived from them and can be rebuilt at any time. Environments, cases, revisions, failures and
texts are looked up by their content and stored once.

    environments      what a measurement was taken with
    cases ─ revisions ─ revision_tags, rewrites         the corpus, every text that was ever indexed or measured
    runs ─ chains ─ cells                               what was measured
    chains ─ exports ─ symbols, guards, ranges, operators     what an export made
    failures, texts                                     contents stored once
    current_cells                                       the newest cell of each place in the table
    runs ─ reloads                                      programs that another environment saved

On SQLite two full-text indexes stand beside them, see ``fulltext.py``. The schema's history is in ``revision.py``.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, Float, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    type_annotation_map: ClassVar[dict[Any, Any]] = {dict[str, Any]: JSON, list[Any]: JSON}


class Environment(Base):
    """What a measurement was taken with."""

    __tablename__ = "environments"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True, comment="hash of all that follows")
    python: Mapped[str] = mapped_column(String(32), comment="3.11.7")
    implementation: Mapped[str] = mapped_column(String(32), comment="cpython")
    torch: Mapped[str] = mapped_column(String(64), index=True, comment="version of the distribution, 2.13.0+cpu")
    platform: Mapped[str] = mapped_column(String(64), comment="linux-x86_64")
    device: Mapped[str] = mapped_column(String(64), comment="cpu, or the accelerator with its name")
    packages: Mapped[dict[str, Any]] = mapped_column(comment="other packages whose version can change a result")


class Case(Base):
    """A case by its id. Its texts are its revisions."""

    __tablename__ = "cases"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(255), unique=True, comment="the id: path below cases/ without suffix")
    collection: Mapped[str] = mapped_column(String(64), index=True, comment="core, torch-exportdb, ...")
    area: Mapped[str] = mapped_column(String(255), index=True, comment="the folder part of the id")
    current_revision_id: Mapped[int | None] = mapped_column(
        ForeignKey("revisions.id", use_alter=True, name="fk_cases_current_revision"),
        comment="the text that was indexed last",
    )
    revisions: Mapped[list[Revision]] = relationship(back_populates="case", foreign_keys="Revision.case_id")
    current: Mapped[Revision | None] = relationship(foreign_keys=[current_revision_id], post_update=True)


class Revision(Base):
    """One exact text of a case."""

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("case_id", "sha256"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    sha256: Mapped[str] = mapped_column(String(64), comment="of the file's bytes")
    title: Mapped[str] = mapped_column(Text, comment="first line of the docstring")
    explanation: Mapped[str] = mapped_column(Text, comment="the rest of the docstring")
    source: Mapped[str] = mapped_column(Text)
    path: Mapped[str] = mapped_column(Text, comment="below the collection's folder, with suffix")
    expect: Mapped[dict[str, Any] | None] = mapped_column(
        JSON(none_as_null=True),
        comment="mode -> [[stage, code], ...] that do not pass; {} is pass, NULL (a foreign case) states nothing",
    )
    issues: Mapped[list[Any]] = mapped_column(comment="owner/repo#number")
    near: Mapped[list[Any]] = mapped_column(comment="ids of cases that look alike")
    requires: Mapped[list[Any]] = mapped_column(comment="capabilities")
    no_rewrite: Mapped[str | None] = mapped_column(Text, comment="why a failing case has no rewrite")
    support_level: Mapped[str | None] = mapped_column(String(32), comment="what PyTorch's ExportDB states")
    model_line: Mapped[int] = mapped_column(comment="line of `model = ...`")
    model_source: Mapped[str] = mapped_column(Text, comment="text of the class of `model`")
    facts: Mapped[str] = mapped_column(
        String(64), comment="hash of what was read from the text; a newer reader may read more"
    )
    indexed_at: Mapped[str] = mapped_column(String(32), comment="ISO 8601, UTC")
    case: Mapped[Case] = relationship(back_populates="revisions", foreign_keys=[case_id])
    tags: Mapped[list[RevisionTag]] = relationship(cascade="all, delete-orphan", order_by="RevisionTag.tag")
    rewrites: Mapped[list[Rewrite]] = relationship(cascade="all, delete-orphan", order_by="Rewrite.ordinal")


class RevisionTag(Base):
    """A tag of a revision."""

    __tablename__ = "revision_tags"
    tag: Mapped[str] = mapped_column(String(64), primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"), primary_key=True)


class Rewrite(Base):
    """A rewrite as a revision states it. Whether it holds is in its cells."""

    __tablename__ = "rewrites"
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"), primary_key=True)
    label: Mapped[str] = mapped_column(String(128), primary_key=True)
    ordinal: Mapped[int] = mapped_column(comment="place in the file, from 0")
    class_name: Mapped[str | None] = mapped_column(String(128))
    docstring: Mapped[str] = mapped_column(Text, comment="what the rewrite does and gives up")
    source: Mapped[str] = mapped_column(Text, comment="text of the class, or of the entry")


class Run(Base):
    """One call of `exportdb run` or `exportdb import`."""

    __tablename__ = "runs"
    id: Mapped[int] = mapped_column(primary_key=True)
    environment_id: Mapped[int] = mapped_column(ForeignKey("environments.id"), index=True)
    engine: Mapped[str] = mapped_column(String(64), comment="SHA-256 of the engine's sources")
    exportdb: Mapped[str] = mapped_column(String(32), comment="version of exportdb that wrote it")
    command: Mapped[str] = mapped_column(Text, comment="what was typed")
    options: Mapped[dict[str, Any]] = mapped_column(comment="selection, stages and limits: enough to resume")
    host: Mapped[str] = mapped_column(String(128))
    status: Mapped[str] = mapped_column(
        String(16), index=True, comment="running, finished, interrupted; incomplete: a file that was cut off"
    )
    started_at: Mapped[str] = mapped_column(String(32), comment="ISO 8601, UTC")
    finished_at: Mapped[str | None] = mapped_column(String(32))
    environment: Mapped[Environment] = relationship()


class Text_(Base):  # noqa: N801 - `Text` is SQLAlchemy's
    """Long texts that repeat (outputs of cases, graphs), stored once."""

    __tablename__ = "texts"
    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    text: Mapped[str] = mapped_column(Text)


class Chain(Base):
    """The stages of one revision, variant and mode, measured together in one isolated process."""

    __tablename__ = "chains"
    __table_args__ = (
        UniqueConstraint("run_id", "revision_id", "variant", "mode"),
        Index("ix_chains_place", "revision_id", "environment_id", "variant", "mode"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"))
    environment_id: Mapped[int] = mapped_column(ForeignKey("environments.id"))
    variant: Mapped[str] = mapped_column(String(128), comment="original, or the label of a rewrite")
    mode: Mapped[str] = mapped_column(String(16), comment="strict, nonstrict")
    stages: Mapped[str] = mapped_column(
        String(255), comment="asked for, with commas; one without a cell was not reached"
    )
    fingerprint: Mapped[str] = mapped_column(
        String(64), index=True, comment="equal when case, engine, environment and limits are"
    )
    seconds: Mapped[float] = mapped_column(Float, comment="on the wall, with process start")
    output_id: Mapped[int | None] = mapped_column(ForeignKey("texts.id"), comment="end of stdout and stderr")
    measured_at: Mapped[str] = mapped_column(String(32), comment="ISO 8601, UTC")
    run: Mapped[Run] = relationship()
    revision: Mapped[Revision] = relationship()
    cells: Mapped[list[Cell]] = relationship(back_populates="chain", order_by="Cell.ordinal")
    export: Mapped[Export | None] = relationship(back_populates="chain")


class Failure(Base):
    """A distinct way not to pass: equal failures are one row."""

    __tablename__ = "failures"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True, comment="hash of code and signature, which may be long")
    code: Mapped[str] = mapped_column(String(128), index=True, comment="GB0170, or the exception's class")
    signature: Mapped[str] = mapped_column(Text, comment="the message without shapes, ids, paths, addresses")
    message: Mapped[str] = mapped_column(Text, comment="the first such message, as an example")


class Cell(Base):
    """The result of one stage."""

    __tablename__ = "cells"
    __table_args__ = (UniqueConstraint("chain_id", "stage"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    chain_id: Mapped[int] = mapped_column(ForeignKey("chains.id", ondelete="CASCADE"))
    stage: Mapped[str] = mapped_column(String(64))
    ordinal: Mapped[int] = mapped_column(comment="place in the order of stages, from 0")
    outcome: Mapped[str] = mapped_column(String(16))
    failure_id: Mapped[int | None] = mapped_column(ForeignKey("failures.id"), index=True, comment="NULL when it passed")
    message: Mapped[str | None] = mapped_column(Text, comment="as torch wrote it")
    seconds: Mapped[float] = mapped_column(Float, comment="on the wall")
    cpu_seconds: Mapped[float] = mapped_column(Float)
    peak_kib: Mapped[int] = mapped_column(comment="peak resident memory during the stage")
    detail: Mapped[dict[str, Any]] = mapped_column(comment="differences, operators that are not core ATen, ...")
    chain: Mapped[Chain] = relationship(back_populates="cells")
    failure: Mapped[Failure | None] = relationship()


class Reload(Base):
    """What came of a program that an environment saved, in the environment of the run, which loaded it."""

    __tablename__ = "reloads"
    run_id: Mapped[int] = mapped_column(
        ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True, comment="its environment loaded the program"
    )
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"), primary_key=True)
    saved_by: Mapped[int] = mapped_column(
        ForeignKey("environments.id"), primary_key=True, comment="the environment that saved it"
    )
    mode: Mapped[str] = mapped_column(String(16), primary_key=True, comment="strict, nonstrict")
    step: Mapped[str] = mapped_column(
        String(16), comment="how far it came: save, load, run, compare; empty where the process ended"
    )
    outcome: Mapped[str] = mapped_column(String(16))
    failure_id: Mapped[int | None] = mapped_column(ForeignKey("failures.id"), comment="NULL when it passed")
    message: Mapped[str | None] = mapped_column(Text, comment="as torch wrote it")


class CurrentCell(Base):
    """Derived: the newest cell of each (revision, variant, environment, mode, stage), with what queries filter by."""

    __tablename__ = "current_cells"
    __table_args__ = (
        Index("ix_current_outcome", "outcome", "stage", "mode", "revision_id"),
        Index("ix_current_cell", "cell_id"),
        {"sqlite_with_rowid": False},  # the cells of a case lie side by side, and a query reads them in one go
    )
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id", ondelete="CASCADE"), primary_key=True)
    environment_id: Mapped[int] = mapped_column(ForeignKey("environments.id"), primary_key=True)
    variant: Mapped[str] = mapped_column(String(128), primary_key=True)
    mode: Mapped[str] = mapped_column(String(16), primary_key=True)
    stage: Mapped[str] = mapped_column(String(64), primary_key=True)
    outcome: Mapped[str] = mapped_column(String(16))
    cell_id: Mapped[int] = mapped_column(ForeignKey("cells.id", ondelete="CASCADE"))


class Export(Base):
    """What came out of torch.export.export in a chain."""

    __tablename__ = "exports"
    chain_id: Mapped[int] = mapped_column(ForeignKey("chains.id", ondelete="CASCADE"), primary_key=True)
    graph_id: Mapped[int] = mapped_column(ForeignKey("texts.id"), comment="the graph as text")
    signature: Mapped[dict[str, Any]] = mapped_column(
        comment="{inputs: [...], outputs: [...]} of name, kind, target, type"
    )
    declares: Mapped[list[Any] | None] = mapped_column(
        JSON(none_as_null=True), comment="what it declares of its inputs, as lines that are equal where modes agree"
    )
    chain: Mapped[Chain] = relationship(back_populates="export")
    graph: Mapped[Text_] = relationship()
    symbols: Mapped[list[Symbol]] = relationship(order_by="Symbol.ordinal")
    guards: Mapped[list[Guard]] = relationship(order_by="Guard.ordinal")
    ranges: Mapped[list[Range]] = relationship(order_by="Range.symbol")
    operators: Mapped[list[Operator]] = relationship(order_by="Operator.name")


class Symbol(Base):
    """A symbolic size that tracing allocated."""

    __tablename__ = "symbols"
    chain_id: Mapped[int] = mapped_column(ForeignKey("exports.chain_id", ondelete="CASCADE"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(32), comment="s77, u0")
    value: Mapped[int | None] = mapped_column(BigInteger, comment="on the example; NULL for a data-dependent size")
    source: Mapped[str | None] = mapped_column(Text, comment="L['x'].size()[0]")
    lower: Mapped[str | None] = mapped_column(String(64), comment="as text: int_oo is no bound")
    upper: Mapped[str | None] = mapped_column(String(64))
    line: Mapped[int | None] = mapped_column(comment="in the case file, from 1")
    text: Mapped[str | None] = mapped_column(Text, comment="that line")


class Guard(Base):
    """A condition on symbols that tracing assumed."""

    __tablename__ = "guards"
    chain_id: Mapped[int] = mapped_column(ForeignKey("exports.chain_id", ondelete="CASCADE"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(Integer, primary_key=True)
    expression: Mapped[str] = mapped_column(Text, comment="Eq(s77, 4)")
    line: Mapped[int | None] = mapped_column(comment="in the case file, from 1")
    text: Mapped[str | None] = mapped_column(Text, comment="that line")


class Range(Base):
    """The range that the exported program declares for a symbol."""

    __tablename__ = "ranges"
    chain_id: Mapped[int] = mapped_column(ForeignKey("exports.chain_id", ondelete="CASCADE"), primary_key=True)
    symbol: Mapped[str] = mapped_column(String(64), primary_key=True)
    lower: Mapped[str] = mapped_column(String(64), comment="as text: int_oo is no bound")
    upper: Mapped[str] = mapped_column(String(64))


class Operator(Base):
    """An operator in the exported graph."""

    __tablename__ = "operators"
    name: Mapped[str] = mapped_column(String(255), primary_key=True, comment="aten.add.Tensor")
    chain_id: Mapped[int] = mapped_column(ForeignKey("exports.chain_id", ondelete="CASCADE"), primary_key=True)
    calls: Mapped[int] = mapped_column(comment="subgraphs included")
