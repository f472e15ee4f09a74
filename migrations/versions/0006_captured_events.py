"""Events that came in EPCIS documents keep the identity they came under.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "trace_epcis_captures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("recorded", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trace_epcis_captures")),
        sa.UniqueConstraint("number", name=op.f("uq_trace_epcis_captures_number")),
    )
    op.create_index(op.f("ix_trace_epcis_captures_actor_id"), "trace_epcis_captures", ["actor_id"])
    op.create_table(
        "trace_epcis_events",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("capture_id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("source_id", sa.String()),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["trace_events.id"],
            name=op.f("fk_trace_epcis_events_event_id_trace_events"),
        ),
        sa.ForeignKeyConstraint(
            ["capture_id"],
            ["trace_epcis_captures.id"],
            name=op.f("fk_trace_epcis_events_capture_id_trace_epcis_captures"),
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["catalog_producers.id"],
            name=op.f("fk_trace_epcis_events_producer_id_catalog_producers"),
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_trace_epcis_events")),
        sa.UniqueConstraint(
            "producer_id", "hash", name=op.f("uq_trace_epcis_events_producer_id_hash")
        ),
    )
    op.create_index(op.f("ix_trace_epcis_events_capture_id"), "trace_epcis_events", ["capture_id"])
    op.create_index(op.f("ix_trace_epcis_events_source_id"), "trace_epcis_events", ["source_id"])


def downgrade() -> None:
    op.drop_table("trace_epcis_events")
    op.drop_table("trace_epcis_captures")
