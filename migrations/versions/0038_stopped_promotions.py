"""Promotions that are stopped at once; rows for discounts that went with units called off.

Revision ID: 0038
Revises: 0037
"""

import sqlalchemy as sa
from alembic import op

from catalog.kernel.append_only import statements

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

DISCOUNTS = "store_order_discounts"
ONLY_TAKEN = "amount > 0 AND platform_amount BETWEEN 0 AND amount"
BOTH_WAYS = (
    "(amount > 0 AND platform_amount BETWEEN 0 AND amount)"
    " OR (amount < 0 AND platform_amount BETWEEN amount AND 0)"
)


def upgrade() -> None:
    with op.batch_alter_table("store_promotions") as table:
        table.add_column(sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True))
    _check(BOTH_WAYS)


def downgrade() -> None:
    _check(ONLY_TAKEN)
    with op.batch_alter_table("store_promotions") as table:
        table.drop_column("stopped_at")


def _check(says: str) -> None:
    """Put the check anew; SQLite copies the table for it, and the triggers must follow."""
    name = op.f(f"ck_{DISCOUNTS}_possible")
    with op.batch_alter_table(DISCOUNTS) as table:
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, says)
    if op.get_bind().dialect.name == "sqlite":
        for statement in statements(DISCOUNTS, "sqlite"):
            op.execute(statement)
