"""What a person who sells has done once or put away.

Revision ID: 0064
Revises: 0063
"""

import sqlalchemy as sa
from alembic import op

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None

MARKS = "store_seller_marks"


def upgrade() -> None:
    op.create_table(
        MARKS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["store_accounts.id"],
            name=op.f("fk_store_seller_marks_account_id_store_accounts"),
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["catalog_producers.id"],
            name=op.f("fk_store_seller_marks_producer_id_catalog_producers"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_seller_marks")),
        sa.UniqueConstraint(
            "account_id",
            "producer_id",
            "what",
            name=op.f("uq_store_seller_marks_account_id_producer_id_what"),
        ),
    )
    op.create_index(op.f("ix_store_seller_marks_producer_id"), MARKS, ["producer_id"])


def downgrade() -> None:
    op.drop_table(MARKS)
