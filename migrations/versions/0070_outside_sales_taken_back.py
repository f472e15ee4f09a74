"""An order of another floor that was entered by mistake is taken back; its number is free again.

Revision ID: 0070
Revises: 0069
"""

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0069"
branch_labels = None
depends_on = None

SALES = "store_outside_sales"
ONCE = "uq_store_outside_sales_producer_id_floor_key_number"
LIVING = "uq_store_outside_sales_living"
COLUMNS = ["producer_id", "floor_key", "number"]


def upgrade() -> None:
    with op.batch_alter_table(SALES) as table:
        table.add_column(sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("taken_back_by", sa.String(), nullable=True))
        table.drop_constraint(op.f(ONCE), type_="unique")
    where = sa.text("taken_back_at IS NULL")
    op.create_index(LIVING, SALES, COLUMNS, unique=True, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    op.drop_index(LIVING, SALES)
    with op.batch_alter_table(SALES) as table:
        table.create_unique_constraint(op.f(ONCE), COLUMNS)
        table.drop_column("taken_back_by")
        table.drop_column("taken_back_at")
