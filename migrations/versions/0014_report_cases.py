"""Reports become cases: a photo, who looks into it, what came of it."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TABLE = "trace_problem_reports"
ADDED = ("picture", "taken_by", "outcome")


def upgrade() -> None:
    with op.batch_alter_table(TABLE, schema=None) as reports:
        for name in ADDED:
            reports.add_column(sa.Column(name, sa.String()))
        reports.add_column(sa.Column("taken_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    with op.batch_alter_table(TABLE, schema=None) as reports:
        for name in (*ADDED, "taken_at"):
            reports.drop_column(name)
