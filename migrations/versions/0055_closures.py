"""Shops that close for some days, and goods that come back on a day.

Revision ID: 0055
Revises: 0054
"""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

CLOSURES, PAUSES = "store_closures", "store_pauses"


def upgrade() -> None:
    op.create_table(
        CLOSURES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("closed_by", sa.String(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("from_day <= to_day", name=op.f("ck_store_closures_days_in_order")),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["catalog_producers.id"],
            name=op.f("fk_store_closures_producer_id_catalog_producers"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_closures")),
    )
    op.create_index(op.f("ix_store_closures_producer_id"), CLOSURES, ["producer_id"])
    op.create_table(
        PAUSES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("back_on", sa.Date(), nullable=False),
        sa.Column("paused_by", sa.String(), nullable=False),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["variant_id"],
            ["catalog_variants.id"],
            name=op.f("fk_store_pauses_variant_id_catalog_variants"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_pauses")),
    )
    op.create_index(op.f("ix_store_pauses_variant_id"), PAUSES, ["variant_id"])


def downgrade() -> None:
    op.drop_table(PAUSES)
    op.drop_table(CLOSURES)
