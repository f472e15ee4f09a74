"""What a producer entered can be taken along: no table is forgotten."""

from flask import Flask

from catalog.kernel.db import Base
from storefront import exported as above
from traceability.exports import tables as below

TABLES = (*below.TABLES, *above.TABLES)
LEFT_OUT = {**below.LEFT_OUT, **above.LEFT_OUT}


def test_no_table_of_a_producer_is_forgotten(app: Flask) -> None:
    """It belongs to a producer if it refers to one, or to something that does."""
    exported = {table.model.__tablename__ for table in TABLES}
    belonging = {"catalog_producers"}
    tables = Base.metadata.sorted_tables
    for table in tables:
        targets = {key.column.table.name for key in table.foreign_keys}
        if targets & belonging:
            belonging.add(table.name)
    forgotten = belonging - exported - LEFT_OUT.keys()
    assert not forgotten, (
        f"name in traceability/exports/tables.py or storefront/exported.py: {forgotten}"
    )
    assert not exported & LEFT_OUT.keys()
    assert LEFT_OUT.keys() <= {table.name for table in tables}
