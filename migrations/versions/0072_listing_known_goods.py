"""Which product of the register the goods of a draft are, and of which name they are not.

Revision ID: 0072
Revises: 0071
"""

import sqlalchemy as sa
from alembic import op

revision = "0072"
down_revision = "0071"
branch_labels = None
depends_on = None

TABLE = "store_listing_drafts"


def upgrade() -> None:
    with op.batch_alter_table(TABLE) as table:
        table.add_column(sa.Column("known_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("other_than", sa.String(), nullable=True))
        table.create_foreign_key(
            op.f("fk_store_listing_drafts_known_id_catalog_products"),
            "catalog_products",
            ["known_id"],
            ["id"],
        )


def downgrade() -> None:
    with op.batch_alter_table(TABLE) as table:
        table.drop_constraint(
            op.f("fk_store_listing_drafts_known_id_catalog_products"), type_="foreignkey"
        )
        table.drop_column("other_than")
        table.drop_column("known_id")
