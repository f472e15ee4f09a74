"""Printed labels: the jobs, and the serial numbers they gave out, as digests."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

JOBS, SERIALS = "trace_print_jobs", "trace_serials"


def moment(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True))


def upgrade() -> None:
    op.create_table(
        JOBS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("dpi", sa.Integer(), nullable=False),
        sa.Column("radius", sa.Numeric(5, 1)),
        sa.Column("has_serials", sa.Boolean(), nullable=False),
        sa.Column("has_pins", sa.Boolean(), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("excess", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String()),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("error", sa.String()),
        sa.Column("side", sa.Numeric(5, 2), nullable=False),
        sa.Column("dots", sa.Integer(), nullable=False),
        sa.Column("checkpoint", sa.String()),
        sa.Column("file", sa.String()),
        sa.Column("actor_id", sa.Integer()),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        moment("started_at"),
        moment("finished_at"),
        moment("released_at"),
        sa.CheckConstraint("count > 0", name=op.f("ck_trace_print_jobs_count_positive")),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["trace_batches.id"],
            name=op.f("fk_trace_print_jobs_batch_id_trace_batches"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trace_print_jobs")),
    )
    op.create_index(op.f("ix_trace_print_jobs_batch_id"), JOBS, ["batch_id"])
    op.create_index(op.f("ix_trace_print_jobs_finished_at"), JOBS, ["finished_at"])
    op.create_table(
        SERIALS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("print_job_id", sa.Integer(), nullable=False),
        sa.Column("checks", sa.Integer(), nullable=False),
        sa.Column("first_checked_on", sa.Date()),
        sa.Column("last_checked_on", sa.Date()),
        sa.Column("first_province_code", sa.String()),
        sa.Column("pin_digest", sa.LargeBinary()),
        sa.Column("pin_tries", sa.Integer(), nullable=False),
        sa.Column("pin_tried_on", sa.Date()),
        sa.Column("pin_confirmed_on", sa.Date()),
        sa.Column("pin_province_code", sa.String()),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["trace_batches.id"], name=op.f("fk_trace_serials_batch_id_trace_batches")
        ),
        sa.ForeignKeyConstraint(
            ["print_job_id"],
            ["trace_print_jobs.id"],
            name=op.f("fk_trace_serials_print_job_id_trace_print_jobs"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trace_serials")),
        sa.UniqueConstraint("digest", name=op.f("uq_trace_serials_digest")),
    )
    op.create_index(op.f("ix_trace_serials_batch_id"), SERIALS, ["batch_id"])
    op.create_index(op.f("ix_trace_serials_print_job_id"), SERIALS, ["print_job_id"])


def downgrade() -> None:
    op.drop_table(SERIALS)
    op.drop_table(JOBS)
