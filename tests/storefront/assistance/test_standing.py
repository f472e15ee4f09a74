"""A form opened for one household is not written into the book of another."""

import pytest
from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.db import session
from catalog.producers.models import Producer
from tests.factories.accounts import make_account
from tests.factories.storefront import make_seller
from tests.factories.traceability import make_area
from tests.storefront.assistance.test_views import enter, helping
from tests.storefront.checkout.test_views import hidden
from tests.visitor import Visitor
from traceability.batches.models import Batch

URL = "/ban-hang/lo/moi"


@pytest.fixture
def lan(visitor: Visitor) -> Visitor:
    """Lan sells herself, and is about to act for the household of Chị Lành."""
    household = make_seller("Hộ minh họa Út Lành").id
    make_account("Chị Lành", phone="0987000001", memberships=[(household, "owner")])
    own = make_seller("Hợp tác xã minh họa Lan").id
    make_account("Lan", phone="0987000002", roles=["officer"], memberships=[(own, "owner")])
    enter(visitor, "0987000002")
    return visitor


def harvest(visitor: Visitor) -> dict[str, str]:
    """The page for a new lot as it was opened now, filled in."""
    page = visitor.get(URL)
    area = make_area(producer_id=producer("Lành")).id
    typed = {"kind": "harvest", "material": "Lúa tươi", "amount": "1,5", "unit": "tấn"}
    return {**hidden(page), **typed, "day": clock.today().isoformat(), "area": str(area)}


def producer(words: str) -> int:
    return session.scalars(select(Producer.id).where(Producer.name.contains(words))).one()


def lots() -> int:
    return session.scalar(select(func.count(Batch.id))) or 0


def test_a_consent_that_ends_in_the_middle_writes_nowhere(lan: Visitor) -> None:
    consent = helping(lan, producer("Lành"), scope="all")
    given = harvest(lan)
    lan.post(f"/lam-thay/{consent}/het")
    assert "Chưa ghi gì cả" in lan.post(URL, 409, **given)
    assert lots() == 0


def test_nor_does_a_page_left_open_while_another_changed_over(lan: Visitor) -> None:
    given = harvest(lan)
    consent = helping(lan, producer("Lành"), scope="all")
    assert "Chưa ghi gì cả" in lan.post(URL, 409, **given)
    lan.post("/lam-thay/thoi")
    lan.post(f"/lam-thay/{consent}/bat-dau")
    lan.post(URL, **{**given, **hidden(lan.get(URL))})
    assert lots() == 1, "opened for them and sent for them"


def test_a_form_without_the_mark_is_as_before(lan: Visitor) -> None:
    helping(lan, producer("Lành"), scope="all")
    lan.post(URL, **{name: value for name, value in harvest(lan).items() if name != "lam-cho"})
    assert lots() == 1
