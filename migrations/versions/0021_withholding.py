"""Withholding: dated rates of the law, and what each order bore.

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

from catalog.kernel.append_only import statements

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

RATES, LINES = "store_withholding_rates", "store_tax_lines"
TARGETS = {"order_id": "store_orders", "producer_id": "catalog_producers", "rate_id": RATES}


def upgrade() -> None:
    op.create_table(
        RATES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("legal_form", sa.String(), nullable=False),
        sa.Column("held", sa.String(), nullable=False),
        sa.Column("vat_bp", sa.Integer(), nullable=False),
        sa.Column("pit_bp", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date()),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        *(
            sa.CheckConstraint(
                f"{tax}_bp BETWEEN 0 AND 10000", name=op.f(f"ck_{RATES}_{tax}_possible")
            )
            for tax in ("vat", "pit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{RATES}")),
    )
    op.create_table(
        LINES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        *(sa.Column(column, sa.Integer(), nullable=False) for column in TARGETS),
        sa.Column("taxed_on", sa.Date(), nullable=False),
        sa.Column("seller_name", sa.String(), nullable=False),
        sa.Column("tax_code", sa.String()),
        sa.Column("legal_form", sa.String(), nullable=False),
        sa.Column("base", sa.BigInteger(), nullable=False),
        sa.Column("vat_bp", sa.Integer(), nullable=False),
        sa.Column("pit_bp", sa.Integer(), nullable=False),
        sa.Column("vat", sa.BigInteger(), nullable=False),
        sa.Column("pit", sa.BigInteger(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_{LINES}_{column}_{table}")
            )
            for column, table in TARGETS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{LINES}")),
        sa.UniqueConstraint("document", name=op.f(f"uq_{LINES}_document")),
    )
    for column in ("order_id", "producer_id", "taxed_on"):
        op.create_index(op.f(f"ix_{LINES}_{column}"), LINES, [column])
    for statement in statements(LINES, op.get_context().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table(LINES)
    op.drop_table(RATES)
