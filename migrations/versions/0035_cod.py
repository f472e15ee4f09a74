"""Cash on delivery under control; why a carrier could not hand a parcel over.

Revision ID: 0035
Revises: 0034
"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "store_cod_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("scope_value", sa.String(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("only_first", sa.Boolean(), nullable=False),
        sa.Column("refusals", sa.Integer(), nullable=False),
        sa.Column("within_days", sa.Integer(), nullable=False),
        sa.Column("pause_days", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_store_cod_rules_amount_not_negative")),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from",
            name=op.f("ck_store_cod_rules_days_in_order"),
        ),
        sa.CheckConstraint(
            "kind <> 'pause' OR (refusals > 0 AND within_days > 0 AND pause_days > 0)",
            name=op.f("ck_store_cod_rules_pause_is_whole"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_cod_rules")),
    )
    op.create_table(
        "store_cod_lifts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("lifted_by", sa.String(), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_cod_lifts")),
    )
    op.create_index(op.f("ix_store_cod_lifts_phone"), "store_cod_lifts", ["phone"])
    with op.batch_alter_table("store_parcel_events") as table:
        table.add_column(sa.Column("reason", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("store_parcel_events") as table:
        table.drop_column("reason")
    op.drop_table("store_cod_lifts")
    op.drop_table("store_cod_rules")
