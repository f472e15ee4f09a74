"""What buyers were told before they ordered, word for word.

Revision ID: 0052
Revises: 0051
"""

import sqlalchemy as sa
from alembic import op

from catalog.kernel.append_only import statements

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

TABLES = ("store_sample_texts", "store_disclosures", "store_disclosed_texts")


def upgrade() -> None:
    op.create_table(
        "store_sample_texts",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_store_sample_texts")),
    )
    op.create_table(
        "store_disclosures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["store_order_groups.id"],
            name=op.f("fk_store_disclosures_group_id_store_order_groups"),
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"],
            ["store_operator_identities.id"],
            name=op.f("fk_store_disclosures_operator_id_store_operator_identities"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_disclosures")),
        sa.UniqueConstraint("group_id", name=op.f("uq_store_disclosures_group_id")),
    )
    op.create_table(
        "store_disclosed_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("disclosure_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("legal_text_id", sa.Integer(), nullable=True),
        sa.Column("sample", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(legal_text_id IS NULL) <> (sample IS NULL)",
            name=op.f("ck_store_disclosed_texts_one_text"),
        ),
        sa.ForeignKeyConstraint(
            ["disclosure_id"],
            ["store_disclosures.id"],
            name=op.f("fk_store_disclosed_texts_disclosure_id_store_disclosures"),
        ),
        sa.ForeignKeyConstraint(
            ["legal_text_id"],
            ["store_legal_texts.id"],
            name=op.f("fk_store_disclosed_texts_legal_text_id_store_legal_texts"),
        ),
        sa.ForeignKeyConstraint(
            ["sample"],
            ["store_sample_texts.digest"],
            name=op.f("fk_store_disclosed_texts_sample_store_sample_texts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_disclosed_texts")),
        sa.UniqueConstraint(
            "disclosure_id", "page", name=op.f("uq_store_disclosed_texts_disclosure_id_page")
        ),
    )
    for table in TABLES:
        for statement in statements(table, op.get_context().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
