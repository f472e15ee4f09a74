"""A decision about a code may be marked as entered by mistake: when, by whom, why.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TABLE = "trace_area_statuses"


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("wrong_at", sa.DateTime(timezone=True)))
    op.add_column(TABLE, sa.Column("wrong_by", sa.String()))
    op.add_column(TABLE, sa.Column("wrong_why", sa.String()))


def downgrade() -> None:
    for column in ("wrong_why", "wrong_by", "wrong_at"):
        op.drop_column(TABLE, column)
