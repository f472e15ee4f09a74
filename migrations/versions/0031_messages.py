"""Messages to people, and one-time codes.

Revision ID: 0031
Revises: 0030
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "store_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_messages")),
        sa.UniqueConstraint("key", name=op.f("uq_store_messages_key")),
    )
    op.create_index(op.f("ix_store_messages_state"), "store_messages", ["state"])
    op.create_index(op.f("ix_store_messages_created_at"), "store_messages", ["created_at"])
    op.create_table(
        "store_one_time_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("phone_digest", sa.String(), nullable=False),
        sa.Column("network_digest", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("code_digest", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_store_one_time_codes_tries_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_one_time_codes")),
        sa.UniqueConstraint(
            "phone_digest",
            "day",
            "nth",
            name=op.f("uq_store_one_time_codes_phone_digest_day_nth"),
        ),
    )
    for column in ("phone_digest", "network_digest", "created_at"):
        op.create_index(op.f(f"ix_store_one_time_codes_{column}"), "store_one_time_codes", [column])


def downgrade() -> None:
    op.drop_table("store_one_time_codes")
    op.drop_table("store_messages")
