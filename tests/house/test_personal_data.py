"""Whatever names a person is given out and taken away, or says why it stays."""

import re

from flask import Flask
from sqlalchemy import Column, MetaData, String, Table

from catalog.kernel.db import Base
from storefront.privacy.register import LEFT, PERSONAL

NAMES_A_PERSON = re.compile(
    r"(^|_)(phone|email|author|contact|street|address|holder|buyer|representative|recipient)(_|$)"
    r"|^(name|pay_to|account_id)$|_name$"
)


def _naming(metadata: MetaData) -> set[str]:
    return {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if NAMES_A_PERSON.search(column.name)
    }


def _registered() -> set[str]:
    named = {f"{table}.{column}" for table, columns in PERSONAL.items() for column in columns}
    assert not named & LEFT.keys()
    return named | LEFT.keys()


def test_no_column_that_names_a_person_is_forgotten(app: Flask) -> None:
    forgotten = _naming(Base.metadata) - _registered()
    assert not forgotten, f"say in storefront/privacy/register.py what becomes of: {forgotten}"


def test_the_register_names_only_columns_that_are_there(app: Flask) -> None:
    there = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
    }
    assert _registered() <= there


def test_a_new_table_with_a_telephone_number_is_noticed(app: Flask) -> None:
    metadata = MetaData()
    Table("store_callers", metadata, Column("phone", String), Column("caller_name", String))
    assert _naming(metadata) - _registered() == {"store_callers.phone", "store_callers.caller_name"}
