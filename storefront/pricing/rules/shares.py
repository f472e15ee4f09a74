"""What of a discount goes when units are called off. Pure; whole đồng."""

from dataclasses import dataclass

from catalog.kernel.money import share_out
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
    for the units that stay is kept.
    """
    if not 0 <= cancelled <= quantity or quantity <= 0:
        raise ValueError("Not more units can be called off than there are.")
    amount, rest = share_out(off.amount, [cancelled, quantity - cancelled])
    by_platform, _ = spread(off.by_platform, [amount, rest])
    return Off(amount, by_platform)
