"""Codes of parcels, and which batch a line was filled from instead.

Revision ID: 0024
Revises: 0023
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from catalog.kernel import codes

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

ONCE = "uq_store_order_lines_order_id_stock_item_id"
PACKED = ("packed", "handed_over", "delivered")


def upgrade() -> None:
    parcels = op.create_table(
        "store_parcels",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["store_orders.id"], name=op.f("fk_store_parcels_order_id_store_orders")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_parcels")),
        sa.UniqueConstraint("order_id", name=op.f("uq_store_parcels_order_id")),
        sa.UniqueConstraint("code", name=op.f("uq_store_parcels_code")),
    )
    op.create_table(
        "store_order_line_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("from_batch", sa.String(), nullable=False),
        sa.Column("to_batch", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["store_orders.id"],
            name=op.f("fk_store_order_line_changes_order_id_store_orders"),
        ),
        sa.ForeignKeyConstraint(
            ["line_id"],
            ["store_order_lines.id"],
            name=op.f("fk_store_order_line_changes_line_id_store_order_lines"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_order_line_changes")),
    )
    op.create_index(
        op.f("ix_store_order_line_changes_order_id"), "store_order_line_changes", ["order_id"]
    )
    # Two lines may now be filled from one batch: what was promised from a stopped one moves.
    with op.batch_alter_table("store_order_lines") as table:
        table.drop_constraint(op.f(ONCE), type_="unique")
    orders = sa.table("store_orders", sa.column("id"), sa.column("status"))
    packed = op.get_bind().execute(sa.select(orders.c.id).where(orders.c.status.in_(PACKED)))
    rows = [
        {
            "order_id": row.id,
            "code": codes.with_check(f"K{codes.random_body(14)}"),
            "opened_at": datetime.now(UTC),
        }
        for row in packed
    ]
    if rows:
        op.bulk_insert(parcels, rows)


def downgrade() -> None:
    with op.batch_alter_table("store_order_lines") as table:
        table.create_unique_constraint(op.f(ONCE), ["order_id", "stock_item_id"])
    op.drop_table("store_order_line_changes")
    op.drop_table("store_parcels")
