"""Invoices buyers ask for.

Revision ID: 0053
Revises: 0052
"""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

TABLE = "store_invoice_requests"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("company_name", sa.String(), nullable=False),
        sa.Column("tax_code", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("via", sa.String(), nullable=True),
        sa.Column("handed_over_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("ask_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", sa.String(), nullable=True),
        sa.Column("serial", sa.String(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("entered_by", sa.String(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'issued') = (number IS NOT NULL)"
            " AND (number IS NULL) = (serial IS NULL)"
            " AND (number IS NULL) = (issued_on IS NULL)",
            name=op.f("ck_store_invoice_requests_number_when_issued"),
        ),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["store_orders.id"],
            name=op.f("fk_store_invoice_requests_order_id_store_orders"),
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["catalog_producers.id"],
            name=op.f("fk_store_invoice_requests_producer_id_catalog_producers"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_invoice_requests")),
        sa.UniqueConstraint("key", name=op.f("uq_store_invoice_requests_key")),
        sa.UniqueConstraint("order_id", name=op.f("uq_store_invoice_requests_order_id")),
        sa.UniqueConstraint(
            "producer_id",
            "serial",
            "number",
            name=op.f("uq_store_invoice_requests_producer_id_serial_number"),
        ),
    )
    for column in ("state", "ask_at"):
        op.create_index(op.f(f"ix_store_invoice_requests_{column}"), TABLE, [column])


def downgrade() -> None:
    op.drop_table(TABLE)
