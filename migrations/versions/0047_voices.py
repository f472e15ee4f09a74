"""What buyers say: reviews, questions, complaints.

Revision ID: 0047
Revises: 0046
"""

import sqlalchemy as sa
from alembic import op

from catalog.kernel.append_only import statements

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "store_reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("picture", sa.String(), nullable=True),
        sa.Column("batch_code", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("editable_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reported", sa.Integer(), nullable=False),
        sa.CheckConstraint("points BETWEEN 1 AND 5", name=op.f("ck_store_reviews_points_possible")),
        sa.ForeignKeyConstraint(
            ["line_id"],
            ["store_order_lines.id"],
            name=op.f("fk_store_reviews_line_id_store_order_lines"),
        ),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["catalog_products.id"],
            name=op.f("fk_store_reviews_product_id_catalog_products"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_reviews")),
        sa.UniqueConstraint("line_id", name=op.f("uq_store_reviews_line_id")),
    )
    op.create_index(op.f("ix_store_reviews_product"), "store_reviews", ["product_id", "hidden_at"])
    op.create_table(
        "store_review_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["store_reviews.id"],
            name=op.f("fk_store_review_steps_review_id_store_reviews"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_review_steps")),
    )
    op.create_index(op.f("ix_store_review_steps_review_id"), "store_review_steps", ["review_id"])
    op.create_table(
        "store_questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form_key", sa.String(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_why", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["catalog_products.id"],
            name=op.f("fk_store_questions_product_id_catalog_products"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_questions")),
        sa.UniqueConstraint("form_key", name=op.f("uq_store_questions_form_key")),
    )
    op.create_index(
        op.f("ix_store_questions_product"), "store_questions", ["product_id", "published_at"]
    )
    op.create_table(
        "store_complaints",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("form_key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("producer_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acknowledge_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resolve_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_by", sa.String(), nullable=True),
        sa.Column("seller_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seller_answer_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seller_heard_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["catalog_producers.id"],
            name=op.f("fk_store_complaints_producer_id_catalog_producers"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_complaints")),
        sa.UniqueConstraint("form_key", name=op.f("uq_store_complaints_form_key")),
        sa.UniqueConstraint("number", name=op.f("uq_store_complaints_number")),
    )
    op.create_index(op.f("ix_store_complaints_producer_id"), "store_complaints", ["producer_id"])
    op.create_index(op.f("ix_store_complaints_state"), "store_complaints", ["state"])
    op.create_table(
        "store_complaint_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("is_internal", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["store_complaints.id"],
            name=op.f("fk_store_complaint_steps_complaint_id_store_complaints"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_complaint_steps")),
    )
    op.create_index(
        op.f("ix_store_complaint_steps_complaint_id"), "store_complaint_steps", ["complaint_id"]
    )
    for table in ("store_review_steps", "store_complaint_steps"):
        for statement in statements(table, op.get_context().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("store_complaint_steps")
    op.drop_table("store_complaints")
    op.drop_table("store_questions")
    op.drop_table("store_review_steps")
    op.drop_table("store_reviews")
