"""An application on a database of its own, where writes are committed for the lane to see."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import cast

import pytest
from flask import Flask
from sqlalchemy import Table, create_engine, make_url, text
from werkzeug.test import Client

from catalog.kernel import append_only
from catalog.kernel.codes import gtin_check_digit
from catalog.kernel.db import Base, session, transaction
from catalog.kernel.db import db as flask_db
from catalog.producers.models import Producer
from catalog.products.models import Product
from storefront.app import create_app
from storefront.config import Config
from storefront.lane.gate import with_lane
from traceability.batches.models import Batch
from traceability.ledger import models as ledger

BROWSER = {"User-Agent": "Mozilla/5.0 (Linux; Android 10) Chrome/120 Mobile"}
GTIN = "0952000000001" + gtin_check_digit("0952000000001")


@pytest.fixture(scope="session")
def live(config: Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder: Path = tmp_path_factory.mktemp("live")
    schema = ""
    if config.database_url.startswith("sqlite"):
        url = f"sqlite:///{folder / 'live.sqlite3'}"
    else:
        plain = make_url(config.database_url)
        schema = f"{plain.query['options'].removeprefix('-csearch_path=')}_{token_hex(4)}"
        engine = create_engine(plain)
        with engine.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {schema}"))
        engine.dispose()
        url = plain.update_query_dict({"options": f"-csearch_path={schema}"}).render_as_string(
            hide_password=False
        )
    app = create_app(replace(config, database_url=url, data_dir=folder))
    with app.app_context():
        Base.metadata.create_all(flask_db.engine)
    yield app
    with app.app_context():
        if schema:
            with flask_db.engine.begin() as connection:
                connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
        flask_db.engine.dispose()


@pytest.fixture
def shop(live: Flask) -> Iterator[Flask]:
    """The same, empty again, with an application context open."""
    with live.app_context():
        empty(live)
        yield live
        session.remove()


def empty(live: Flask) -> None:
    """Take every row out, inside an application context."""
    session.remove()
    Base.metadata.create_all(flask_db.engine)  # a restore may have put nothing in place
    live.extensions["ocop_scans"].flush()
    (live.extensions["ocop_config"].data_dir / "ledger_checkpoint").unlink(missing_ok=True)
    kept = [*append_only.KEPT, *(cast(Table, model.__table__) for model in ledger.KEPT)]
    Base.metadata.drop_all(flask_db.engine, kept)  # nothing can be deleted from these
    Base.metadata.create_all(flask_db.engine)
    with transaction():
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(table.delete())


@pytest.fixture
def scan(shop: Flask) -> Iterator[Client]:
    """A browser in front of the lane."""
    lane = with_lane(shop)
    yield Client(lane, use_cookies=False)
    lane.close()


@dataclass(frozen=True)
class Words:
    """A page as a renderer gives it."""

    html: str
    csp: str = "default-src 'none'"
    true_until: datetime | None = datetime(2099, 1, 1, tzinfo=UTC)


@pytest.fixture
def make_batch(shop: Flask) -> Callable[..., Batch]:
    def make(code: str, producer_text: str | None = None) -> Batch:
        made_at = datetime(2026, 11, 1, tzinfo=UTC)
        with transaction():
            product = session.query(Product).first()
            if product is None:
                producer = Producer(slug="htx", name="HTX", folded="htx")
                product = Product(
                    slug="gao", name="Gạo", folded="gao", gtin=GTIN, producer=producer,
                    created_at=made_at,
                )  # fmt: skip
                session.add(product)
                session.flush()
            batch = Batch(
                code=code, producer_text=producer_text, kind="packed",
                producer_id=product.producer_id, product_id=product.id,
                quantity=100, unit="piece", created_at=made_at,
            )  # fmt: skip
            session.add(batch)
        return batch

    return make
