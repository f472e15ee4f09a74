"""Test results say who accredited the laboratory and what the sample speaks for.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLE, COLUMNS = "trace_test_results", ("accreditation", "sampling")


def upgrade() -> None:
    for name in COLUMNS:
        op.add_column(TABLE, sa.Column(name, sa.String()))


def downgrade() -> None:
    with op.batch_alter_table(TABLE) as table:
        for name in reversed(COLUMNS):
            table.drop_column(name)
