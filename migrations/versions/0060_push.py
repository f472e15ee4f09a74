"""Browsers that want to be told of new orders.

Revision ID: 0060
Revises: 0059
"""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None

TABLE = "store_push_subscriptions"
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sign_in_id", sa.Integer(), nullable=False),
        sa.Column("endpoint", sa.String(), nullable=False),
        sa.Column("browser_key", sa.String(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("told_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["sign_in_id"],
            ["store_sign_ins.id"],
            name=op.f("fk_store_push_subscriptions_sign_in_id_store_sign_ins"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_push_subscriptions")),
        sa.UniqueConstraint("endpoint", name=op.f("uq_store_push_subscriptions_endpoint")),
    )
    op.create_index(op.f("ix_store_push_subscriptions_sign_in_id"), TABLE, ["sign_in_id"])


def downgrade() -> None:
    op.drop_table(TABLE)
