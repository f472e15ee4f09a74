"""Wholesale steps, promotions and vouchers, discounts of orders, recipients of parcels.

Revision ID: 0030
Revises: 0029
"""

import sqlalchemy as sa
from alembic import op

from catalog.kernel.append_only import statements

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
STEPS, PROMOTIONS, TARGETS = "store_price_steps", "store_promotions", "store_promotion_targets"
VOUCHERS, PHONES, USES = "store_vouchers", "store_promotion_phones", "store_promotion_uses"
ORDERS, LINES = "store_orders", "store_order_lines"
DISCOUNTS, RECIPIENTS = "store_order_discounts", "store_recipients"
OFTEN = "used >= 0 AND (max_uses IS NULL OR used <= max_uses)"


def upgrade() -> None:
    _create_steps()
    _create_promotions()
    _create_uses()
    _create_recipients()
    with op.batch_alter_table(ORDERS) as table:
        for name in ("discount", "shipping_discount", "platform_discount"):
            table.add_column(_amount(name, server_default="0"))
        table.add_column(sa.Column("recipient_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_store_orders_recipient_id_store_recipients"),
            RECIPIENTS,
            ["recipient_id"],
            ["id"],
        )
        table.create_index(op.f("ix_store_orders_recipient_id"), ["recipient_id"])
        table.drop_constraint(op.f("ck_store_orders_total_adds_up"), type_="check")
        table.create_check_constraint(
            op.f("ck_store_orders_total_adds_up"),
            "total = items_total - discount + shipping_fee - shipping_discount",
        )
        table.create_check_constraint(
            op.f("ck_store_orders_discounts_possible"),
            "discount BETWEEN 0 AND items_total AND shipping_discount BETWEEN 0 AND shipping_fee"
            " AND platform_discount BETWEEN 0 AND discount + shipping_discount",
        )
    with op.batch_alter_table(LINES) as table:
        table.add_column(sa.Column("list_price", sa.BigInteger(), nullable=True))
        table.add_column(sa.Column("lowest_price", sa.BigInteger(), nullable=True))
        for name in ("discount", "platform_discount"):
            table.add_column(_amount(name, server_default="0"))
        table.create_check_constraint(
            op.f("ck_store_order_lines_discounts_possible"),
            "discount BETWEEN 0 AND line_total AND platform_discount BETWEEN 0 AND discount",
        )
    _create_discounts()


