"""Price cuts: percent off for everybody, and what was charged over time under them. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from storefront.pricing.rules.terms import WHOLE, Terms, half_up, matches


@dataclass(frozen=True)
class Cut:
    """A price cut that ran from one moment up to another; None: it still runs."""

    percent_bp: int
    since: datetime
    until: datetime | None


def cut_price(price: int, cuts: Iterable[int]) -> int:
    """The price after the best of these cuts in basis points; the cut is rounded half up."""
    return price - max((half_up(price * one, WHOLE) for one in cuts), default=0)


def page_price(list_price: int, running: Iterable[Terms], seller_id: int, product_id: int) -> int:
    """What the product page says one costs, under the promotions that run."""
    return cut_price(
        list_price,
        [
            one.percent_bp
            for one in running
            if one.is_price_cut and matches(one, seller_id, product_id)
        ],
    )


def charged_over_time(
    prices: Sequence[tuple[datetime, int]], cuts: Sequence[Cut]
) -> list[tuple[datetime, int]]:
    """What was really charged from when on: list prices (oldest first) under the cuts of the time.

    For the honest reduction: a price that was cut two weeks ago is the price of two weeks ago.
    """
    if not prices:
        return []
    ends = {one.until for one in cuts if one.until is not None}
    moments = {one.since for one in cuts} | ends | {since for since, _ in prices}
    points = sorted(one for one in moments if one >= prices[0][0])
    return [(moment, _charged_at(prices, cuts, moment)) for moment in points]


def _charged_at(
    prices: Sequence[tuple[datetime, int]], cuts: Sequence[Cut], moment: datetime
) -> int:
    price = [price for since, price in prices if since <= moment][-1]
    running = [
        one.percent_bp
        for one in cuts
        if one.since <= moment and (one.until is None or moment < one.until)
    ]
    return cut_price(price, running)
