"""The ledger: entries, their openings, nodes of the tree, signed checkpoints; append-only.

What was written before is entered by `ocop db upgrade`, which runs this.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEPT = {
    "trace_ledger_entries": ("UPDATE", "DELETE"),
    "trace_ledger_nodes": ("UPDATE", "DELETE"),
    "trace_ledger_checkpoints": ("UPDATE", "DELETE"),
    "trace_ledger_openings": ("UPDATE",),
}
FUNCTION = """
    CREATE OR REPLACE FUNCTION trace_ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""


def upgrade() -> None:
    op.create_table(
        "trace_ledger_entries",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("leaf", sa.LargeBinary(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_trace_ledger_entries")),
    )
    op.create_index(
        "ix_trace_ledger_entries_subject", "trace_ledger_entries", ["kind", "subject_id", "seq"]
    )
    op.create_table(
        "trace_ledger_openings",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", "name", name=op.f("pk_trace_ledger_openings")),
    )
    op.create_table(
        "trace_ledger_nodes",
        sa.Column("level", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("level", "number", name=op.f("pk_trace_ledger_nodes")),
    )
    op.create_table(
        "trace_ledger_checkpoints",
        sa.Column("size", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("size", name=op.f("pk_trace_ledger_checkpoints")),
    )
    _keep()


def _keep() -> None:
    if op.get_context().dialect.name == "sqlite":
        for table, verbs in KEPT.items():
            for verb in verbs:
                op.execute(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                )
        return
    op.execute(FUNCTION)
    for table, verbs in KEPT.items():
        for verb in (*verbs, "TRUNCATE"):
            each = "STATEMENT" if verb == "TRUNCATE" else "ROW"
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION trace_ledger_refuse()"
            )


def downgrade() -> None:
    for table in reversed(KEPT):
        op.drop_table(table)
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP FUNCTION IF EXISTS trace_ledger_refuse()")
