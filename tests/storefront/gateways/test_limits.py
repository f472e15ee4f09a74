"""What partners take in one payment: known for each, and honest about where it comes from."""

from datetime import date

import pytest

from storefront.gateways.limits import find_limits
from tests.storefront.gateways.partners import METHODS

ON = date(2026, 11, 29)
ASSUMED = ("zalopay", "vnpay")


@pytest.mark.parametrize("partner", METHODS)
def test_an_assumed_limit_says_so_in_its_source(partner: str) -> None:
    limits = find_limits(partner, ON)
    assert limits
    assert limits.is_assumed == (partner in ASSUMED)
    assert limits.source.startswith("assumed from") == limits.is_assumed
    assert limits.source.endswith("check against the contract with the partner") == (
        limits.is_assumed
    )


def test_a_limit_is_not_known_before_its_day() -> None:
    assert find_limits("momo", date(2025, 12, 31)) is None
