"""The journal: entries and their lines, append-only.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

from catalog.kernel.append_only import statements

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ENTRIES, LINES = "store_journal_entries", "store_journal_lines"


def upgrade() -> None:
    op.create_table(
        ENTRIES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("reverses_id", sa.Integer()),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["reverses_id"],
            [f"{ENTRIES}.id"],
            name=op.f("fk_store_journal_entries_reverses_id_store_journal_entries"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_journal_entries")),
        sa.UniqueConstraint("document", name=op.f("uq_store_journal_entries_document")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_store_journal_entries_reverses_id")),
    )
    for column in ("kind", "subject", "booked_on"):
        op.create_index(op.f(f"ix_store_journal_entries_{column}"), ENTRIES, [column])
    op.create_table(
        LINES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("producer_id", sa.Integer()),
        sa.Column("partner", sa.String()),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_store_journal_lines_amount_not_zero")),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            [f"{ENTRIES}.id"],
            name=op.f("fk_store_journal_lines_entry_id_store_journal_entries"),
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["catalog_producers.id"],
            name=op.f("fk_store_journal_lines_producer_id_catalog_producers"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_journal_lines")),
    )
    for column in ("entry_id", "account", "producer_id"):
        op.create_index(op.f(f"ix_store_journal_lines_{column}"), LINES, [column])
    for table in (ENTRIES, LINES):
        for statement in statements(table, op.get_context().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table(LINES)
    op.drop_table(ENTRIES)
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP FUNCTION IF EXISTS catalog_refuse_change()")
