"""What sellers tell of themselves.

Revision ID: 0056
Revises: 0055
"""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None


def _part(table: str, *columns: sa.Column) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["site_id"], ["store_sites.id"], name=op.f(f"fk_{table}_site_id_store_sites")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def upgrade() -> None:
    op.create_table(
        "store_sites",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("greeting", sa.String(), nullable=True),
        sa.Column("story", sa.String(), nullable=True),
        sa.Column("buying", sa.String(), nullable=True),
        sa.Column("directions", sa.String(), nullable=True),
        sa.Column("zalo", sa.String(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["catalog_producers.id"],
            name=op.f("fk_store_sites_producer_id_catalog_producers"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_sites")),
        sa.UniqueConstraint("producer_id", name=op.f("uq_store_sites_producer_id")),
    )
    _part(
        "store_site_photos",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("picture", sa.String(), nullable=False),
        sa.Column("caption", sa.String(), nullable=False),
    )
    _part(
        "store_site_people",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("picture", sa.String(), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
    )
    for table in ("store_site_photos", "store_site_people"):
        op.create_index(op.f(f"ix_{table}_site_id"), table, ["site_id"])
    _part(
        "store_site_hidings",
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("hidden_by", sa.String(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint(
            "site_id", "section", name=op.f("uq_store_site_hidings_site_id_section")
        ),
    )


def downgrade() -> None:
    for table in ("store_site_hidings", "store_site_people", "store_site_photos", "store_sites"):
        op.drop_table(table)
