"""Orders of other floors, and rows of files that wait for a yes.

Revision ID: 0058
Revises: 0057
"""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None

SALES, LINES, LAYOUTS, TRIED = (
    "store_outside_sales",
    "store_outside_lines",
    "store_floor_layouts",
    "store_tried_sheets",
)


def upgrade() -> None:
    op.create_table(
        SALES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("floor", sa.String(), nullable=False),
        sa.Column("floor_key", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("sold_on", sa.Date(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["catalog_producers.id"],
            name=op.f("fk_store_outside_sales_producer_id_catalog_producers"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_outside_sales")),
        sa.UniqueConstraint(
            "producer_id",
            "floor_key",
            "number",
            name=op.f("uq_store_outside_sales_producer_id_floor_key_number"),
        ),
    )
    op.create_table(
        LINES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sale_id", sa.Integer(), nullable=False),
        sa.Column("stock_item_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_store_outside_lines_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["sale_id"],
            ["store_outside_sales.id"],
            name=op.f("fk_store_outside_lines_sale_id_store_outside_sales"),
        ),
        sa.ForeignKeyConstraint(
            ["stock_item_id"],
            ["store_stock_items.id"],
            name=op.f("fk_store_outside_lines_stock_item_id_store_stock_items"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_outside_lines")),
    )
    for column in ("sale_id", "stock_item_id"):
        op.create_index(op.f(f"ix_store_outside_lines_{column}"), LINES, [column])
    op.create_table(
        LAYOUTS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("floor_key", sa.String(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("saved_by", sa.String(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["catalog_producers.id"],
            name=op.f("fk_store_floor_layouts_producer_id_catalog_producers"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_floor_layouts")),
        sa.UniqueConstraint(
            "producer_id",
            "floor_key",
            name=op.f("uq_store_floor_layouts_producer_id_floor_key"),
        ),
    )
    op.create_table(
        TRIED,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_tried_sheets")),
    )
    op.create_index("ix_store_tried_sheets_same", TRIED, ["kind", "owner", "digest"])
    op.create_index(op.f("ix_store_tried_sheets_actor_id"), TRIED, ["actor_id"])


def downgrade() -> None:
    for table in (TRIED, LAYOUTS, LINES, SALES):
        op.drop_table(table)
