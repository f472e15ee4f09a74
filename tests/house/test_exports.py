"""What a producer entered can be taken along: no table is forgotten."""

from flask import Flask

from catalog.kernel.db import Base
from traceability.exports.tables import LEFT_OUT, TABLES


def test_no_table_of_a_producer_is_forgotten(app: Flask) -> None:
    exported = {table.model.__tablename__ for table in TABLES}
    belonging = {"catalog_producers"}
    tables = [
        table
        for table in Base.metadata.sorted_tables
        if table.name.startswith(("catalog_", "trace_"))
    ]
    for table in tables:
        targets = {key.column.table.name for key in table.foreign_keys}
        if targets & belonging:
            belonging.add(table.name)
    forgotten = belonging - exported - LEFT_OUT.keys()
    assert not forgotten, f"name in traceability/exports/tables.py, TABLES or LEFT_OUT: {forgotten}"
    assert not exported & LEFT_OUT.keys()
    assert LEFT_OUT.keys() <= {table.name for table in tables}
