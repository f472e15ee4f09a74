"""Days off are entered with their source, once each, and may be taken back."""

from datetime import date

import pytest
from sqlalchemy import select

from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import NotFound
from storefront.holidays import queries, service
from storefront.holidays.errors import HolidayKnown
from storefront.holidays.models import Holiday
from tests.factories.storefront import NOW
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("db")
DAY = date(2026, 12, 1)


def test_a_day_counts_once_and_no_more_when_withdrawn(officer: Actor) -> None:
    with transaction():
        holiday_id = service.add_holiday(officer, DAY, "Lễ thử", "Thông báo 1", NOW).id
    assert queries.days_off_from(DAY) == {DAY}
    assert queries.days_off_from(date(2026, 12, 2)) == frozenset()
    with pytest.raises(HolidayKnown), transaction():
        service.add_holiday(officer, DAY, "Lễ khác", "Thông báo 2", NOW)
    with transaction():
        service.withdraw_holiday(officer, holiday_id, NOW)
    assert queries.days_off_from(DAY) == frozenset()
    with pytest.raises(NotFound), transaction():
        service.withdraw_holiday(officer, holiday_id, NOW)
    with transaction():
        service.add_holiday(officer, DAY, "Lễ thử", "Thông báo 1", NOW)


def test_the_packaged_days_are_taken_once(officer: Actor) -> None:
    with transaction():
        assert service.add_packaged(officer, NOW) == 8
        assert service.add_packaged(officer, NOW) == 0
    assert all(one.source for one in queries.list_holidays())


def test_the_operator_keeps_the_days(visitor: Visitor) -> None:
    visitor.sign_in("desk.see", "holidays.change")
    url = "/quan-tri/ngay-le"
    assert "Chưa có ngày lễ nào" in visitor.get(url)
    visitor.post(url, 422, day="31/2/2026", name="Lễ", source="Luật")
    visitor.post(url, 422, day="2026-12-01", name="", source="")
    given = {"day": "2026-12-01", "name": "Lễ thử", "source": "Thông báo 1"}
    assert "01/12/2026" in visitor.post(url, **given)
    assert "đã có trong danh sách" in visitor.post(url, 422, **given)
    holiday = session.scalars(select(Holiday.id)).one()
    assert "Đã bỏ ngày lễ này." in visitor.post(f"{url}/{holiday}/bo")
    assert "Đã ghi 8 ngày lễ." in visitor.post(f"{url}/nap")
    assert "Public holidays" in visitor.get(f"{url}?lang=en")


def test_others_may_not(visitor: Visitor) -> None:
    visitor.sign_in("desk.see")
    visitor.get("/quan-tri/ngay-le", 403)
    visitor.post("/quan-tri/ngay-le/nap", 403)
