"""Units taken out of open orders: what changed, by whom, and the fees that fall away.

A line may come to hold none. Revision ID: 0037
Revises: 0036
"""

import sqlalchemy as sa
from alembic import op

from catalog.kernel.append_only import statements

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

AMENDMENTS, AMENDED, CUTS = (
    "store_order_amendments",
    "store_amended_lines",
    "store_commission_cuts",
)
LINES = "store_order_lines"


def upgrade() -> None:
    with op.batch_alter_table(LINES) as table:
        table.drop_constraint(op.f("ck_store_order_lines_quantity_positive"), type_="check")
        table.create_check_constraint(
            op.f("ck_store_order_lines_quantity_not_negative"), "quantity >= 0"
        )
    op.create_table(
        AMENDMENTS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("key", "kind", "by")),
        sa.Column("actor_id", sa.Integer()),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("reason", sa.String()),
        *(
            sa.Column(name, sa.BigInteger(), nullable=False)
            for name in (
                "items_total",
                "discount",
                "shipping_fee",
                "shipping_discount",
                "platform_discount",
                "total",
            )
        ),
        sa.Column("weight_g", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "total = items_total - discount + shipping_fee - shipping_discount",
            name=op.f("ck_store_order_amendments_total_adds_up"),
        ),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["store_orders.id"],
            name=op.f("fk_store_order_amendments_order_id_store_orders"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_order_amendments")),
        sa.UniqueConstraint("key", name=op.f("uq_store_order_amendments_key")),
        sa.UniqueConstraint(
            "order_id", "position", name=op.f("uq_store_order_amendments_order_id_position")
        ),
    )
    op.create_table(
        AMENDED,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("amendment_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("quantity <> 0", name=op.f("ck_store_amended_lines_quantity_not_zero")),
        sa.ForeignKeyConstraint(
            ["amendment_id"],
            [f"{AMENDMENTS}.id"],
            name=op.f("fk_store_amended_lines_amendment_id_store_order_amendments"),
        ),
        sa.ForeignKeyConstraint(
            ["line_id"],
            [f"{LINES}.id"],
            name=op.f("fk_store_amended_lines_line_id_store_order_lines"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_amended_lines")),
        sa.UniqueConstraint(
            "amendment_id", "line_id", name=op.f("uq_store_amended_lines_amendment_id_line_id")
        ),
    )
    _make_cuts()
    for name in (AMENDMENTS, AMENDED, CUTS):
        for statement in statements(name, op.get_bind().dialect.name):
            op.execute(statement)


def _make_cuts() -> None:
    op.create_table(
        CUTS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commission_line_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("fee", sa.BigInteger(), nullable=False),
        sa.Column("vat", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "fee >= 0 AND vat >= 0", name=op.f("ck_store_commission_cuts_amounts_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["commission_line_id"],
            ["store_commission_lines.id"],
            name=op.f("fk_store_commission_cuts_commission_line_id_store_commission_lines"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_commission_cuts")),
        sa.UniqueConstraint(
            "commission_line_id",
            "document",
            name=op.f("uq_store_commission_cuts_commission_line_id_document"),
        ),
    )
    op.create_index(
        op.f("ix_store_commission_cuts_commission_line_id"), CUTS, ["commission_line_id"]
    )


def downgrade() -> None:
    op.drop_table(CUTS)
    op.drop_table(AMENDED)
    op.drop_table(AMENDMENTS)
    with op.batch_alter_table(LINES) as table:
        table.drop_constraint(op.f("ck_store_order_lines_quantity_not_negative"), type_="check")
        table.create_check_constraint(
            op.f("ck_store_order_lines_quantity_positive"), "quantity > 0"
        )
