"""Withheld tax knows goods and services apart.

Revision ID: 0065
Revises: 0064
"""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None

TABLES = ("store_withholding_rates", "store_tax_lines")


def upgrade() -> None:
    for table in TABLES:  # not in a batch: the rows of one are kept by triggers
        column = sa.Column("activity", sa.String(), nullable=False, server_default="goods")
        op.add_column(table, column)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_column(table, "activity")
