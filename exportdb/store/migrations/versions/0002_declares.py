"""What an exported program declares of its inputs"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    comment = "what it declares of its inputs, as lines that are equal where modes agree"
    op.add_column("exports", sa.Column("declares", sa.JSON(none_as_null=True), nullable=True, comment=comment))


def downgrade() -> None:
    op.drop_column("exports", "declares")
