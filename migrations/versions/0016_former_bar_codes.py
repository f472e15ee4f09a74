"""GTINs that a product no longer carries, so that what was printed with them still leads to it.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TABLE = "catalog_former_gtins"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gtin", sa.String(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["catalog_products.id"],
            name=op.f("fk_catalog_former_gtins_product_id_catalog_products"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalog_former_gtins")),
    )
    op.create_index(op.f("ix_catalog_former_gtins_gtin"), TABLE, ["gtin"])
    op.create_index(op.f("ix_catalog_former_gtins_product_id"), TABLE, ["product_id"])


def downgrade() -> None:
    op.drop_table(TABLE)
