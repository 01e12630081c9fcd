"""What came of programs that another release saved"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reloads",
        sa.Column("run_id", sa.Integer(), nullable=False, comment="its environment loaded the program"),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=False, comment="the environment that saved it"),
        sa.Column("mode", sa.String(length=16), nullable=False, comment="strict, nonstrict"),
        sa.Column(
            "step",
            sa.String(length=16),
            nullable=False,
            comment="how far it came: save, load, run, compare; empty where the process ended",
        ),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("failure_id", sa.Integer(), nullable=True, comment="NULL when it passed"),
        sa.Column("message", sa.Text(), nullable=True, comment="as torch wrote it"),
        sa.ForeignKeyConstraint(["failure_id"], ["failures.id"]),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"]),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["saved_by"], ["environments.id"]),
        sa.PrimaryKeyConstraint("run_id", "revision_id", "saved_by", "mode"),
    )


def downgrade() -> None:
    op.drop_table("reloads")
