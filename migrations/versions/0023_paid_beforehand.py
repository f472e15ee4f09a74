"""Reservations that run out, receiving accounts, refunds, and the inbox of money messages.

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
RESERVATIONS, ACCOUNTS = "store_reservations", "store_receiving_accounts"
PAYMENTS, REFUNDS = "store_payments", "store_refunds"
EVENTS, RECEIPTS = "store_inbound_events", "store_receipts"


def upgrade() -> None:
    op.create_table(
        RESERVATIONS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stock_item_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_store_reservations_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["stock_item_id"],
            ["store_stock_items.id"],
            name=op.f("fk_store_reservations_stock_item_id_store_stock_items"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_reservations")),
        sa.UniqueConstraint(
            "document", "stock_item_id", name=op.f("uq_store_reservations_document_stock_item_id")
        ),
    )
    op.create_index(
        "ix_store_reservations_held", RESERVATIONS, ["stock_item_id", "state", "expires_at"]
    )
    op.create_table(
        ACCOUNTS,
        sa.Column("id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("bin", "account", "holder", "source", "entered_by")
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("entered_at", MOMENT, nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "until IS NULL OR until >= since",
            name=op.f("ck_store_receiving_accounts_days_in_order"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_receiving_accounts")),
    )
    _extend_payments()
    _make_refunds()
    _make_inbox()


def _extend_payments() -> None:
    with op.batch_alter_table(PAYMENTS) as table:
        table.add_column(sa.Column("account_id", sa.Integer()))
        table.add_column(sa.Column("expires_at", MOMENT))
        table.create_foreign_key(
            op.f("fk_store_payments_account_id_store_receiving_accounts"),
            ACCOUNTS,
            ["account_id"],
            ["id"],
        )
        table.create_index(op.f("ix_store_payments_expires_at"), ["expires_at"])


def _make_refunds() -> None:
    op.create_table(
        REFUNDS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("note", sa.String()),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT),
        sa.Column("sent_by", sa.String()),
        sa.Column("bank_reference", sa.String()),
        sa.CheckConstraint("amount > 0", name=op.f("ck_store_refunds_amount_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_refunds")),
    )
    op.create_index(op.f("ix_store_refunds_reference"), REFUNDS, ["reference"])


def _make_inbox() -> None:
    op.create_table(
        EVENTS,
        sa.Column("id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("provider", "event_id", "raw", "result")
        ),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("handled_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_inbound_events")),
        sa.UniqueConstraint(
            "provider", "event_id", name=op.f("uq_store_inbound_events_provider_event_id")
        ),
    )
    op.create_index(op.f("ix_store_inbound_events_received_at"), EVENTS, ["received_at"])
    op.create_table(
        RECEIPTS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("happened_at", MOMENT, nullable=False),
        sa.Column("number", sa.String()),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("closed_at", MOMENT),
        sa.Column("closed_by", sa.String()),
        sa.Column("note", sa.String()),
        sa.CheckConstraint("amount > 0", name=op.f("ck_store_receipts_amount_positive")),
        sa.ForeignKeyConstraint(
            ["event_id"],
            [f"{EVENTS}.id"],
            name=op.f("fk_store_receipts_event_id_store_inbound_events"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_receipts")),
        sa.UniqueConstraint("event_id", name=op.f("uq_store_receipts_event_id")),
    )
    for column in ("number", "state"):
        op.create_index(op.f(f"ix_store_receipts_{column}"), RECEIPTS, [column])


def downgrade() -> None:
    op.drop_table(RECEIPTS)
    op.drop_table(EVENTS)
    op.drop_table(REFUNDS)
    with op.batch_alter_table(PAYMENTS) as table:
        table.drop_index(op.f("ix_store_payments_expires_at"))
        table.drop_constraint(
            op.f("fk_store_payments_account_id_store_receiving_accounts"), type_="foreignkey"
        )
        table.drop_column("expires_at")
        table.drop_column("account_id")
    op.drop_table(ACCOUNTS)
    op.drop_table(RESERVATIONS)
