"""Yields per hectare with their source, tolerances, and what is said about a season.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

CAPS, TOLERANCES = "trace_area_yields", "trace_balance_tolerances"
REMARKS = "trace_balance_remarks"


def upgrade() -> None:
    op.create_table(
        CAPS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("crop", sa.String(), nullable=False),
        sa.Column("crop_key", sa.String(), nullable=False),
        sa.Column("season", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("kg_per_hectare", sa.Numeric(14, 3), nullable=False),
        sa.Column("as_entered", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        *_signed(),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
        sa.Column("withdrawn_by", sa.String()),
        sa.Column("withdrawn_why", sa.String()),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kg_per_hectare > 0", name=op.f("ck_trace_area_yields_yield_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trace_area_yields")),
    )
    op.create_index(op.f("ix_trace_area_yields_crop_key"), CAPS, ["crop_key"])
    op.create_table(
        TOLERANCES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        *_signed(),
        sa.CheckConstraint(
            "percent >= 0", name=op.f("ck_trace_balance_tolerances_percent_not_negative")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trace_balance_tolerances")),
    )
    op.create_table(
        REMARKS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("cap_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("claimed", sa.Numeric(14, 3), nullable=False),
        *_signed(),
        sa.ForeignKeyConstraint(
            ["area_id"],
            ["trace_areas.id"],
            name=op.f("fk_trace_balance_remarks_area_id_trace_areas"),
        ),
        sa.ForeignKeyConstraint(
            ["cap_id"],
            [f"{CAPS}.id"],
            name=op.f("fk_trace_balance_remarks_cap_id_trace_area_yields"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trace_balance_remarks")),
    )
    op.create_index("ix_trace_balance_remarks_about", REMARKS, ["area_id", "cap_id"])


def downgrade() -> None:
    for table in (REMARKS, TOLERANCES, CAPS):
        op.drop_table(table)


def _signed() -> tuple[sa.Column, ...]:
    return (
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    )
