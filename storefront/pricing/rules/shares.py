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

    For partial cancellation: what stays on the line is `off` less this. Largest remainder, ties
    to the units that stay, so that calling off in any number of steps takes along exactly the
    whole discount, and what stays never exceeds the price of what stays. The platform's part
    follows the amounts. A minimum that is not reached any more changes nothing: what was promised
    for the units that stay is kept. Promotion by promotion, it is `lose`.
    """
    if not 0 <= cancelled <= quantity or quantity <= 0:
        raise ValueError("Not more units can be called off than there are.")
    rest, amount = share_out(off.amount, [quantity - cancelled, cancelled])
    _, by_platform = spread(off.by_platform, [rest, amount])
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


def lose(held: Sequence[Off], lost: Off) -> list[Off]:
    """What of each promotion's discount goes, where `lost` of all of them together goes.

    Each side's part by largest remainder of what that side bears, so that no promotion gives back
    more than it took, from either side.
    """
    platform = spread(lost.by_platform, [one.by_platform for one in held])
    sellers = spread(lost.amount - lost.by_platform, [one.amount - one.by_platform for one in held])
    return [Off(mine + theirs, mine) for mine, theirs in zip(platform, sellers, strict=True)]
