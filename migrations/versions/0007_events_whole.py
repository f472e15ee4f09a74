"""Counts, error declarations, yields with their overrides, photos, custody, form keys.

Columns are added and constraints widened, so the code already running goes on. Events that had a
correction get the error declaration they never had.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

FLOWS = "trace_event_flows"
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("trace_batches") as table:
        table.add_column(sa.Column("piece_amount", sa.Numeric(14, 3)))
        table.add_column(sa.Column("piece_unit", sa.String()))
        table.add_column(sa.Column("custody_model", sa.String()))
        table.create_check_constraint(op.f("ck_trace_batches_piece_positive"), "piece_amount > 0")
    with op.batch_alter_table("trace_events") as table:
        table.add_column(sa.Column("step", sa.String()))
        table.add_column(sa.Column("partner", sa.String()))
        table.add_column(sa.Column("partner_id", sa.Integer()))
        table.create_foreign_key(
            op.f("fk_trace_events_partner_id_catalog_producers"),
            "catalog_producers",
            ["partner_id"],
            ["id"],
        )
        table.create_index(op.f("ix_trace_events_producer_id"), ["producer_id"])
    _constrain(
        "direction IN ('in', 'out', 'seen', 'counted')",
        "quantity > 0 OR (quantity = 0 AND direction = 'counted')",
    )
    with op.batch_alter_table(FLOWS) as table:
        table.add_column(sa.Column("difference", sa.Numeric(14, 3)))
    _create_errors()
    _create_pictures()
    _create_yields()
    op.create_table(
        "trace_form_keys",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_trace_form_keys")),
    )


def downgrade() -> None:
    for table in (
        "trace_form_keys",
        "trace_event_overrides",
        "trace_yield_requests",
        "trace_yield_caps",
        "trace_event_pictures",
        "trace_event_errors",
    ):
        op.drop_table(table)
    op.execute("DELETE FROM trace_event_flows WHERE direction = 'counted'")
    with op.batch_alter_table(FLOWS) as table:
        table.drop_column("difference")
    _constrain("direction IN ('in', 'out', 'seen')", "quantity > 0")
    with op.batch_alter_table("trace_events") as table:
        table.drop_index(op.f("ix_trace_events_producer_id"))
        table.drop_constraint(
            op.f("fk_trace_events_partner_id_catalog_producers"), type_="foreignkey"
        )
        for column in ("partner_id", "partner", "step"):
            table.drop_column(column)
    with op.batch_alter_table("trace_batches") as table:
        table.drop_constraint(op.f("ck_trace_batches_piece_positive"), type_="check")
        for column in ("custody_model", "piece_unit", "piece_amount"):
            table.drop_column(column)


def _constrain(direction: str, quantity: str) -> None:
    """Put both checks of the flows anew."""
    with op.batch_alter_table(FLOWS) as table:
        for name, says in (("direction", direction), ("quantity_positive", quantity)):
            table.drop_constraint(op.f(f"ck_{FLOWS}_{name}"), type_="check")
            table.create_check_constraint(op.f(f"ck_{FLOWS}_{name}"), says)


def _event_key(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["event_id"], ["trace_events.id"], name=op.f(f"fk_{table}_event_id_trace_events")
    )


def _create_errors() -> None:
    op.create_table(
        "trace_event_errors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("declared_by", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer()),
        sa.Column("declared_at", MOMENT, nullable=False),
        _event_key("trace_event_errors"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trace_event_errors")),
        sa.UniqueConstraint("event_id", name=op.f("uq_trace_event_errors_event_id")),
    )
    op.execute(
        "INSERT INTO trace_event_errors"
        " (event_id, kind, reason, declared_by, actor_id, declared_at)"
        " SELECT corrects_id, 'incorrect_data', 'Sửa bằng bản ghi mới.', entered_by, actor_id,"
        " recorded_at FROM trace_events WHERE corrects_id IS NOT NULL"
    )


def _create_pictures() -> None:
    op.create_table(
        "trace_event_pictures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("colour", sa.String(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        _event_key("trace_event_pictures"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trace_event_pictures")),
    )
    op.create_index(op.f("ix_trace_event_pictures_event_id"), "trace_event_pictures", ["event_id"])


def _create_yields() -> None:
    op.create_table(
        "trace_yield_caps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("input_unit", sa.String(), nullable=False),
        sa.Column("output_unit", sa.String(), nullable=False),
        sa.Column("most", sa.Numeric(10, 4), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint("most > 0", name=op.f("ck_trace_yield_caps_most_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trace_yield_caps")),
    )
    op.create_index(op.f("ix_trace_yield_caps_step"), "trace_yield_caps", ["step"])
    op.create_table(
        "trace_yield_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("found", sa.Numeric(14, 4), nullable=False),
        sa.Column("most", sa.Numeric(10, 4), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("decision", sa.String()),
        sa.Column("decided_by", sa.String()),
        sa.Column("decided_by_id", sa.Integer()),
        sa.Column("decided_at", MOMENT),
        sa.Column("note", sa.String()),
        sa.Column("event_id", sa.Integer()),
        _event_key("trace_yield_requests"),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["catalog_producers.id"],
            name=op.f("fk_trace_yield_requests_producer_id_catalog_producers"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trace_yield_requests")),
    )
    op.create_index(
        op.f("ix_trace_yield_requests_producer_id"), "trace_yield_requests", ["producer_id"]
    )
    op.create_table(
        "trace_event_overrides",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("found", sa.Numeric(14, 4), nullable=False),
        sa.Column("most", sa.Numeric(10, 4), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("confirmed_by", sa.String(), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=False),
        _event_key("trace_event_overrides"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trace_event_overrides")),
        sa.UniqueConstraint("event_id", name=op.f("uq_trace_event_overrides_event_id")),
    )
