"""An invented harvest for the style guide."""

from datetime import UTC, date, datetime, timedelta

from storefront.quotas.rules import Promise, QuotaKind

RELEASED = datetime(2026, 11, 1, tzinfo=UTC)


def sample_promise() -> Promise:
    return Promise(
        quota_id=1,
        kind=QuotaKind.WINDOW,
        producer_id=1,
        capacity=200,
        taken=197,
        most_per_buyer=5,
        sells_from=RELEASED,
        sells_until=RELEASED + timedelta(days=20),
        first_day=date(2026, 12, 10),
        last_day=date(2026, 12, 20),
        starts_at=None,
        note="Hái sáng sớm, gửi trong ngày.",
        is_closed=False,
    )
