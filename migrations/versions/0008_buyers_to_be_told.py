"""Buyers of stopped batches: who is to be told, and that it was done.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLE = "store_buyer_notices"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True)),
        sa.Column("told_by", sa.String()),
        sa.Column("channel", sa.String()),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["store_orders.id"],
            name=op.f("fk_store_buyer_notices_order_id_store_orders"),
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["trace_batches.id"],
            name=op.f("fk_store_buyer_notices_batch_id_trace_batches"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_buyer_notices")),
    )
    op.create_index(op.f("ix_store_buyer_notices_order_id"), TABLE, ["order_id"])
    op.create_index("ix_store_buyer_notices_batch", TABLE, ["batch_id"])


def downgrade() -> None:
    op.drop_table(TABLE)
