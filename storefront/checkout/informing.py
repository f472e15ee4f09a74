"""A quote, or a basket that has none yet, as what is told before an order."""

from collections.abc import Iterable
from datetime import datetime

from catalog.kernel import clock
from catalog.kernel.i18n import _, format_day
from storefront.basket.rules.lines import LineFacts
from storefront.basket.rules.parts import BasketView, SellerPart
from storefront.checkout.labels import sums_of
from storefront.checkout.rules import Quote, SellerQuote
from storefront.disclosures.rules import Good, Part, Purchase
from storefront.quotas.rules import Promise


def of_quote(quote: Quote, place: str, method: str | None) -> Purchase:
    """What is bought, with delivery to a place."""
    return Purchase(
        [_part(one) for one in quote.sellers], sums_of(quote), quote.total, place, method
    )


def of_basket(basket: BasketView, method: str | None) -> Purchase:
    """What is bought, before it is clear where to."""
    parts = [
        Part(part.seller_id, _goods(part.lines), notes=tuple(_together(part)))
        for part in basket.sellers
        if part.seller_id
    ]
    return Purchase(parts, (), None, None, method)


def _part(quoted: SellerQuote) -> Part:
    offer, pickup, promise = quoted.offer, quoted.pickup, quoted.part.promise
    return Part(
        producer_id=quoted.part.seller_id or 0,
        goods=_goods(quoted.part.lines),
        offs=[(one.name, one.amount) for one in (*quoted.offs, *quoted.fee_offs)],
        fee=offer.fee if offer else None,
        arrives=(offer.arrives_from, offer.arrives_to) if offer and not quoted.is_visit else None,
        pickup=f"{pickup.name}, {pickup.address}. {pickup.instructions}" if pickup else None,
        is_own_delivery=quoted.is_own,
        notes=tuple(_ahead(promise)) if promise else tuple(_together(quoted.part)),
        is_delivered=not quoted.is_visit,
    )


def _goods(lines: Iterable[LineFacts]) -> list[Good]:
    return [
        Good(f"{one.product_name}, {one.variant_name}", units, price)
        for one in lines
        for units, price in one.slices or ((one.quantity, one.unit_price),)
    ]


def _together(part: SellerPart) -> Iterable[str]:
    """What holds for goods that are bought in a combo."""
    if part.combo:
        yield _(
            "Trong hộp quà %(name)s × %(count)s, do %(packer)s gói và gửi chung một kiện. "
            "Hủy một phần là hủy cả hộp.",
            name=part.combo.name,
            count=part.combo.quantity,
            packer=part.combo.packer_name,
        )


def _ahead(promise: Promise) -> Iterable[str]:
    """What holds for goods or seats ordered ahead."""
    if promise.is_visit:
        yield _("Tham quan lúc %(moment)s", moment=_moment(promise.starts_at))
        if promise.note:
            yield promise.note
        if promise.cancels_until:
            yield _("hủy được đến %(moment)s", moment=_moment(promise.cancels_until))
    else:
        yield _(
            "Ngày là khoảng dự kiến của nhà vườn. Đổi ngày thì bạn được báo, và hủy được đến khi "
            "gói hàng."
        )


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    local = at.astimezone(clock.VIETNAM)
    return f"{local:%H:%M}, {format_day(local.date())}"
