"""Numbers of carriers on parcels, and what carriers say happened to them.

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

ONCE = "uq_store_parcels_carrier_tracking_number"
ADDED = ("carrier", "tracking_number", "track_state")


def upgrade() -> None:
    with op.batch_alter_table("store_parcels") as table:
        for name in ADDED:
            table.add_column(sa.Column(name, sa.String(), nullable=True))
        table.add_column(sa.Column("track_at", sa.DateTime(timezone=True), nullable=True))
        table.create_unique_constraint(op.f(ONCE), ["carrier", "tracking_number"])
    op.create_table(
        "store_parcel_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parcel_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["parcel_id"],
            ["store_parcels.id"],
            name=op.f("fk_store_parcel_events_parcel_id_store_parcels"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_parcel_events")),
        sa.UniqueConstraint(
            "parcel_id", "state", "at", name=op.f("uq_store_parcel_events_parcel_id_state_at")
        ),
    )


def downgrade() -> None:
    op.drop_table("store_parcel_events")
    with op.batch_alter_table("store_parcels") as table:
        table.drop_constraint(op.f(ONCE), type_="unique")
        for name in (*ADDED, "track_at"):
            table.drop_column(name)
