"""Carriers' statements of collected cash, and what in them does not fit.

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "store_cod_statements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("carrier", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_cod_statements")),
        sa.UniqueConstraint(
            "carrier", "number", name=op.f("uq_store_cod_statements_carrier_number")
        ),
    )
    op.create_table(
        "store_cod_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("carrier", sa.String(), nullable=False),
        sa.Column("tracking_number", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_store_cod_lines_amount_not_negative")),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["store_cod_statements.id"],
            name=op.f("fk_store_cod_lines_statement_id_store_cod_statements"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_cod_lines")),
        sa.UniqueConstraint(
            "statement_id", "line", name=op.f("uq_store_cod_lines_statement_id_line")
        ),
    )
    op.create_index("ix_store_cod_lines_number", "store_cod_lines", ["carrier", "tracking_number"])
    op.create_table(
        "store_cod_differences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("carrier", sa.String(), nullable=False),
        sa.Column("tracking_number", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("order_number", sa.String(), nullable=True),
        sa.Column("expected", sa.BigInteger(), nullable=True),
        sa.Column("stated", sa.BigInteger(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("resolved_by", sa.String(), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_cod_differences")),
        sa.UniqueConstraint(
            "kind",
            "carrier",
            "tracking_number",
            "cause",
            name=op.f("uq_store_cod_differences_kind_carrier_tracking_number_cause"),
        ),
    )
    op.create_index(
        op.f("ix_store_cod_differences_resolved_at"), "store_cod_differences", ["resolved_at"]
    )


def downgrade() -> None:
    for table in ("differences", "lines", "statements"):
        op.drop_table(f"store_cod_{table}")
