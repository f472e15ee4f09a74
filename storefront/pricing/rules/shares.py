"""Discounts in parts: over the batches of a line, and when units are called off. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from catalog.kernel.money import share_out
from storefront.pricing.rules.quoting import Reason
from storefront.pricing.rules.terms import spread


@dataclass(frozen=True)
class Off:
    """What was taken off a line, and how much of it the platform pays."""

    amount: int
    by_platform: int


def take_along(off: Off, quantity: int, cancelled: int) -> Off:
    """What of a line's discount goes when `cancelled` of its `quantity` units are called off.

    For partial cancellation: what stays on the line is `off` less this. Largest remainder, the
    units called off coming first, so that calling off in any number of steps takes along exactly
    the whole discount, and what stays never exceeds the price of what stays. The platform's part
    follows the amounts. A minimum that is not reached any more changes nothing: what was promised
    for the units that stay is kept. Promotion by promotion, it is `share_reasons` over the price
    of the units called off and the price of those that stay.
    """
    if not 0 <= cancelled <= quantity or quantity <= 0:
        raise ValueError("Not more units can be called off than there are.")
    amount, rest = share_out(off.amount, [cancelled, quantity - cancelled])
    by_platform, _ = spread(off.by_platform, [amount, rest])
    return Off(amount, by_platform)


def share_reasons(reasons: Iterable[Reason], grosses: Sequence[int]) -> list[tuple[Reason, ...]]:
    """What each part of a line bears, where its units come from several batches.

    By largest remainder of what is left of each part, so that none costs less than nothing.
    """
    left, found = list(grosses), [list[Reason]() for _ in grosses]
    for reason in reasons:
        amounts = spread(reason.amount, left)
        borne = spread(reason.by_platform, amounts)
        for place, (amount, by_platform) in enumerate(zip(amounts, borne, strict=True)):
            left[place] -= amount
            if amount:
                found[place].append(replace(reason, amount=amount, by_platform=by_platform))
    return [tuple(one) for one in found]
