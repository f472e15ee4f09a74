"""Prices over time; what things cost today begins the history of each.

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

TABLE = "catalog_price_entries"

FIRST_ENTRIES = """
INSERT INTO catalog_price_entries (variant_id, price, since, entered_by)
SELECT v.id, v.price, p.created_at, 'Sổ giá'
FROM catalog_variants v JOIN catalog_products p ON p.id = v.product_id
"""


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String()),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer()),
        sa.CheckConstraint("price > 0", name=op.f("ck_catalog_price_entries_price_positive")),
        sa.ForeignKeyConstraint(
            ["variant_id"],
            ["catalog_variants.id"],
            name=op.f("fk_catalog_price_entries_variant_id_catalog_variants"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalog_price_entries")),
    )
    op.create_index("ix_catalog_price_entries_variant", TABLE, ["variant_id", "since"])
    op.execute(FIRST_ENTRIES)


def downgrade() -> None:
    op.drop_table(TABLE)
