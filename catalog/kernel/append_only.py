"""Tables of which no row is changed or taken away: the database itself refuses."""

from typing import cast

from sqlalchemy import DDL, Table, event

from catalog.kernel.db import Base

SQLITE = """
    CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
    BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL_FUNCTION = """
    CREATE OR REPLACE FUNCTION catalog_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""
POSTGRESQL = """
    CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
    FOR EACH {each} EXECUTE FUNCTION catalog_refuse_change()
"""
KEPT: list[Table] = []
"""Every table that is kept so."""

EACH = {"UPDATE": "ROW", "DELETE": "ROW", "TRUNCATE": "STATEMENT"}


def statements(table: str, dialect: str) -> list[str]:
    """What makes the database refuse, in the order it must be run: for migrations too."""
    if dialect == "sqlite":
        verbs = ("UPDATE", "DELETE")
        return [SQLITE.format(table=table, verb=one.lower(), VERB=one) for one in verbs]
    return [POSTGRESQL_FUNCTION] + [
        POSTGRESQL.format(table=table, verb=verb.lower(), VERB=verb, each=each)
        for verb, each in EACH.items()
    ]


def keep(model: type[Base]) -> None:
    """Make the triggers with the table, wherever it is made."""
    table = cast(Table, model.__table__)
    KEPT.append(table)
    for dialect in ("sqlite", "postgresql"):
        for text in statements(table.name, dialect):
            ddl = DDL(text.replace("%", "%%")).execute_if(dialect=dialect)
            event.listen(table, "after_create", ddl)
