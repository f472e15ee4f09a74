"""Until when a parcel is to be packed, and how that is said."""

from datetime import UTC, datetime, timedelta

import pytest

from storefront.packing.labels import pack_by_words
from storefront.packing.rules import PackBy, pack_by

OPENS = datetime(2026, 11, 21, 17, tzinfo=UTC)  # the 22nd begins in Vietnam
HOURS = timedelta(hours=16)
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)  # 10:00 in Vietnam
DUE = OPENS + HOURS


@pytest.mark.parametrize(
    ("ready", "due"),
    [
        (OPENS - timedelta(days=3), DUE),
        (DUE - timedelta(minutes=1), DUE),
        (DUE, DUE + timedelta(days=1)),
        (DUE + timedelta(hours=5), DUE + timedelta(days=1)),
        (DUE + timedelta(days=2, hours=1), DUE + timedelta(days=3)),
    ],
)
def test_who_orders_after_the_hour_gets_the_next_day(ready: datetime, due: datetime) -> None:
    assert pack_by(ready, OPENS, HOURS) == PackBy(due, has_hour=True)


def test_without_a_set_hour_the_whole_day_counts() -> None:
    assert pack_by(NOW, OPENS, None) == PackBy(OPENS + timedelta(days=1), has_hour=False)


@pytest.mark.parametrize(
    ("by", "words"),
    [
        (PackBy(DUE, has_hour=True), "Gói trước 16:00 hôm nay"),
        (PackBy(DUE + timedelta(days=1), has_hour=True), "Gói trước 16:00 ngày mai"),
        (PackBy(NOW - timedelta(hours=1), has_hour=True), "Trễ: hạn gói 09:00 hôm nay"),
        (PackBy(DUE - timedelta(days=1), has_hour=True), "Trễ: hạn gói 16:00 hôm qua"),
        (PackBy(DUE - timedelta(days=4), has_hour=True), "Trễ: hạn gói 18/11/2026"),
        (PackBy(DUE + timedelta(days=3), has_hour=True), "Gói trước hết ngày 25/11/2026"),
        (PackBy(OPENS + timedelta(days=1), has_hour=False), "Gói trong hôm nay"),
        (PackBy(OPENS, has_hour=False), "Trễ: phải gói từ hôm qua"),
        (PackBy(OPENS + timedelta(days=2), has_hour=False), "Gói trong ngày mai"),
    ],
)
def test_the_hour_is_said_in_words(by: PackBy, words: str) -> None:
    assert pack_by_words(by, NOW) == words
