"""Where buyers may fetch their goods.

Revision ID: 0028
Revises: 0027
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "store_pickup_points",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("instructions", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("days >= 0", name=op.f("ck_store_pickup_points_days_not_negative")),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["catalog_producers.id"],
            name=op.f("fk_store_pickup_points_producer_id_catalog_producers"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_pickup_points")),
    )
    op.create_index(
        op.f("ix_store_pickup_points_producer_id"), "store_pickup_points", ["producer_id"]
    )
    with op.batch_alter_table("store_orders") as table:
        table.add_column(sa.Column("pickup", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("store_orders") as table:
        table.drop_column("pickup")
    op.drop_table("store_pickup_points")
