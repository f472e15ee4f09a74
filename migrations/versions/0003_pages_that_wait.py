"""The worker finds the passport pages that wait for it without reading all of them.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

STALE = "ix_trace_passport_pages_stale"


def upgrade() -> None:
    waits = sa.text("mark <> rendered_mark")
    op.create_index(
        STALE, "trace_passport_pages", ["code"], sqlite_where=waits, postgresql_where=waits
    )


def downgrade() -> None:
    op.drop_index(STALE, "trace_passport_pages")
