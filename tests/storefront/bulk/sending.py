"""Sending a sheet and saying yes to it, as people do on the page."""

import io
import re

from sqlalchemy import func, select

from catalog.kernel.db import session
from tests.visitor import Page, Visitor

OWN, MANY = "/ban-hang/bang-tinh", "/lam-thay/bang-tinh"
ALL = ("bulk.write", "products.edit", "inventory.change", "events.record")


def send(
    visitor: Visitor, data: str | bytes, kind: str = "hang", status: int = 200, url: str = OWN
) -> Page:
    given = data.encode() if isinstance(data, str) else data
    return visitor.post(url, status, kind=kind, file=(io.BytesIO(given), "bang.csv"))


def say_yes(visitor: Visitor, page: Page, status: int = 200) -> Page:
    found = re.search(r'action="(/[a-z/-]+/\d+/ghi)"', page.html)
    assert found, page.html
    return visitor.post(found[1], status)


def count(model: type) -> int:
    session.expire_all()
    return session.scalar(select(func.count()).select_from(model)) or 0
