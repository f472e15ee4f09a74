"""Sellers ask for the stars of their goods; emptied records of the register lead on.

Revision ID: 0073
Revises: 0072
"""

import sqlalchemy as sa
from alembic import op

revision = "0073"
down_revision = "0072"
branch_labels = None
depends_on = None

REQUESTS, SUCCESSORS = "store_star_requests", "catalog_product_successors"


def upgrade() -> None:
    op.create_table(
        SUCCESSORS,
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["catalog_products.id"],
            name=op.f("fk_catalog_product_successors_product_id_catalog_products"),
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"],
            ["catalog_products.id"],
            name=op.f("fk_catalog_product_successors_successor_id_catalog_products"),
        ),
        sa.PrimaryKeyConstraint("product_id", name=op.f("pk_catalog_product_successors")),
    )
    op.create_index(
        op.f("ix_catalog_product_successors_successor_id"), SUCCESSORS, ["successor_id"]
    )
    op.create_table(
        REQUESTS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("decision_number", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["catalog_products.id"],
            name=op.f("fk_store_star_requests_product_id_catalog_products"),
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["catalog_producers.id"],
            name=op.f("fk_store_star_requests_producer_id_catalog_producers"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_star_requests")),
    )
    op.create_index(op.f("ix_store_star_requests_product_id"), REQUESTS, ["product_id"])
    op.create_index(op.f("ix_store_star_requests_producer_id"), REQUESTS, ["producer_id"])
    op.create_index(
        "uq_store_star_requests_waiting",
        REQUESTS,
        ["product_id"],
        unique=True,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )


def downgrade() -> None:
    op.drop_table(REQUESTS)
    op.drop_table(SUCCESSORS)
