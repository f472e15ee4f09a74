"""Payment partners: tries to pay, charges, refunds through them, complaints of card holders.

Revision ID: 0036
Revises: 0035
"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

ATTEMPTS, CHARGES = "store_payment_attempts", "store_charges"
RETURNS, DISPUTES = "store_refund_attempts", "store_disputes"


def upgrade() -> None:
    _attempts()
    _charges()
    _returns()
    _disputes()
    with op.batch_alter_table("store_refunds") as table:
        table.add_column(sa.Column("partner", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("store_refunds") as table:
        table.drop_column("partner")
    for table_name in (DISPUTES, RETURNS, CHARGES, ATTEMPTS):
        op.drop_table(table_name)


def _attempts() -> None:
    op.create_table(
        ATTEMPTS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("partner_id", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("words", sa.String(), nullable=True),
        _moment("created_at"),
        _moment("expires_at"),
        _moment("changed_at"),
        sa.Column("asked", sa.Integer(), nullable=False),
        _moment("ask_at", nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f(f"ck_{ATTEMPTS}_amount_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{ATTEMPTS}")),
        sa.UniqueConstraint("key", name=op.f(f"uq_{ATTEMPTS}_key")),
        sa.UniqueConstraint("number", "place", name=op.f(f"uq_{ATTEMPTS}_number_place")),
        sa.UniqueConstraint(
            "provider", "reference", name=op.f(f"uq_{ATTEMPTS}_provider_reference")
        ),
    )
    _indexes(ATTEMPTS, "number", "state", "ask_at")


def _charges() -> None:
    op.create_table(
        CHARGES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=True),
        sa.Column("receipt_id", sa.Integer(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("payment_id", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        _moment("charged_at"),
        sa.CheckConstraint("amount > 0", name=op.f(f"ck_{CHARGES}_amount_positive")),
        _refers(CHARGES, "attempt_id", ATTEMPTS),
        _refers(CHARGES, "receipt_id", "store_receipts"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{CHARGES}")),
        sa.UniqueConstraint("receipt_id", name=op.f(f"uq_{CHARGES}_receipt_id")),
        sa.UniqueConstraint(
            "provider", "payment_id", name=op.f(f"uq_{CHARGES}_provider_payment_id")
        ),
    )
    _indexes(CHARGES, "attempt_id")


def _returns() -> None:
    op.create_table(
        RETURNS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("refund_id", sa.Integer(), nullable=False),
        sa.Column("charge_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("partner_id", sa.String(), nullable=True),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("made_by", sa.String(), nullable=False),
        _moment("made_at"),
        _moment("changed_at"),
        sa.Column("asked", sa.Integer(), nullable=False),
        _moment("ask_at", nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f(f"ck_{RETURNS}_amount_positive")),
        _refers(RETURNS, "refund_id", "store_refunds"),
        _refers(RETURNS, "charge_id", CHARGES),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{RETURNS}")),
        sa.UniqueConstraint("key", name=op.f(f"uq_{RETURNS}_key")),
    )
    _indexes(RETURNS, "refund_id", "charge_id", "state", "ask_at")


def _disputes() -> None:
    op.create_table(
        DISPUTES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("dispute_id", sa.String(), nullable=False),
        sa.Column("payment_id", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        _moment("due_at", nullable=True),
        _moment("opened_at"),
        _moment("closed_at", nullable=True),
        sa.Column("settled_by", sa.String(), nullable=True),
        _moment("settled_at", nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f(f"ck_{DISPUTES}_amount_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{DISPUTES}")),
        sa.UniqueConstraint(
            "provider", "dispute_id", name=op.f(f"uq_{DISPUTES}_provider_dispute_id")
        ),
    )
    _indexes(DISPUTES, "payment_id", "number", "settled_at")


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)


def _indexes(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
