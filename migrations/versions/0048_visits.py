"""Visits with seats and tickets; what an order is of.

Revision ID: 0048
Revises: 0047
"""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

VISITS, TICKETS = "store_visits", "store_tickets"


def upgrade() -> None:
    with op.batch_alter_table("store_quotas") as table:
        table.add_column(sa.Column("cancels_until", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("store_orders") as table:
        table.add_column(sa.Column("kind", sa.String(), nullable=False, server_default="goods"))
    op.create_table(
        VISITS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quota_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("adult_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("meeting_place", sa.String(), nullable=False),
        sa.Column("instructions", sa.String(), nullable=False),
        sa.Column("opened_by", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("off_reason", sa.String(), nullable=True),
        sa.Column("off_words", sa.String(), nullable=True),
        sa.CheckConstraint("minutes > 0", name=op.f(f"ck_{VISITS}_minutes_positive")),
        _to(VISITS, "quota_id", "store_quotas"),
        _to(VISITS, "product_id", "catalog_products"),
        _to(VISITS, "adult_id", "catalog_variants"),
        _to(VISITS, "child_id", "catalog_variants"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{VISITS}")),
        sa.UniqueConstraint("quota_id", name=op.f(f"uq_{VISITS}_quota_id")),
    )
    op.create_index(op.f(f"ix_{VISITS}_product_id"), VISITS, ["product_id"])
    op.create_table(
        TICKETS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("checked_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_in_by", sa.String(), nullable=True),
        _to(TICKETS, "visit_id", VISITS),
        _to(TICKETS, "order_id", "store_orders"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TICKETS}")),
        sa.UniqueConstraint("order_id", name=op.f(f"uq_{TICKETS}_order_id")),
        sa.UniqueConstraint("code", name=op.f(f"uq_{TICKETS}_code")),
    )
    op.create_index(op.f(f"ix_{TICKETS}_visit_id"), TICKETS, ["visit_id"])


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)


def downgrade() -> None:
    op.drop_table(TICKETS)
    op.drop_table(VISITS)
    with op.batch_alter_table("store_orders") as table:
        table.drop_column("kind")
    with op.batch_alter_table("store_quotas") as table:
        table.drop_column("cancels_until")
