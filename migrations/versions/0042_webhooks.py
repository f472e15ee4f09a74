"""Sellers' and partners' machines that are told of orders, stock and recalls.

Revision ID: 0042
Revises: 0041
"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "store_webhook_endpoints",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["catalog_producers.id"],
            name=op.f("fk_store_webhook_endpoints_producer_id_catalog_producers"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_webhook_endpoints")),
    )
    op.create_index(
        op.f("ix_store_webhook_endpoints_producer_id"), "store_webhook_endpoints", ["producer_id"]
    )
    op.create_table(
        "store_webhook_secrets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("endpoint_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["endpoint_id"],
            ["store_webhook_endpoints.id"],
            name=op.f("fk_store_webhook_secrets_endpoint_id_store_webhook_endpoints"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_webhook_secrets")),
    )
    op.create_index(
        op.f("ix_store_webhook_secrets_endpoint_id"), "store_webhook_secrets", ["endpoint_id"]
    )
    op.create_table(
        "store_webhook_deliveries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("endpoint_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("log", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["endpoint_id"],
            ["store_webhook_endpoints.id"],
            name=op.f("fk_store_webhook_deliveries_endpoint_id_store_webhook_endpoints"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_webhook_deliveries")),
    )
    op.create_index(
        op.f("ix_store_webhook_deliveries_endpoint_id"), "store_webhook_deliveries", ["endpoint_id"]
    )
    op.create_index(
        op.f("ix_store_webhook_deliveries_closed_at"), "store_webhook_deliveries", ["closed_at"]
    )
    op.create_index(
        "ix_store_webhook_deliveries_state", "store_webhook_deliveries", ["state", "created_at"]
    )


def downgrade() -> None:
    op.drop_table("store_webhook_deliveries")
    op.drop_table("store_webhook_secrets")
    op.drop_table("store_webhook_endpoints")
