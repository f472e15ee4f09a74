"""Commission: dated rules, what lines were charged, what was given back.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

from catalog.kernel.append_only import statements

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

RULES, LINES, RETURNS = (
    "store_commission_rules",
    "store_commission_lines",
    "store_commission_returns",
)


def upgrade() -> None:
    _rules()
    _lines()
    op.create_table(
        RETURNS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commission_line_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("fee", sa.BigInteger(), nullable=False),
        sa.Column("vat", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "fee >= 0 AND vat >= 0", name=op.f(f"ck_{RETURNS}_amounts_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["commission_line_id"],
            [f"{LINES}.id"],
            name=op.f(f"fk_{RETURNS}_commission_line_id_{LINES}"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{RETURNS}")),
        sa.UniqueConstraint(
            "commission_line_id", "document", name=op.f(f"uq_{RETURNS}_commission_line_id_document")
        ),
    )
    op.create_index(op.f(f"ix_{RETURNS}_commission_line_id"), RETURNS, ["commission_line_id"])
    for table in (LINES, RETURNS):
        for statement in statements(table, op.get_context().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    for table in (RETURNS, LINES, RULES):
        op.drop_table(table)


def _rules() -> None:
    checks = {
        "percent_possible": "percent_bp BETWEEN 0 AND 10000",
        "vat_possible": "vat_bp BETWEEN 0 AND 10000",
        "amounts_not_negative": "flat_per_unit >= 0 AND floor >= 0",
        "cap_above_floor": "cap IS NULL OR cap >= floor",
    }
    op.create_table(
        RULES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("scope_value", sa.String()),
        sa.Column("percent_bp", sa.Integer(), nullable=False),
        sa.Column("flat_per_unit", sa.BigInteger(), nullable=False),
        sa.Column("floor", sa.BigInteger(), nullable=False),
        sa.Column("cap", sa.BigInteger()),
        sa.Column("vat_bp", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date()),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        *(
            sa.CheckConstraint(text, name=op.f(f"ck_{RULES}_{name}"))
            for name, text in checks.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{RULES}")),
    )


def _lines() -> None:
    targets = {
        "order_id": "store_orders",
        "order_line_id": "store_order_lines",
        "rule_id": RULES,
    }
    op.create_table(
        LINES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("order_line_id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Integer()),
        sa.Column("rule_name", sa.String()),
        sa.Column("base", sa.BigInteger(), nullable=False),
        sa.Column("percent_bp", sa.Integer(), nullable=False),
        sa.Column("flat_per_unit", sa.BigInteger(), nullable=False),
        sa.Column("vat_bp", sa.Integer(), nullable=False),
        sa.Column("fee", sa.BigInteger(), nullable=False),
        sa.Column("vat", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("fee >= 0 AND vat >= 0", name=op.f(f"ck_{LINES}_amounts_not_negative")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_{LINES}_{column}_{table}")
            )
            for column, table in targets.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{LINES}")),
        sa.UniqueConstraint("order_line_id", name=op.f(f"uq_{LINES}_order_line_id")),
    )
    op.create_index(op.f(f"ix_{LINES}_order_id"), LINES, ["order_id"])
