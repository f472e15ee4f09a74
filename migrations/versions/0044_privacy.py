"""Consents, how long data is kept, and requests to delete it.

Revision ID: 0044
Revises: 0043
"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "store_consents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("phone_digest", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        _moment("given_at"),
        _moment("withdrawn_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_consents")),
        sa.UniqueConstraint(
            "phone_digest",
            "purpose",
            "reference",
            name=op.f("uq_store_consents_phone_digest_purpose_reference"),
        ),
    )
    op.create_index(op.f("ix_store_consents_phone_digest"), "store_consents", ["phone_digest"])
    op.create_index(op.f("ix_store_consents_given_at"), "store_consents", ["given_at"])
    op.create_table(
        "store_retention_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        _moment("recorded_at"),
        sa.CheckConstraint("days > 0", name=op.f("ck_store_retention_rules_days_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_retention_rules")),
    )
    op.create_table(
        "store_erasure_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        _moment("opened_at"),
        _moment("answer_by"),
        _moment("done_by"),
        _moment("decided_at", nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        _moment("done_at", nullable=True),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_erasure_requests")),
    )
    for column in ("phone", "state"):
        op.create_index(
            op.f(f"ix_store_erasure_requests_{column}"), "store_erasure_requests", [column]
        )


def downgrade() -> None:
    op.drop_table("store_erasure_requests")
    op.drop_table("store_retention_rules")
    op.drop_table("store_consents")
