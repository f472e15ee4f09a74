"""Goods that are about to be listed, and their photos.

Revision ID: 0059
Revises: 0058
"""

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None

DRAFTS, PHOTOS = "store_listing_drafts", "store_listing_photos"
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        DRAFTS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("price", sa.BigInteger(), nullable=True),
        sa.Column("pack", sa.String(), nullable=True),
        sa.Column("net_amount", sa.Numeric(12, 3), nullable=True),
        sa.Column("net_unit", sa.String(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=True),
        sa.Column("packed_on", sa.Date(), nullable=True),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["catalog_producers.id"],
            name=op.f("fk_store_listing_drafts_producer_id_catalog_producers"),
        ),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["catalog_products.id"],
            name=op.f("fk_store_listing_drafts_product_id_catalog_products"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_listing_drafts")),
        sa.UniqueConstraint("key", name=op.f("uq_store_listing_drafts_key")),
    )
    op.create_index(op.f("ix_store_listing_drafts_producer_id"), DRAFTS, ["producer_id"])
    op.create_table(
        PHOTOS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("colour", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["store_listing_drafts.id"],
            name=op.f("fk_store_listing_photos_draft_id_store_listing_drafts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_listing_photos")),
        sa.UniqueConstraint(
            "draft_id", "digest", name=op.f("uq_store_listing_photos_draft_id_digest")
        ),
    )


def downgrade() -> None:
    op.drop_table(PHOTOS)
    op.drop_table(DRAFTS)
