"""What was corrected of where a purchase goes.

Revision ID: 0039
Revises: 0038
"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

TABLE = "store_contact_changes"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("old", sa.String()),
        sa.Column("new", sa.String()),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer()),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["store_order_groups.id"],
            name=op.f("fk_store_contact_changes_group_id_store_order_groups"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_contact_changes")),
    )
    op.create_index(op.f("ix_store_contact_changes_group_id"), TABLE, ["group_id"])


def downgrade() -> None:
    op.drop_table(TABLE)
