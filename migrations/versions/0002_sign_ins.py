"""Browsers that are signed in: rows, so that signing out ends them on the server."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "store_sign_ins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["store_accounts.id"],
            name=op.f("fk_store_sign_ins_account_id_store_accounts"),
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["catalog_producers.id"],
            name=op.f("fk_store_sign_ins_producer_id_catalog_producers"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_sign_ins")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_store_sign_ins_token_hash")),
    )
    with op.batch_alter_table("store_sign_ins", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_store_sign_ins_account_id"), ["account_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("store_sign_ins", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_store_sign_ins_account_id"))

    op.drop_table("store_sign_ins")
