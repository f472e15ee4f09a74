"""Rules of one-time codes."""

from datetime import UTC, datetime, timedelta

import pytest

from storefront.one_time_codes import rules

NOW = datetime(2026, 11, 29, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("123456", "123456"),
        (" 123 456 ", "123456"),
        ("123-456", "123456"),
        ("012345", "012345"),
        ("12345", None),
        ("1234567", None),
        ("12345a", None),
        ("\uff11\uff12\uff13\uff14\uff15\uff16", None),
        ("١٢٣٤٥٦", None),
        ("123\u00a0456", None),
        ("123456\n", None),
        ("", None),
    ],
)
def test_only_six_plain_figures_are_a_code(typed: str, read: str | None) -> None:
    assert rules.read_code(typed) == read


@pytest.mark.parametrize(
    ("ago", "wait"),
    [(None, 0), (0, 60), (1, 59), (59.5, 1), (60, 0), (90, 0)],
)
def test_how_long_another_code_waits(ago: float | None, wait: int) -> None:
    last = None if ago is None else NOW - timedelta(seconds=ago)
    assert rules.seconds_to_wait(last, NOW) == wait


def test_codes_have_six_figures_and_differ() -> None:
    codes = {rules.make_code() for _ in range(50)}
    assert all(rules.read_code(one) == one for one in codes)
    assert len(codes) > 40
