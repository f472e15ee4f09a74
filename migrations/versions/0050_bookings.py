"""Calls for carriers, stored before they are made; what buyers may do before paying.

Revision ID: 0050
Revises: 0049
"""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

OPEN = sa.text("state IN ('started', 'booked', 'cancelling')")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("store_parcels") as table:
        table.add_column(sa.Column("inspection", sa.String(), nullable=True))
    op.create_table(
        "store_bookings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("carrier", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("weight_g", sa.Integer(), nullable=False),
        sa.Column("cash", sa.BigInteger(), nullable=False),
        sa.Column("inspection", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("fee", sa.BigInteger(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("ask_at", MOMENT, nullable=True),
        sa.Column("said", sa.String(), nullable=True),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "cash >= 0 AND weight_g > 0", name=op.f("ck_store_bookings_amounts_possible")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["store_orders.id"], name=op.f("fk_store_bookings_order_id_store_orders")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_bookings")),
        sa.UniqueConstraint("key", name=op.f("uq_store_bookings_key")),
    )
    op.create_index(op.f("ix_store_bookings_order_id"), "store_bookings", ["order_id"])
    op.create_index("ix_store_bookings_asking", "store_bookings", ["state", "ask_at"])
    op.create_index(
        "uq_store_bookings_open",
        "store_bookings",
        ["order_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    op.drop_table("store_bookings")
    with op.batch_alter_table("store_parcels") as table:
        table.drop_column("inspection")
