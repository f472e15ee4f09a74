"""Presses of a thumb at the shelf, so that the last can be taken back.

Revision ID: 0062
Revises: 0061
"""

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

TABLE = "store_stock_taps"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["variant_id"],
            ["catalog_variants.id"],
            name=op.f("fk_store_stock_taps_variant_id_catalog_variants"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_stock_taps")),
        sa.UniqueConstraint("variant_id", "key", name=op.f("uq_store_stock_taps_variant_id_key")),
    )


def downgrade() -> None:
    op.drop_table(TABLE)
