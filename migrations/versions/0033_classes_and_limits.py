"""How goods travel: classes, regions, cut-offs, days off, sellers who deliver in person.

Revision ID: 0033
Revises: 0032
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
CLASSED = ("catalog_variants", "store_shipping_rates", "store_orders")


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _entered() -> list[sa.Column[str] | sa.Column[object]]:
    return [
        _text("source"),
        _text("entered_by"),
        sa.Column("recorded_at", MOMENT, nullable=False),
    ]


def upgrade() -> None:
    for table in CLASSED:
        with op.batch_alter_table(table) as changed:
            changed.add_column(
                sa.Column("goods_class", sa.String(), nullable=False, server_default="dry")
            )
    with op.batch_alter_table("store_shipping_rates") as table:
        table.add_column(sa.Column("most_weight_g", sa.Integer(), nullable=True))
    with op.batch_alter_table("store_orders") as table:
        table.add_column(sa.Column("leaves_on", sa.Date(), nullable=True))
        table.add_column(
            sa.Column("is_own_delivery", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.create_table(
        "store_holidays",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        _text("name"),
        *_entered(),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_holidays")),
    )
    op.create_index(
        "uq_store_holidays_day",
        "store_holidays",
        ["day"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "store_shipping_limits",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("goods_class"),
        _text("kind"),
        _text("zone", nullable=True),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        *_entered(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_shipping_limits")),
    )
    _create_places()


def _create_places() -> None:
    op.create_table(
        "store_province_regions",
        sa.Column("id", sa.Integer(), nullable=False),
        _text("province_code"),
        _text("region"),
        sa.Column("valid_from", sa.Date(), nullable=False),
        *_entered(),
        sa.ForeignKeyConstraint(
            ["province_code"],
            ["catalog_provinces.code"],
            name=op.f("fk_store_province_regions_province_code_catalog_provinces"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_province_regions")),
        sa.UniqueConstraint(
            "province_code",
            "valid_from",
            name=op.f("uq_store_province_regions_province_code_valid_from"),
        ),
    )
    op.create_table(
        "store_own_deliveries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        _text("province_code"),
        _text("commune_code", nullable=True),
        sa.Column("fee", sa.BigInteger(), nullable=False),
        sa.Column("days_from", sa.Integer(), nullable=False),
        sa.Column("days_to", sa.Integer(), nullable=False),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.CheckConstraint("fee >= 0", name=op.f("ck_store_own_deliveries_fee_not_negative")),
        sa.CheckConstraint(
            "days_from >= 0 AND days_to >= days_from",
            name=op.f("ck_store_own_deliveries_days_in_order"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [f"{table}.{key}"],
                name=op.f(f"fk_store_own_deliveries_{column}_{table}"),
            )
            for column, table, key in (
                ("producer_id", "catalog_producers", "id"),
                ("province_code", "catalog_provinces", "code"),
                ("commune_code", "catalog_communes", "code"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_own_deliveries")),
    )
    op.create_index(
        op.f("ix_store_own_deliveries_producer_id"), "store_own_deliveries", ["producer_id"]
    )


def downgrade() -> None:
    op.drop_table("store_own_deliveries")
    op.drop_table("store_province_regions")
    op.drop_table("store_shipping_limits")
    op.drop_table("store_holidays")
    with op.batch_alter_table("store_orders") as table:
        table.drop_column("is_own_delivery")
        table.drop_column("leaves_on")
    with op.batch_alter_table("store_shipping_rates") as table:
        table.drop_column("most_weight_g")
    for name in reversed(CLASSED):
        with op.batch_alter_table(name) as table:
            table.drop_column("goods_class")
