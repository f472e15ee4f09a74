"""Areas get points, growers, parcels and a dated history of what is said of them; proposals.

What stands in the register today becomes the first entry of each area's history, from the day
of its first decision on.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

AREAS, ENTRIES, STATUSES = "trace_areas", "trace_area_entries", "trace_area_statuses"
POINTS, PROPOSALS = "trace_area_points", "trace_area_proposals"

FIRST_ENTRIES = """
INSERT INTO trace_area_entries
    (area_id, name, crop, hectares, commune_code, place_text, issuer,
     since, source, entered_by, recorded_at)
SELECT a.id, a.name, a.crop, a.hectares, a.commune_code, a.place_text, a.issuer,
       s.since, s.source, s.entered_by, s.recorded_at
FROM trace_areas a JOIN trace_area_statuses s ON s.area_id = a.id
WHERE s.id IN (SELECT min(id) FROM trace_area_statuses GROUP BY area_id)
"""


def upgrade() -> None:
    for column in ("parcels", "former_place", "cell"):
        op.add_column(AREAS, sa.Column(column, sa.String()))
    op.add_column(AREAS, sa.Column("growers", sa.Integer()))
    op.create_index(op.f("ix_trace_areas_cell"), AREAS, ["cell"])
    op.add_column(STATUSES, sa.Column("picture", sa.String()))
    _make(
        ENTRIES,
        sa.Column("area_id", sa.Integer(), nullable=False),
        *_described(),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("source", sa.String()),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index(op.f("ix_trace_area_entries_area_id"), ENTRIES, ["area_id"])
    op.create_table(
        POINTS,
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("latitude", sa.Numeric(8, 5), nullable=False),
        sa.Column("longitude", sa.Numeric(8, 5), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"], [f"{AREAS}.id"], name=op.f("fk_trace_area_points_area_id_trace_areas")
        ),
        sa.PrimaryKeyConstraint("area_id", name=op.f("pk_trace_area_points")),
    )
    _make_proposals()
    op.execute(FIRST_ENTRIES)


def downgrade() -> None:
    for table in (PROPOSALS, POINTS, ENTRIES):
        op.drop_table(table)
    op.drop_column(STATUSES, "picture")
    op.drop_index(op.f("ix_trace_areas_cell"), AREAS)
    for column in ("growers", "cell", "former_place", "parcels"):
        op.drop_column(AREAS, column)


def _make_proposals() -> None:
    _make(
        PROPOSALS,
        sa.Column("producer_id", sa.Integer(), nullable=False),
        *_described(),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("code", sa.String()),
        sa.Column("latitude", sa.Numeric(8, 5)),
        sa.Column("longitude", sa.Numeric(8, 5)),
        sa.Column("granted_since", sa.Date()),
        sa.Column("source", sa.String()),
        sa.Column("picture", sa.String()),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String()),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("answer", sa.String()),
        sa.Column("area_id", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["catalog_producers.id"],
            name=op.f("fk_trace_area_proposals_producer_id_catalog_producers"),
        ),
    )
    op.create_index("ix_trace_area_proposals_state", PROPOSALS, ["state"])
    op.create_index(op.f("ix_trace_area_proposals_producer_id"), PROPOSALS, ["producer_id"])


def _described() -> tuple[sa.Column, ...]:
    return (
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("crop", sa.String(), nullable=False),
        sa.Column("hectares", sa.Numeric(10, 2)),
        sa.Column("parcels", sa.String()),
        sa.Column("growers", sa.Integer()),
        sa.Column("commune_code", sa.String()),
        sa.Column("place_text", sa.String()),
        sa.Column("former_place", sa.String()),
        sa.Column("issuer", sa.String()),
    )


def _make(table: str, *parts: sa.Column | sa.Constraint) -> None:
    """A table with an id, that names a commune and an area."""
    links = {"commune_code": "catalog_communes.code", "area_id": f"{AREAS}.id"}
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        *parts,
        *(
            sa.ForeignKeyConstraint(
                [column], [target], name=op.f(f"fk_{table}_{column}_{target.partition('.')[0]}")
            )
            for column, target in links.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
