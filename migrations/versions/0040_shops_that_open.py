"""Shops that open step by step. Who sells already goes on selling; who waited goes on waiting.

Revision ID: 0040
Revises: 0039
"""

from datetime import UTC, datetime, time

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "catalog_producers",
        sa.Column("is_listed", sa.Boolean(), server_default=sa.true(), nullable=False),
    )
    op.create_table(
        "store_seller_requirements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("hint", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("check", sa.String(), nullable=True),
        sa.Column("forms", sa.String(), nullable=False),
        sa.Column("is_waivable", sa.Boolean(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_seller_requirements")),
    )
    _create_applications()
    op.create_table(
        "store_requirement_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("requirement_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["store_shop_applications.id"],
            name=op.f("fk_store_requirement_answers_application_id_store_shop_applications"),
        ),
        sa.ForeignKeyConstraint(
            ["requirement_id"],
            ["store_seller_requirements.id"],
            name=op.f("fk_store_requirement_answers_requirement_id_store_seller_requirements"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_requirement_answers")),
        sa.UniqueConstraint(
            "application_id",
            "requirement_id",
            name=op.f("uq_store_requirement_answers_application_id_requirement_id"),
        ),
    )
    _create_claims()
    _fill()


def _create_applications() -> None:
    op.create_table(
        "store_shop_applications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["catalog_producers.id"],
            name=op.f("fk_store_shop_applications_producer_id_catalog_producers"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_shop_applications")),
        sa.UniqueConstraint("producer_id", name=op.f("uq_store_shop_applications_producer_id")),
    )
    op.create_index(op.f("ix_store_shop_applications_state"), "store_shop_applications", ["state"])


def _create_claims() -> None:
    op.create_table(
        "store_producer_claims",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("is_granted", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["store_accounts.id"],
            name=op.f("fk_store_producer_claims_account_id_store_accounts"),
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["catalog_producers.id"],
            name=op.f("fk_store_producer_claims_producer_id_catalog_producers"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_producer_claims")),
    )
    for column in ("producer_id", "account_id"):
        name = op.f(f"ix_store_producer_claims_{column}")
        op.create_index(name, "store_producer_claims", [column])


def _fill() -> None:
    producers = sa.table(
        "catalog_producers",
        sa.column("id", sa.Integer()),
        sa.column("verified_on", sa.Date()),
        sa.column("verified_by", sa.String()),
    )
    members = sa.table("store_memberships", sa.column("producer_id", sa.Integer()))
    applications = sa.table(
        "store_shop_applications",
        sa.column("producer_id", sa.Integer()),
        sa.column("state", sa.String()),
        sa.column("opened_at", sa.DateTime(timezone=True)),
        sa.column("submitted_at", sa.DateTime(timezone=True)),
        sa.column("decided_at", sa.DateTime(timezone=True)),
        sa.column("decided_by", sa.String()),
    )
    now = datetime.now(UTC)
    sells = producers.c.verified_on.is_not(None)
    waits = producers.c.id.in_(sa.select(members.c.producer_id))
    rows = []
    for one in op.get_bind().execute(sa.select(producers).where(sa.or_(sells, waits))):
        since = datetime.combine(one.verified_on, time(5), UTC) if one.verified_on else None
        rows.append(
            {
                "producer_id": one.id,
                "state": "verified" if since else "submitted",
                "opened_at": since or now,
                "submitted_at": since or now,
                "decided_at": since,
                "decided_by": one.verified_by,
            }
        )
    if rows:
        op.bulk_insert(applications, rows)


def downgrade() -> None:
    op.drop_table("store_producer_claims")
    op.drop_table("store_requirement_answers")
    op.drop_table("store_shop_applications")
    op.drop_table("store_seller_requirements")
    with op.batch_alter_table("catalog_producers") as table:
        table.drop_column("is_listed")
