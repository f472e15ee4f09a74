"""PostgreSQL for a benchmark: a schema of its own in the database of the tests."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine, make_url, text


@contextmanager
def postgresql(name: str) -> Iterator[str]:
    """The address of an empty schema, dropped afterwards. Raises OperationalError if none answers.

    TEST_DATABASE_URL names the database, else the local "test".
    """
    url = os.environ.get("TEST_DATABASE_URL", "postgresql+psycopg://root@/test")
    engine, schema = create_engine(url), f"ocop_bench_{name}"
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    try:
        own = make_url(url).update_query_dict({"options": f"-csearch_path={schema}"})
        yield own.render_as_string(hide_password=False)
    finally:
        with engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
        engine.dispose()
