"""Quotas: units promised without stock; harvest windows; order lines without a batch yet.

Revision ID: 0045
Revises: 0044
"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

QUOTAS, VARIANTS, CLAIMS = "store_quotas", "store_quota_variants", "store_quota_claims"
WINDOWS, CHANGES = "store_windows", "store_window_changes"
LINES, BASKET = "store_order_lines", "store_basket_lines"


def upgrade() -> None:
    _quotas()
    _windows()
    with op.batch_alter_table(BASKET) as table:
        table.add_column(sa.Column("quota_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f(f"fk_{BASKET}_quota_id_{QUOTAS}"), QUOTAS, ["quota_id"], ["id"]
        )
    with op.batch_alter_table(LINES) as table:
        table.add_column(sa.Column("quota_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f(f"fk_{LINES}_quota_id_{QUOTAS}"), QUOTAS, ["quota_id"], ["id"]
        )
        table.create_index(op.f(f"ix_{LINES}_quota_id"), ["quota_id"])
        table.alter_column("stock_item_id", existing_type=sa.Integer(), nullable=True)
        table.alter_column("batch_id", existing_type=sa.Integer(), nullable=True)
        table.alter_column("batch_code", existing_type=sa.String(), nullable=True)
        table.create_check_constraint(
            op.f(f"ck_{LINES}_comes_from_somewhere"),
            "quota_id IS NOT NULL OR stock_item_id IS NOT NULL",
        )
        table.create_check_constraint(
            op.f(f"ck_{LINES}_batch_whole"),
            "(stock_item_id IS NULL) = (batch_id IS NULL)"
            " AND (batch_id IS NULL) = (batch_code IS NULL)",
        )


def _quotas() -> None:
    op.create_table(
        QUOTAS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("most_per_buyer", sa.Integer(), nullable=True),
        sa.Column("sells_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sells_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("capacity > 0", name=op.f(f"ck_{QUOTAS}_capacity_positive")),
        sa.CheckConstraint(
            "taken >= 0 AND taken <= capacity", name=op.f(f"ck_{QUOTAS}_taken_is_there")
        ),
        sa.CheckConstraint("most_per_buyer > 0", name=op.f(f"ck_{QUOTAS}_most_per_buyer_positive")),
        sa.CheckConstraint("first_day <= last_day", name=op.f(f"ck_{QUOTAS}_days_in_order")),
        sa.CheckConstraint("sells_from < sells_until", name=op.f(f"ck_{QUOTAS}_moments_in_order")),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["catalog_producers.id"],
            name=op.f(f"fk_{QUOTAS}_producer_id_catalog_producers"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{QUOTAS}")),
    )
    op.create_index(op.f(f"ix_{QUOTAS}_producer_id"), QUOTAS, ["producer_id"])
    op.create_table(
        VARIANTS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quota_id", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        _to(VARIANTS, "quota_id", QUOTAS),
        _to(VARIANTS, "variant_id", "catalog_variants"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{VARIANTS}")),
        sa.UniqueConstraint(
            "quota_id", "variant_id", name=op.f(f"uq_{VARIANTS}_quota_id_variant_id")
        ),
    )
    op.create_index(op.f(f"ix_{VARIANTS}_variant_id"), VARIANTS, ["variant_id"])
    op.create_table(
        CLAIMS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quota_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f(f"ck_{CLAIMS}_quantity_positive")),
        _to(CLAIMS, "quota_id", QUOTAS),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{CLAIMS}")),
        sa.UniqueConstraint("quota_id", "document", name=op.f(f"uq_{CLAIMS}_quota_id_document")),
    )
    op.create_index(f"ix_{CLAIMS}_held", CLAIMS, ["quota_id", "state", "expires_at"])
    op.create_index(f"ix_{CLAIMS}_document", CLAIMS, ["document"])


def _windows() -> None:
    op.create_table(
        WINDOWS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quota_id", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("opened_by", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        _to(WINDOWS, "quota_id", QUOTAS),
        _to(WINDOWS, "variant_id", "catalog_variants"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{WINDOWS}")),
        sa.UniqueConstraint("quota_id", name=op.f(f"uq_{WINDOWS}_quota_id")),
    )
    op.create_index(op.f(f"ix_{WINDOWS}_variant_id"), WINDOWS, ["variant_id"])
    op.create_table(
        CHANGES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("window_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _to(CHANGES, "window_id", WINDOWS),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{CHANGES}")),
    )
    op.create_index(op.f(f"ix_{CHANGES}_window_id"), CHANGES, ["window_id"])


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)


def downgrade() -> None:
    """Lines that never got a batch cannot be told without quotas: they are in the way."""
    with op.batch_alter_table(LINES) as table:
        table.drop_constraint(op.f(f"ck_{LINES}_batch_whole"), type_="check")
        table.drop_constraint(op.f(f"ck_{LINES}_comes_from_somewhere"), type_="check")
        table.alter_column("batch_code", existing_type=sa.String(), nullable=False)
        table.alter_column("batch_id", existing_type=sa.Integer(), nullable=False)
        table.alter_column("stock_item_id", existing_type=sa.Integer(), nullable=False)
        table.drop_index(op.f(f"ix_{LINES}_quota_id"))
        table.drop_constraint(op.f(f"fk_{LINES}_quota_id_{QUOTAS}"), type_="foreignkey")
        table.drop_column("quota_id")
    with op.batch_alter_table(BASKET) as table:
        table.drop_constraint(op.f(f"fk_{BASKET}_quota_id_{QUOTAS}"), type_="foreignkey")
        table.drop_column("quota_id")
    for name in (CHANGES, WINDOWS, CLAIMS, VARIANTS, QUOTAS):
        op.drop_table(name)
