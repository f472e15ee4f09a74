"""Gift combos: made, agreed to, in baskets, sold.

Revision ID: 0061
Revises: 0060
"""

import sqlalchemy as sa
from alembic import op

from catalog.kernel.append_only import statements

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None

COMBOS, PRICES, PARTS, SALES, IN_BASKETS = (
    "store_combos",
    "store_combo_prices",
    "store_combo_parts",
    "store_combo_sales",
    "store_basket_combos",
)
ORDERS = "store_orders"
KEPT = (PRICES,)


def upgrade() -> None:
    op.create_table(
        COMBOS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("story", sa.String(), nullable=True),
        sa.Column("picture", sa.String(), nullable=True),
        sa.Column("packer_id", sa.Integer(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("packing_fee", sa.BigInteger(), nullable=False),
        sa.Column("sells_from", sa.Date(), nullable=False),
        sa.Column("sells_to", sa.Date(), nullable=True),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        _check(COMBOS, "price > 0", "price_positive"),
        _check(COMBOS, "packing_fee BETWEEN 0 AND price", "fee_possible"),
        _check(COMBOS, "sells_to IS NULL OR sells_to >= sells_from", "days_in_order"),
        _to(COMBOS, "packer_id", "catalog_producers"),
        _key(COMBOS),
        sa.UniqueConstraint("slug", name=op.f(f"uq_{COMBOS}_slug")),
    )
    _index(COMBOS, "packer_id")
    op.create_table(
        PRICES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("combo_id", sa.Integer(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("packing_fee", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        _to(PRICES, "combo_id", COMBOS),
        _key(PRICES),
    )
    _index(PRICES, "combo_id")
    op.create_table(
        PARTS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("combo_id", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("story", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("agreed_net", sa.BigInteger(), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        _check(PARTS, "quantity > 0", "quantity_positive"),
        _check(PARTS, "(state = 'agreed') = (agreed_net IS NOT NULL)", "agreed_whole"),
        _to(PARTS, "combo_id", COMBOS),
        _to(PARTS, "variant_id", "catalog_variants"),
        _key(PARTS),
        sa.UniqueConstraint("combo_id", "variant_id", name=op.f(f"uq_{PARTS}_combo_id_variant_id")),
    )
    _index(PARTS, "variant_id")
    op.create_table(
        SALES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("combo_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("packer_id", sa.Integer(), nullable=False),
        sa.Column("packer_name", sa.String(), nullable=False),
        sa.Column("packer_phone", sa.String(), nullable=True),
        sa.Column("sold_at", sa.DateTime(timezone=True), nullable=False),
        _check(SALES, "quantity > 0", "quantity_positive"),
        _to(SALES, "combo_id", COMBOS),
        _to(SALES, "packer_id", "catalog_producers"),
        _key(SALES),
    )
    _index(SALES, "combo_id")
    op.create_table(
        IN_BASKETS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("basket_id", sa.Integer(), nullable=False),
        sa.Column("combo_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("price_shown", sa.BigInteger(), nullable=False),
        _check(IN_BASKETS, "quantity > 0", "quantity_positive"),
        _to(IN_BASKETS, "basket_id", "store_baskets"),
        _to(IN_BASKETS, "combo_id", COMBOS),
        _key(IN_BASKETS),
        sa.UniqueConstraint(
            "basket_id", "combo_id", name=op.f(f"uq_{IN_BASKETS}_basket_id_combo_id")
        ),
    )
    _index(IN_BASKETS, "basket_id")
    with op.batch_alter_table(ORDERS) as table:
        table.add_column(sa.Column("combo_sale_id", sa.Integer(), nullable=True))
        table.add_column(
            sa.Column("packing_fee", sa.BigInteger(), nullable=False, server_default="0")
        )
        table.add_column(sa.Column("at_packer_at", sa.DateTime(timezone=True), nullable=True))
        table.create_foreign_key(
            op.f(f"fk_{ORDERS}_combo_sale_id_{SALES}"), SALES, ["combo_sale_id"], ["id"]
        )
        table.create_index(op.f(f"ix_{ORDERS}_combo_sale_id"), ["combo_sale_id"])
    for table in KEPT:
        for statement in statements(table, op.get_context().dialect.name):
            op.execute(statement)


def _check(table: str, condition: str, name: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)


def _key(table: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    with op.batch_alter_table(ORDERS) as table:
        table.drop_index(op.f(f"ix_{ORDERS}_combo_sale_id"))
        table.drop_constraint(op.f(f"fk_{ORDERS}_combo_sale_id_{SALES}"), type_="foreignkey")
        table.drop_column("at_packer_at")
        table.drop_column("packing_fee")
        table.drop_column("combo_sale_id")
    for table in (IN_BASKETS, SALES, PARTS, PRICES, COMBOS):
        op.drop_table(table)
