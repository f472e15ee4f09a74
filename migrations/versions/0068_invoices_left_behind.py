"""Which provider had an invoice request before it went away.

Revision ID: 0068
Revises: 0067
"""

import sqlalchemy as sa
from alembic import op

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None

REQUESTS = "store_invoice_requests"


def upgrade() -> None:
    op.add_column(REQUESTS, sa.Column("was_via", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column(REQUESTS, "was_via")
