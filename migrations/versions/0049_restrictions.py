"""What the law asks of alcohol and health foods, sellers' licences, what buyers declared.

The rows come with the schema: a shop that holds such goods keeps the law from its first day.

Revision ID: 0049
Revises: 0048
"""

from datetime import UTC, date, datetime

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

RUBRIC = "26/2026/QĐ-TTg"
ALCOHOL = (14, 15)
HEALTH = 18
AGE_LAW = "Luật Phòng, chống tác hại của rượu, bia 44/2019/QH14, Điều 5"
TRADE_DECREE = "Nghị định 105/2017/NĐ-CP, sửa đổi bởi Nghị định 17/2020/NĐ-CP"
FOOD_DECREE = "Nghị định 15/2018/NĐ-CP, Điều 27 khoản 3"
NOT_A_MEDICINE = "Thực phẩm này không phải là thuốc và không có tác dụng thay thế thuốc chữa bệnh."
NOT_A_MEDICINE_EN = "This food is not a medicine and does not replace medical treatment."
MOMENT = sa.DateTime(timezone=True)
ADDED = (
    ("catalog_products", "alcohol_tenths", sa.Integer()),
    ("store_order_groups", "age_statement", sa.String()),
    ("store_orders", "min_age", sa.Integer()),
)

DUTIES = [
    *((number, "min_age", 18, None, None, AGE_LAW, date(2020, 1, 1)) for number in ALCOHOL),
    *((number, "licence", 55, None, None, TRADE_DECREE, date(2017, 11, 1)) for number in ALCOHOL),
    *(
        (number, "below_strength", 150, None, None, TRADE_DECREE, date(2017, 11, 1))
        for number in ALCOHOL
    ),
    (HEALTH, "sentence", None, NOT_A_MEDICINE, NOT_A_MEDICINE_EN, FOOD_DECREE, date(2018, 2, 2)),
]


def upgrade() -> None:
    duties = op.create_table(
        "catalog_set_duties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rubric_number", sa.String(), nullable=False),
        sa.Column("set_number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("text_en", sa.String(), nullable=True),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalog_set_duties")),
    )
    op.create_index(
        "ix_catalog_set_duties_set", "catalog_set_duties", ["rubric_number", "set_number"]
    )
    names = ("set_number", "kind", "number", "text", "text_en", "document", "valid_from")
    rest = {
        "rubric_number": RUBRIC,
        "valid_to": None,
        "entered_by": "ocop",
        "recorded_at": datetime.now(UTC),
    }
    op.bulk_insert(duties, [{**dict(zip(names, row, strict=True)), **rest} for row in DUTIES])
    op.create_table(
        "catalog_seller_licences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.Column("withdrawn_why", sa.String(), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "valid_to >= valid_from", name=op.f("ck_catalog_seller_licences_days_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["catalog_producers.id"],
            name=op.f("fk_catalog_seller_licences_producer_id_catalog_producers"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalog_seller_licences")),
    )
    op.create_index(
        op.f("ix_catalog_seller_licences_producer_id"), "catalog_seller_licences", ["producer_id"]
    )
    for table_name, name, kind in ADDED:
        with op.batch_alter_table(table_name) as table:
            table.add_column(sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    for table_name, name, _kind in reversed(ADDED):
        with op.batch_alter_table(table_name) as table:
            table.drop_column(name)
    op.drop_table("catalog_seller_licences")
    op.drop_table("catalog_set_duties")