def _create_steps() -> None:
    op.create_table(
        STEPS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("from_units", sa.Integer(), nullable=False),
        _amount("price"),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.CheckConstraint("from_units > 1", name=op.f("ck_store_price_steps_units_several")),
        sa.CheckConstraint("price > 0", name=op.f("ck_store_price_steps_price_positive")),
        _key(STEPS, "variant_id", "catalog_variants"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{STEPS}")),
    )
    _index(STEPS, "variant_id")


def _create_promotions() -> None:
    op.create_table(
        PROMOTIONS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("name", "kind")),
        sa.Column("percent_bp", sa.Integer(), nullable=False),
        _amount("amount"),
        _amount("minimum"),
        sa.Column("cap", sa.BigInteger(), nullable=True),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("is_automatic", sa.Boolean(), nullable=False),
        sa.Column("is_first_order_only", sa.Boolean(), nullable=False),
        sa.Column("platform_bp", sa.Integer(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=True),
        sa.Column("max_uses", sa.Integer(), nullable=True),
        sa.Column("uses_per_phone", sa.Integer(), nullable=True),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        *(
            sa.CheckConstraint(says, name=op.f(f"ck_{PROMOTIONS}_{name}"))
            for name, says in (
                ("percent_possible", "percent_bp BETWEEN 0 AND 10000"),
                ("share_possible", "platform_bp BETWEEN 0 AND 10000"),
                ("amounts_not_negative", "amount >= 0 AND minimum >= 0"),
                ("cap_positive", "cap IS NULL OR cap > 0"),
                ("days_in_order", "ends_on IS NULL OR ends_on >= starts_on"),
                ("not_used_too_often", OFTEN),
                ("sellers_pay_their_own", "producer_id IS NULL OR platform_bp = 0"),
            )
        ),
        _key(PROMOTIONS, "producer_id", "catalog_producers"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{PROMOTIONS}")),
    )
    _index(PROMOTIONS, "producer_id")
    op.create_index("ix_store_promotions_running", PROMOTIONS, ["ends_on", "starts_on"])
    op.create_table(
        TARGETS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("promotion_id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=True),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(producer_id IS NULL) != (product_id IS NULL)", name=op.f(f"ck_{TARGETS}_one_of_both")
        ),
        _key(TARGETS, "promotion_id", PROMOTIONS),
        _key(TARGETS, "producer_id", "catalog_producers"),
        _key(TARGETS, "product_id", "catalog_products"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TARGETS}")),
    )
    _index(TARGETS, "promotion_id")


def _create_uses() -> None:
    op.create_table(
        VOUCHERS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("promotion_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("max_uses", sa.Integer(), nullable=True),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.CheckConstraint(OFTEN, name=op.f(f"ck_{VOUCHERS}_not_used_too_often")),
        _key(VOUCHERS, "promotion_id", PROMOTIONS),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{VOUCHERS}")),
        sa.UniqueConstraint("code", name=op.f(f"uq_{VOUCHERS}_code")),
    )
    _index(VOUCHERS, "promotion_id")
    op.create_table(
        PHONES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("promotion_id", sa.Integer(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.CheckConstraint("used >= 0", name=op.f(f"ck_{PHONES}_used_not_negative")),
        _key(PHONES, "promotion_id", PROMOTIONS),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{PHONES}")),
        sa.UniqueConstraint("promotion_id", "phone", name=op.f(f"uq_{PHONES}_promotion_id_phone")),
    )
    op.create_table(
        USES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("promotion_id", sa.Integer(), nullable=False),
        sa.Column("voucher_id", sa.Integer(), nullable=True),
        sa.Column("phone_id", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("taken_at", MOMENT, nullable=False),
        sa.Column("given_back_at", MOMENT, nullable=True),
        _key(USES, "promotion_id", PROMOTIONS),
        _key(USES, "voucher_id", VOUCHERS),
        _key(USES, "phone_id", PHONES),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{USES}")),
        sa.UniqueConstraint(
            "reference",
            "promotion_id",
            "voucher_id",
            name=op.f(f"uq_{USES}_reference_promotion_id_voucher_id"),
        ),
    )
    _index(USES, "promotion_id")


def _create_recipients() -> None:
    op.create_table(
        RECIPIENTS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in (
                "name",
                "phone",
                "street",
                "commune_code",
                "commune_name",
                "province_code",
                "province_name",
            )
        ),
        sa.Column("places_as_of", sa.Date(), nullable=False),
        sa.Column("former_place", sa.String(), nullable=True),
        sa.Column("message", sa.String(), nullable=True),
        sa.Column("hides_price", sa.Boolean(), nullable=False),
        sa.Column("wanted_on", sa.Date(), nullable=True),
        _key(RECIPIENTS, "group_id", "store_order_groups"),
        _key(RECIPIENTS, "commune_code", "catalog_communes", "code"),
        _key(RECIPIENTS, "province_code", "catalog_provinces", "code"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{RECIPIENTS}")),
        sa.UniqueConstraint(
            "group_id", "position", name=op.f(f"uq_{RECIPIENTS}_group_id_position")
        ),
    )


def _create_discounts() -> None:
    op.create_table(
        DISCOUNTS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=True),
        sa.Column("promotion_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        _amount("amount"),
        _amount("platform_amount"),
        sa.CheckConstraint(
            "amount > 0 AND platform_amount BETWEEN 0 AND amount",
            name=op.f(f"ck_{DISCOUNTS}_possible"),
        ),
        _key(DISCOUNTS, "order_id", ORDERS),
        _key(DISCOUNTS, "line_id", LINES),
        _key(DISCOUNTS, "promotion_id", PROMOTIONS),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{DISCOUNTS}")),
    )
    for column in ("order_id", "promotion_id"):
        _index(DISCOUNTS, column)
    for statement in statements(DISCOUNTS, op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table(DISCOUNTS)
    with op.batch_alter_table(LINES) as table:
        table.drop_constraint(op.f("ck_store_order_lines_discounts_possible"), type_="check")
        for name in ("platform_discount", "discount", "lowest_price", "list_price"):
            table.drop_column(name)
    with op.batch_alter_table(ORDERS) as table:
        table.drop_constraint(op.f("ck_store_orders_discounts_possible"), type_="check")
        table.drop_constraint(op.f("ck_store_orders_total_adds_up"), type_="check")
        table.drop_index(op.f("ix_store_orders_recipient_id"))
        table.drop_constraint(
            op.f("fk_store_orders_recipient_id_store_recipients"), type_="foreignkey"
        )
        for name in ("recipient_id", "platform_discount", "shipping_discount", "discount"):
            table.drop_column(name)
        table.create_check_constraint(
            op.f("ck_store_orders_total_adds_up"), "total = items_total + shipping_fee"
        )
    for table_name in (RECIPIENTS, USES, PHONES, VOUCHERS, TARGETS, PROMOTIONS, STEPS):
        op.drop_table(table_name)


def _amount(name: str, server_default: str | None = None) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False, server_default=server_default)


def _key(table: str, column: str, target: str, key: str = "id") -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.{key}"], name=name)


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
