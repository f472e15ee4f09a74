"""Which goods other machines were told cannot be ordered.

Revision ID: 0071
Revises: 0070
"""

import sqlalchemy as sa
from alembic import op

revision = "0071"
down_revision = "0070"
branch_labels = None
depends_on = None

TABLE = "store_webhook_off_sale"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["variant_id"],
            ["catalog_variants.id"],
            name=op.f("fk_store_webhook_off_sale_variant_id_catalog_variants"),
        ),
        sa.PrimaryKeyConstraint("variant_id", name=op.f("pk_store_webhook_off_sale")),
    )


def downgrade() -> None:
    op.drop_table(TABLE)
