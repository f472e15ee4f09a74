"""Pieces that buyers check: counts by day and batch, and checks before a number was released."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

COUNTS = "trace_check_counts"


def upgrade() -> None:
    op.create_table(
        COUNTS,
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("province_code", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "day", "code", "state", "province_code", name=op.f("pk_trace_check_counts")
        ),
    )
    with op.batch_alter_table("trace_serials", schema=None) as serials:
        serials.add_column(
            sa.Column("early_checks", sa.Integer(), nullable=False, server_default="0")
        )


def downgrade() -> None:
    with op.batch_alter_table("trace_serials", schema=None) as serials:
        serials.drop_column("early_checks")
    op.drop_table(COUNTS)
