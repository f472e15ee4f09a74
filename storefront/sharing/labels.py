"""The words a seller sends with a link."""

from collections.abc import Sequence
from datetime import date

from catalog.kernel.i18n import _, format_day


def of_goods(
    name: str, price: str | None, stars: int, until: date | None, by: str, address: str
) -> str:
    """A few lines about one product: stars only while they are valid, with their last day."""
    lines = [f"{name} – {price}" if price else name]
    if stars and until:
        day = format_day(until)
        lines.append(_("%(stars)s sao OCOP, còn hạn đến hết %(day)s.", stars=stars, day=day))
    elif stars:
        lines.append(_("%(stars)s sao OCOP.", stars=stars))
    lines += [by, _("Xem và mua: %(address)s", address=address)]
    return "\n".join(line for line in lines if line)


def of_seller(
    name: str, place: str, greeting: str | None, goods: Sequence[str], address: str
) -> str:
    """A few lines about a seller and some of the goods."""
    lines = [name, greeting or "", place, ", ".join(goods)]
    lines.append(_("Xem gian hàng: %(address)s", address=address))
    return "\n".join(line for line in lines if line)
