"""Passkeys, and the challenges that wait for an answer.

Revision ID: 0034
Revises: 0033
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "store_passkeys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["store_accounts.id"],
            name=op.f("fk_store_passkeys_account_id_store_accounts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_passkeys")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_store_passkeys_credential_id")),
    )
    op.create_index(op.f("ix_store_passkeys_account_id"), "store_passkeys", ["account_id"])
    op.create_table(
        "store_passkey_challenges",
        sa.Column("challenge", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["store_accounts.id"],
            name=op.f("fk_store_passkey_challenges_account_id_store_accounts"),
        ),
        sa.PrimaryKeyConstraint("challenge", name=op.f("pk_store_passkey_challenges")),
    )
    op.create_index(
        op.f("ix_store_passkey_challenges_created_at"), "store_passkey_challenges", ["created_at"]
    )


def downgrade() -> None:
    op.drop_table("store_passkey_challenges")
    op.drop_table("store_passkeys")
