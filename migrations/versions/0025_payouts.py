"""Payouts: sellers' accounts, batches, transfers, and the journal lines each settles.

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

from catalog.kernel.append_only import statements

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

ACCOUNTS, BATCHES = "store_seller_accounts", "store_payout_batches"
PAYOUTS, LINES = "store_payouts", "store_payout_lines"


def upgrade() -> None:
    _accounts()
    op.create_table(
        BATCHES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("exported_by", sa.String()),
        sa.Column("exported_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{BATCHES}")),
        sa.UniqueConstraint("number", name=op.f(f"uq_{BATCHES}_number")),
        sa.UniqueConstraint("key", name=op.f(f"uq_{BATCHES}_key")),
    )
    _payouts()
    op.create_table(
        LINES,
        sa.Column("journal_line_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("payout_id", sa.Integer(), nullable=False),
        _refers(LINES, "journal_line_id", "store_journal_lines"),
        _refers(LINES, "payout_id", PAYOUTS),
        sa.PrimaryKeyConstraint("journal_line_id", name=op.f(f"pk_{LINES}")),
    )
    op.create_index(op.f(f"ix_{LINES}_payout_id"), LINES, ["payout_id"])
    for statement in statements(LINES, op.get_context().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    for table in (LINES, PAYOUTS, BATCHES, ACCOUNTS):
        op.drop_table(table)


def _accounts() -> None:
    op.create_table(
        ACCOUNTS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("bank_bin", sa.String(), nullable=False),
        sa.Column("bank_name", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("usable_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verified_by", sa.String()),
        sa.Column("verified_at", sa.DateTime(timezone=True)),
        _refers(ACCOUNTS, "producer_id", "catalog_producers"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{ACCOUNTS}")),
    )
    op.create_index(op.f(f"ix_{ACCOUNTS}_producer_id"), ACCOUNTS, ["producer_id"])


def _payouts() -> None:
    op.create_table(
        PAYOUTS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("bank_bin", sa.String(), nullable=False),
        sa.Column("bank_name", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("closed_by", sa.String()),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("bank_reference", sa.String()),
        sa.Column("failure", sa.String()),
        sa.CheckConstraint("amount > 0", name=op.f(f"ck_{PAYOUTS}_amount_positive")),
        _refers(PAYOUTS, "batch_id", BATCHES),
        _refers(PAYOUTS, "producer_id", "catalog_producers"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{PAYOUTS}")),
        sa.UniqueConstraint("number", name=op.f(f"uq_{PAYOUTS}_number")),
    )
    for column in ("batch_id", "producer_id"):
        op.create_index(op.f(f"ix_{PAYOUTS}_{column}"), PAYOUTS, [column])


def _refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
    )
