"""What sellers say about batches whose numbers do not add up.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TABLE = "store_batch_answers"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["trace_batches.id"],
            name=op.f("fk_store_batch_answers_batch_id_trace_batches"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_batch_answers")),
    )
    op.create_index(op.f("ix_store_batch_answers_batch_id"), TABLE, ["batch_id"])


def downgrade() -> None:
    op.drop_table(TABLE)
