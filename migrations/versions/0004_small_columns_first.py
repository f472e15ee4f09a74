"""Stored pages are laid out anew: what every scan reads stands before the large columns.

The table only keeps what can be made again at any time, so it is emptied, not copied.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLE = "trace_passport_pages"
BODIES = ("gzip", "html")


def upgrade() -> None:
    _lay_out(sa.Column("csp", sa.String()), *(sa.Column(name, sa.LargeBinary()) for name in BODIES))


def downgrade() -> None:
    bodies = (sa.Column(name, sa.LargeBinary()) for name in reversed(BODIES))
    _lay_out(*bodies, sa.Column("csp", sa.String()))


def _lay_out(*last: sa.Column) -> None:
    op.drop_table(TABLE)
    op.create_table(
        TABLE,
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=False),
        sa.Column("rendered_mark", sa.Integer(), nullable=False),
        sa.Column("true_until", sa.DateTime(timezone=True)),
        sa.Column("etag", sa.String()),
        *last,
        sa.PrimaryKeyConstraint("code", "language", name=op.f("pk_trace_passport_pages")),
    )
    op.create_index("ix_trace_passport_pages_batch", TABLE, ["batch_id"])
    waits = sa.text("mark <> rendered_mark")
    op.create_index(
        "ix_trace_passport_pages_stale",
        TABLE,
        ["code"],
        sqlite_where=waits,
        postgresql_where=waits,
    )
