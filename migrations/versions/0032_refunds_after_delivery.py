"""Refunds after delivery: how much of a share was promised back, and who sends it.

Revision ID: 0032
Revises: 0031
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

SHARES, REFUNDS = "store_payment_shares", "store_refunds"


def upgrade() -> None:
    with op.batch_alter_table(SHARES) as table:
        table.add_column(sa.Column("refunded", sa.BigInteger(), nullable=False, server_default="0"))
        table.create_check_constraint(
            op.f(f"ck_{SHARES}_refunded_within_amount"), "refunded BETWEEN 0 AND amount"
        )
    with op.batch_alter_table(REFUNDS) as table:
        table.add_column(sa.Column("payer", sa.String(), nullable=False, server_default="platform"))


def downgrade() -> None:
    with op.batch_alter_table(REFUNDS) as table:
        table.drop_column("payer")
    with op.batch_alter_table(SHARES) as table:
        table.drop_constraint(op.f(f"ck_{SHARES}_refunded_within_amount"), type_="check")
        table.drop_column("refunded")
