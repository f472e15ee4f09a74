"""What banks took for card holders who complained, and what of it was due as refunds.

Revision ID: 0066
Revises: 0065
"""

import sqlalchemy as sa
from alembic import op

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None

DISPUTES = "store_disputes"
WITHIN = f"ck_{DISPUTES}_covered_within_taken"


def upgrade() -> None:
    with op.batch_alter_table(DISPUTES) as table:
        for name in ("taken", "covered"):
            table.add_column(sa.Column(name, sa.BigInteger(), nullable=False, server_default="0"))
        table.add_column(sa.Column("said_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(f"UPDATE {DISPUTES} SET taken = amount WHERE state = 'lost'")  # noqa: S608  a constant
    op.execute(f"UPDATE {DISPUTES} SET said_at = COALESCE(closed_at, opened_at)")  # noqa: S608  a constant
    with op.batch_alter_table(DISPUTES) as table:
        table.create_check_constraint(op.f(WITHIN), "covered BETWEEN 0 AND taken")


def downgrade() -> None:
    with op.batch_alter_table(DISPUTES) as table:
        table.drop_constraint(op.f(WITHIN), type_="check")
        table.drop_column("said_at")
        table.drop_column("covered")
        table.drop_column("taken")
