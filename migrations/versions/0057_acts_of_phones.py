"""Acts that waited on a phone: when they were done, by its clock and put right.

Revision ID: 0057
Revises: 0056
"""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("trace_form_keys", sa.Column("claimed_at", MOMENT))
    op.add_column("trace_form_keys", sa.Column("acted_at", MOMENT))
    op.add_column("trace_form_keys", sa.Column("ahead_seconds", sa.Integer()))
    op.add_column("trace_events", sa.Column("acted_at", MOMENT))


def downgrade() -> None:
    op.drop_column("trace_events", "acted_at")
    for column in ("ahead_seconds", "acted_at", "claimed_at"):
        op.drop_column("trace_form_keys", column)
