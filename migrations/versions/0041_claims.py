"""What buyers ask for after delivery.

Revision ID: 0041
Revises: 0040
"""

import sqlalchemy as sa
from alembic import op

from catalog.kernel.append_only import statements

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "store_claims",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("form_key", sa.String(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("wish", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("picture", sa.String(), nullable=True),
        sa.Column("pay_to", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("payer", sa.String(), nullable=True),
        sa.Column("replacement_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "amount IS NULL OR amount > 0", name=op.f("ck_store_claims_amount_positive")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["store_orders.id"], name=op.f("fk_store_claims_order_id_store_orders")
        ),
        sa.ForeignKeyConstraint(
            ["replacement_id"],
            ["store_orders.id"],
            name=op.f("fk_store_claims_replacement_id_store_orders"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_claims")),
        sa.UniqueConstraint("form_key", name=op.f("uq_store_claims_form_key")),
        sa.UniqueConstraint("number", name=op.f("uq_store_claims_number")),
        sa.UniqueConstraint("replacement_id", name=op.f("uq_store_claims_replacement_id")),
    )
    op.create_index(op.f("ix_store_claims_due_at"), "store_claims", ["due_at"])
    op.create_index(op.f("ix_store_claims_order_id"), "store_claims", ["order_id"])
    op.create_index(op.f("ix_store_claims_status"), "store_claims", ["status"])
    op.create_table(
        "store_claim_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("fate", sa.String(), nullable=True),
        sa.Column("fate_by", sa.String(), nullable=True),
        sa.Column("fate_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_store_claim_lines_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["claim_id"],
            ["store_claims.id"],
            name=op.f("fk_store_claim_lines_claim_id_store_claims"),
        ),
        sa.ForeignKeyConstraint(
            ["line_id"],
            ["store_order_lines.id"],
            name=op.f("fk_store_claim_lines_line_id_store_order_lines"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_claim_lines")),
        sa.UniqueConstraint(
            "claim_id", "line_id", name=op.f("uq_store_claim_lines_claim_id_line_id")
        ),
    )
    op.create_index(op.f("ix_store_claim_lines_claim_id"), "store_claim_lines", ["claim_id"])
    op.create_index(op.f("ix_store_claim_lines_line_id"), "store_claim_lines", ["line_id"])
    op.create_table(
        "store_claim_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("from_status", sa.String(), nullable=True),
        sa.Column("to_status", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"],
            ["store_claims.id"],
            name=op.f("fk_store_claim_steps_claim_id_store_claims"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_claim_steps")),
    )
    op.create_index(op.f("ix_store_claim_steps_claim_id"), "store_claim_steps", ["claim_id"])
    op.create_table(
        "store_claim_refunds",
        sa.Column("refund_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"],
            ["store_claims.id"],
            name=op.f("fk_store_claim_refunds_claim_id_store_claims"),
        ),
        sa.ForeignKeyConstraint(
            ["refund_id"],
            ["store_refunds.id"],
            name=op.f("fk_store_claim_refunds_refund_id_store_refunds"),
        ),
        sa.PrimaryKeyConstraint("refund_id", name=op.f("pk_store_claim_refunds")),
    )
    op.create_index(op.f("ix_store_claim_refunds_claim_id"), "store_claim_refunds", ["claim_id"])
    for table in ("store_claim_steps", "store_claim_refunds"):
        for statement in statements(table, op.get_context().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("store_claim_refunds")
    op.drop_table("store_claim_steps")
    op.drop_table("store_claim_lines")
    op.drop_table("store_claims")
