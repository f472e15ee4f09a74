"""What the bank calls a transfer, so that two who tell of it tell of one.

Revision ID: 0069
Revises: 0068
"""

import sqlalchemy as sa
from alembic import op

revision = "0069"
down_revision = "0068"
branch_labels = None
depends_on = None

RECEIPTS = "store_receipts"
INDEX = "ix_store_receipts_bank_reference"


def upgrade() -> None:
    op.add_column(RECEIPTS, sa.Column("bank_reference", sa.String(), nullable=True))
    op.create_index(op.f(INDEX), RECEIPTS, ["bank_reference"])


def downgrade() -> None:
    op.drop_index(op.f(INDEX), RECEIPTS)
    op.drop_column(RECEIPTS, "bank_reference")
