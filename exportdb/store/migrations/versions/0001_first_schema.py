"""The first schema"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

CURRENT = "fk_cases_current_revision"
FULL_TEXT = (
    "cases_fts USING fts5(title, explanation, tags, source",
    "failures_fts USING fts5(code, signature, message",
)


def upgrade() -> None:
    # cases and revisions refer to each other: SQLite takes that as it comes and cannot add it later, others the reverse
    sqlite = op.get_context().dialect.name == "sqlite"
    current = [sa.ForeignKeyConstraint(["current_revision_id"], ["revisions.id"], name=CURRENT)] if sqlite else []
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False, comment="the id: path below cases/ without suffix"),
        sa.Column("collection", sa.String(length=64), nullable=False, comment="core, torch-exportdb, ..."),
        sa.Column("area", sa.String(length=255), nullable=False, comment="the folder part of the id"),
        sa.Column("current_revision_id", sa.Integer(), nullable=True, comment="the text that was indexed last"),
        *current,
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_index(op.f("ix_cases_area"), "cases", ["area"])
    op.create_index(op.f("ix_cases_collection"), "cases", ["collection"])

    op.create_table(
        "environments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False, comment="hash of all that follows"),
        sa.Column("python", sa.String(length=32), nullable=False, comment="3.11.7"),
        sa.Column("implementation", sa.String(length=32), nullable=False, comment="cpython"),
        sa.Column("torch", sa.String(length=64), nullable=False, comment="version of the distribution, 2.13.0+cpu"),
        sa.Column("platform", sa.String(length=64), nullable=False, comment="linux-x86_64"),
        sa.Column("device", sa.String(length=64), nullable=False, comment="cpu, or the accelerator with its name"),
        sa.Column("packages", sa.JSON(), nullable=False, comment="other packages whose version can change a result"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index(op.f("ix_environments_torch"), "environments", ["torch"])

    op.create_table(
        "failures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False, comment="hash of code and signature, which may be long"),
        sa.Column("code", sa.String(length=128), nullable=False, comment="GB0170, or the exception's class"),
        sa.Column("signature", sa.Text(), nullable=False, comment="the message without shapes, ids, paths, addresses"),
        sa.Column("message", sa.Text(), nullable=False, comment="the first such message, as an example"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index(op.f("ix_failures_code"), "failures", ["code"])

    op.create_table(
        "texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sha256"),
    )
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="of the file's bytes"),
        sa.Column("title", sa.Text(), nullable=False, comment="first line of the docstring"),
        sa.Column("explanation", sa.Text(), nullable=False, comment="the rest of the docstring"),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False, comment="below the collection's folder, with suffix"),
        sa.Column(
            "expect",
            sa.JSON(none_as_null=True),
            nullable=True,
            comment="mode -> [[stage, code], ...] that do not pass; {} is pass, NULL (a foreign case) states nothing",
        ),
        sa.Column("issues", sa.JSON(), nullable=False, comment="owner/repo#number"),
        sa.Column("near", sa.JSON(), nullable=False, comment="ids of cases that look alike"),
        sa.Column("requires", sa.JSON(), nullable=False, comment="capabilities"),
        sa.Column("no_rewrite", sa.Text(), nullable=True, comment="why a failing case has no rewrite"),
        sa.Column("support_level", sa.String(length=32), nullable=True, comment="what PyTorch's ExportDB states"),
        sa.Column("model_line", sa.Integer(), nullable=False, comment="line of `model = ...`"),
        sa.Column("model_source", sa.Text(), nullable=False, comment="text of the class of `model`"),
        sa.Column(
            "facts",
            sa.String(length=64),
            nullable=False,
            comment="hash of what was read from the text; a newer reader may read more",
        ),
        sa.Column("indexed_at", sa.String(length=32), nullable=False, comment="ISO 8601, UTC"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("case_id", "sha256"),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("environment_id", sa.Integer(), nullable=False),
        sa.Column("engine", sa.String(length=64), nullable=False, comment="SHA-256 of the engine's sources"),
        sa.Column("exportdb", sa.String(length=32), nullable=False, comment="version of exportdb that wrote it"),
        sa.Column("command", sa.Text(), nullable=False, comment="what was typed"),
        sa.Column("options", sa.JSON(), nullable=False, comment="selection, stages and limits: enough to resume"),
        sa.Column("host", sa.String(length=128), nullable=False),
        sa.Column(
            "status",
            sa.String(length=16),
            nullable=False,
            comment="running, finished, interrupted; incomplete: a file that was cut off",
        ),
        sa.Column("started_at", sa.String(length=32), nullable=False, comment="ISO 8601, UTC"),
        sa.Column("finished_at", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["environment_id"], ["environments.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_runs_environment_id"), "runs", ["environment_id"])
    op.create_index(op.f("ix_runs_status"), "runs", ["status"])

    op.create_table(
        "chains",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("environment_id", sa.Integer(), nullable=False),
        sa.Column("variant", sa.String(length=128), nullable=False, comment="original, or the label of a rewrite"),
        sa.Column("mode", sa.String(length=16), nullable=False, comment="strict, nonstrict"),
        sa.Column(
            "stages",
            sa.String(length=255),
            nullable=False,
            comment="asked for, with commas; one without a cell was not reached",
        ),
        sa.Column(
            "fingerprint",
            sa.String(length=64),
            nullable=False,
            comment="equal when case, engine, environment and limits are",
        ),
        sa.Column("seconds", sa.Float(), nullable=False, comment="on the wall, with process start"),
        sa.Column("output_id", sa.Integer(), nullable=True, comment="end of stdout and stderr"),
        sa.Column("measured_at", sa.String(length=32), nullable=False, comment="ISO 8601, UTC"),
        sa.ForeignKeyConstraint(["environment_id"], ["environments.id"]),
        sa.ForeignKeyConstraint(["output_id"], ["texts.id"]),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"]),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("run_id", "revision_id", "variant", "mode"),
    )
    op.create_index(op.f("ix_chains_fingerprint"), "chains", ["fingerprint"])
    op.create_index("ix_chains_place", "chains", ["revision_id", "environment_id", "variant", "mode"])

    op.create_table(
        "revision_tags",
        sa.Column("tag", sa.String(length=64), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("tag", "revision_id"),
    )
    op.create_table(
        "rewrites",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=128), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False, comment="place in the file, from 0"),
        sa.Column("class_name", sa.String(length=128), nullable=True),
        sa.Column("docstring", sa.Text(), nullable=False, comment="what the rewrite does and gives up"),
        sa.Column("source", sa.Text(), nullable=False, comment="text of the class, or of the entry"),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("revision_id", "label"),
    )
    op.create_table(
        "cells",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chain_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=64), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False, comment="place in the order of stages, from 0"),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("failure_id", sa.Integer(), nullable=True, comment="NULL when it passed"),
        sa.Column("message", sa.Text(), nullable=True, comment="as torch wrote it"),
        sa.Column("seconds", sa.Float(), nullable=False, comment="on the wall"),
        sa.Column("cpu_seconds", sa.Float(), nullable=False),
        sa.Column("peak_kib", sa.Integer(), nullable=False, comment="peak resident memory during the stage"),
        sa.Column("detail", sa.JSON(), nullable=False, comment="differences, operators that are not core ATen, ..."),
        sa.ForeignKeyConstraint(["chain_id"], ["chains.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["failure_id"], ["failures.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("chain_id", "stage"),
    )
    op.create_index(op.f("ix_cells_failure_id"), "cells", ["failure_id"])

    op.create_table(
        "exports",
        sa.Column("chain_id", sa.Integer(), nullable=False),
        sa.Column("graph_id", sa.Integer(), nullable=False, comment="the graph as text"),
        sa.Column(
            "signature",
            sa.JSON(),
            nullable=False,
            comment="{inputs: [...], outputs: [...]} of name, kind, target, type",
        ),
        sa.ForeignKeyConstraint(["chain_id"], ["chains.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["graph_id"], ["texts.id"]),
        sa.PrimaryKeyConstraint("chain_id"),
    )
    op.create_table(
        "current_cells",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("environment_id", sa.Integer(), nullable=False),
        sa.Column("variant", sa.String(length=128), nullable=False),
        sa.Column("mode", sa.String(length=16), nullable=False),
        sa.Column("stage", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("cell_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cell_id"], ["cells.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["environment_id"], ["environments.id"]),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("revision_id", "environment_id", "variant", "mode", "stage"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_current_cell", "current_cells", ["cell_id"])
    op.create_index("ix_current_outcome", "current_cells", ["outcome", "stage", "mode", "revision_id"])

    op.create_table(
        "guards",
        sa.Column("chain_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("expression", sa.Text(), nullable=False, comment="Eq(s77, 4)"),
        sa.Column("line", sa.Integer(), nullable=True, comment="in the case file, from 1"),
        sa.Column("text", sa.Text(), nullable=True, comment="that line"),
        sa.ForeignKeyConstraint(["chain_id"], ["exports.chain_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chain_id", "ordinal"),
    )
    op.create_table(
        "operators",
        sa.Column("name", sa.String(length=255), nullable=False, comment="aten.add.Tensor"),
        sa.Column("chain_id", sa.Integer(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False, comment="subgraphs included"),
        sa.ForeignKeyConstraint(["chain_id"], ["exports.chain_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("name", "chain_id"),
    )
    op.create_table(
        "ranges",
        sa.Column("chain_id", sa.Integer(), nullable=False),
        sa.Column("symbol", sa.String(length=64), nullable=False),
        sa.Column("lower", sa.String(length=64), nullable=False, comment="as text: int_oo is no bound"),
        sa.Column("upper", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["chain_id"], ["exports.chain_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chain_id", "symbol"),
    )
    op.create_table(
        "symbols",
        sa.Column("chain_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False, comment="s77, u0"),
        sa.Column("value", sa.BigInteger(), nullable=True, comment="on the example; NULL for a data-dependent size"),
        sa.Column("source", sa.Text(), nullable=True, comment="L['x'].size()[0]"),
        sa.Column("lower", sa.String(length=64), nullable=True, comment="as text: int_oo is no bound"),
        sa.Column("upper", sa.String(length=64), nullable=True),
        sa.Column("line", sa.Integer(), nullable=True, comment="in the case file, from 1"),
        sa.Column("text", sa.Text(), nullable=True, comment="that line"),
        sa.ForeignKeyConstraint(["chain_id"], ["exports.chain_id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chain_id", "ordinal"),
    )
    if not sqlite:
        op.create_foreign_key(CURRENT, "cases", "revisions", ["current_revision_id"], ["id"])
        return
    for index in FULL_TEXT:
        op.execute(f"CREATE VIRTUAL TABLE {index}, tokenize = 'unicode61 remove_diacritics 0')")


def downgrade() -> None:
    op.execute("UPDATE cases SET current_revision_id = NULL")
    if op.get_context().dialect.name == "sqlite":
        for index in FULL_TEXT:
            op.drop_table(index.split()[0])
    else:
        op.drop_constraint(CURRENT, "cases")
    for table in (
        "symbols",
        "ranges",
        "operators",
        "guards",
        "current_cells",
        "exports",
        "cells",
        "rewrites",
        "revision_tags",
        "chains",
        "runs",
        "texts",
        "failures",
        "environments",
        "revisions",
        "cases",
    ):
        op.drop_table(table)
