"""Rules of privacy."""

from datetime import UTC, date, datetime, timedelta

import pytest

from storefront.privacy import rules
from storefront.privacy.rules import Kept, Retention

NOW = datetime(2026, 11, 29, 3, 0, tzinfo=UTC)
OLD = Retention("orders", 100, date(2026, 1, 1), "cũ")
NEW = Retention("orders", 50, date(2026, 7, 1), "mới")


@pytest.mark.parametrize(
    ("on", "row"),
    [(date(2025, 12, 31), None), (date(2026, 6, 30), OLD), (date(2026, 7, 1), NEW)],
)
def test_the_newest_row_that_has_begun_counts(on: date, row: Retention | None) -> None:
    assert rules.retention_of([NEW, OLD], Kept.ORDERS, on) == row


def test_without_a_row_nothing_ends() -> None:
    assert rules.retention_of([OLD], Kept.MESSAGES, date(2026, 7, 1)) is None
    assert rules.kept_until(None, NOW) is None
    assert rules.kept_until(NEW, NOW) == NOW + timedelta(days=50)


def test_late_is_after_the_moment() -> None:
    assert not rules.is_late(NOW, NOW)
    assert rules.is_late(NOW, NOW + timedelta(seconds=1))
