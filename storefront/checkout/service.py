"""Placing a basket: stock, orders and payment in the one transaction of the caller."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import select

from catalog.certification.queries import standing_for
from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.i18n import speaking
from catalog.producers.models import Producer
from catalog.products.models import Product, Variant
from catalog.products.rules import strictest
from storefront.basket import queries as baskets
from storefront.basket import service as basket_service
from storefront.basket.models import Basket, BasketCombo, BasketLine
from storefront.basket.rules.lines import LineFacts
from storefront.basket.rules.parts import hash_of
from storefront.checkout import cash, informing, labels, promising, queries, rules
from storefront.checkout.errors import (
    AgeNotDeclared,
    CannotBePlaced,
    EmptyBasket,
    HiddenPriceNotPaid,
    QuoteChanged,
    SoldOutMeanwhile,
)
from storefront.checkout.gifts import Addressee, share_picks, slice_picks
from storefront.checkout.parcels import Chosen
from storefront.checkout.queries import Deal
from storefront.checkout.rules import Quote, SellerQuote
from storefront.closures import service as closures
from storefront.cod import service as cod
from storefront.cod.service import Given
from storefront.combos import service as combos
from storefront.combos.models import ComboSale
from storefront.disclosures import service as disclosures
from storefront.gateways import connecting as gateways
from storefront.inventory import holding
from storefront.inventory import service as inventory
from storefront.inventory.errors import SoldOut
from storefront.inventory.queries import available_for
from storefront.inventory.rules import Pick
from storefront.orders import queries as order_queries
from storefront.orders import rules as order_rules
from storefront.orders.models import OrderGroup
from storefront.orders.rules import OrderKind
from storefront.payments.rules import Method
from storefront.placing import service as placing
from storefront.placing.rules import Buyer, NewLine, NewOrder, Seller
from storefront.pricing import service as pricing
from storefront.pricing.queries import lowest_before
from storefront.pricing.rules.quoting import Reason
from storefront.pricing.rules.shares import share_reasons
from storefront.quotas import service as quotas
from storefront.shipping.rules import Pickup, Place


@dataclass(frozen=True)
class Wish:
    """What the last tap sends: whose basket, which form, and the seal of what was shown."""

    basket_token: str | None
    form_key: str
    seal: str
    buyer: Buyer
    method: str = Method.COD
    chosen: Chosen = field(default_factory=dict)
    code: Given | None = None
    vouchers: Sequence[str] = ()
    declared_age: int = 0
    """How old the buyer says to be at least; 0: said nothing."""
    addressees: Sequence[Addressee] = ()


def place(actor: Actor, wish: Wish, on: date, now: datetime) -> str:
    """Place the basket and return the number of the purchase.

    Placing the same form again returns the same number. Raises EmptyBasket, QuoteChanged,
    CannotBePlaced, AgeNotDeclared, MethodNotOffered, SoldOutMeanwhile, TooManyForOne, UsedUp,
    MoreThanInBasket, HiddenPriceNotPaid, and what COD control refuses.
    """
    basket = _held_basket(wish.basket_token)
    key = rules.placement_key(basket.token_hash, wish.form_key)
    number = order_queries.find_number_by_key(key)
    if number:
        return number
    _hold_sellers(basket.id)
    quote = _checked_quote(basket.id, wish, on)
    way = gateways.get(wish.method, quote.total, on)
    if way.method == Method.COD and any(one.recipient.hides_price for one in wish.addressees):
        raise HiddenPriceNotPaid
    buyer = replace(wish.buyer, age_statement=_statement(quote, wish.declared_age))
    payer = cash.Payer(buyer.phone, buyer.account_id)
    is_confirmed = way.method == Method.COD and cod.admit(
        cash.verdict_of(quote, payer, on), buyer.phone, wish.code, now
    )
    group = placing.open_group(key, buyer, now, way.method)
    if group is None:
        return order_queries.find_number_by_key(key) or ""
    _add_orders(group, quote, wish, actor, on, now)
    pricing.take(quote.taken, wish.buyer.phone, group.number, now)
    promising.claim(group, now)
    payment = way.open(group.number, [(order.number, order.total) for order in group.orders], now)
    if payment.expires_at:
        _hold(group, payment.expires_at)
    _keep_what_was_told(group, quote, now)
    basket_service.empty(basket.id, now)
    session.flush()  # for the id the audit entry names
    audit.record(
        actor, "checkout.place", group, f"Đặt đơn {group.number}, {len(group.orders)} người bán."
    )
    if is_confirmed:
        cod.note_confirmed(actor, group)
    return group.number


def refuse_sold_out(wish: Wish, on: date) -> None:
    """Raise CannotBePlaced for a basket that wants more than is left; asked before placing, of
    which nothing is held: who comes too late does not stand in the queue of those who buy.

    Placing looks again. A form that has placed its order is not refused: it has the goods itself.
    """
    wanted = baskets.list_stocked(wish.basket_token)
    free = available_for(wanted, on)
    if all(free[variant_id].free >= units for variant_id, units in wanted.items()):
        return
    key = rules.placement_key(hash_of(wish.basket_token or ""), wish.form_key)
    if order_queries.find_number_by_key(key) is None:
        raise CannotBePlaced


def _statement(quote: Quote, declared: int) -> str | None:
    """What the buyer declared about their age, where a line asks for it."""
    age = quote.min_age
    if age is None:
        return None
    if declared < age:
        raise AgeNotDeclared
    return f"{labels.age_statement(age)} ({'; '.join(quote.age_documents)})"


def _add_orders(
    group: OrderGroup, quote: Quote, wish: Wish, actor: Actor, on: date, now: datetime
) -> None:
    """One order per seller and recipient, with its part of what was picked."""
    picked = share_picks(_allocate(quote, actor, group.number, now), quote.sellers)
    sellers = _sellers(quote)
    kept = _Kept(_stars(quote, on), lowest_before(_variants(quote), now), _sell_combos(quote, now))
    rows = {one.position: placing.add_recipient(group, one.recipient).id for one in wish.addressees}
    for seller, picks in zip(quote.sellers, picked, strict=True):
        new = _new_order(seller, sellers, picks, kept)
        placing.add_order(group, replace(new, recipient_id=rows.get(seller.recipient)), actor, now)


def _keep_what_was_told(group: OrderGroup, quote: Quote, now: datetime) -> None:
    with speaking(group.language):
        place = f"{group.commune_name}, {group.province_name}"
        told = informing.of_quote(quote, place, group.payment_method)
    disclosures.keep(group, told, now)


def _hold(group: OrderGroup, until: datetime) -> None:
    for order in group.orders:
        holding.hold(order_rules.units_of(order.lines), order.number, until)
        quotas.hold(order.number, until)


def _held_basket(token: str | None) -> Basket:
    """The basket, locked: two forms of one basket place it once."""
    basket_id = baskets.find_basket_id(token)
    basket = session.scalar(select(Basket).where(Basket.id == basket_id).with_for_update())
    if basket is None:
        raise EmptyBasket
    return basket


def _hold_sellers(basket_id: int) -> None:
    """Who closes a shop, or suspends it, waits for this order, or is seen by the quote below."""
    sellers = (
        select(Product.producer_id)
        .join(Variant, Variant.product_id == Product.id)
        .join(BasketLine, BasketLine.variant_id == Variant.id)
        .where(BasketLine.basket_id == basket_id, Product.producer_id.is_not(None))
    )
    chosen = select(BasketCombo.combo_id).where(BasketCombo.basket_id == basket_id)
    of_combos = combos.hold(session.scalars(chosen).all())
    closures.hold({one for one in session.scalars(sellers) if one} | of_combos)


def _checked_quote(basket_id: int, wish: Wish, on: date) -> Quote:
    view = baskets.get_view(basket_id, on)
    if not view.lines:
        raise EmptyBasket
    if not view.can_be_bought:
        raise CannotBePlaced
    buyer = wish.buyer
    end = Place(buyer.province_code, buyer.commune_code)
    quote = queries.quote(
        view,
        end,
        f"{buyer.commune_name}, {buyer.province_name}",
        on,
        wish.chosen,
        Deal(wish.vouchers, buyer.phone),
        wish.addressees,
    )
    if not quote.can_be_placed:
        raise CannotBePlaced
    if quote.seal != wish.seal:
        raise QuoteChanged
    return quote


def _allocate(quote: Quote, actor: Actor, number: str, now: datetime) -> dict[int, list[Pick]]:
    wanted: dict[int, tuple[int, date]] = {}
    for seller in quote.sellers:
        if seller.offer and not seller.part.promise:
            for line in seller.part.lines:
                units, day = wanted.get(line.variant_id, (0, seller.offer.arrives_to))
                latest = max(day, seller.offer.arrives_to)
                wanted[line.variant_id] = (units + line.quantity, latest)
    try:
        return inventory.allocate(actor, wanted, number, now)
    except SoldOut as error:
        raise SoldOutMeanwhile from error


def _sellers(quote: Quote) -> dict[int, Seller]:
    wanted = {seller.part.seller_id: seller.part for seller in quote.sellers}
    rows = session.execute(
        select(Producer.id, Producer.name, Producer.phone).where(Producer.id.in_(list(wanted)))
    )
    return {
        row.id: Seller(row.id, row.name, wanted[row.id].place or None, row.phone) for row in rows
    }


def _stars(quote: Quote, on: date) -> dict[int, int]:
    products = [line.product_id for seller in quote.sellers for line in seller.part.lines]
    return {product: standing.stars for product, standing in standing_for(products, on).items()}


@dataclass(frozen=True)
class _Kept:
    """What orders remember of the day: stars by product, the lowest price of 30 days by variant,
    combos by their id and recipient.
    """

    stars: dict[int, int]
    lowest: dict[int, int]
    combos: dict[tuple[int, int], ComboSale]


def _sell_combos(quote: Quote, now: datetime) -> dict[tuple[int, int], ComboSale]:
    """A sale for each kind and recipient: each is a parcel of its own."""
    return {
        (one.part.combo.combo_id, one.recipient): combos.note_sale(
            one.part.combo.combo_id, one.part.combo.quantity, now
        )
        for one in quote.parcels
        if one.part.combo
    }


def _variants(quote: Quote) -> list[int]:
    return [line.variant_id for seller in quote.sellers for line in seller.part.lines]


def _new_order(
    quoted: SellerQuote,
    sellers: dict[int, Seller],
    picked: dict[int, list[Pick]],
    kept: _Kept,
) -> NewOrder:
    assert quoted.offer  # noqa: S101 - a quote without an offer cannot be placed
    return NewOrder(
        seller=sellers[quoted.part.seller_id or 0],
        lines=[
            new
            for line in quoted.part.lines
            for new in _new_lines(line, picked.get(line.variant_id, ()), kept)
        ],
        shipping_fee=quoted.offer.fee,
        fee_reasons=quoted.fee_reasons,
        weight_g=quoted.part.weight_g,
        promised_from=quoted.offer.arrives_from,
        promised_to=quoted.offer.arrives_to,
        pickup=_words_of(quoted.pickup) if quoted.pickup else None,
        kind=OrderKind.VISIT if quoted.is_visit else OrderKind.GOODS,
        goods_class=strictest(quoted.part.classes).value,
        leaves_on=quoted.offer.leaves_on if quoted.is_sent else None,
        is_own_delivery=quoted.is_own,
        min_age=quoted.part.min_age,
        combo_sale_id=_sale_of(quoted, kept),
        packing_fee=quoted.part.packing_fee,
    )


def _sale_of(quoted: SellerQuote, kept: _Kept) -> int | None:
    combo = quoted.part.combo
    return kept.combos[combo.combo_id, quoted.recipient].id if combo else None


def _new_lines(line: LineFacts, picks: Sequence[Pick], kept: _Kept) -> list[NewLine]:
    """A line for each batch the units come from, with its part of the discount.

    What is promised ahead has no batch yet, and so is one line.
    """
    if line.promise:
        return [_new_line(line, None, kept, line.reasons)]
    if line.slices:
        return [
            replace(_new_line(line, pick, kept, ()), unit_price=price, lowest_price=None)
            for pick, price in slice_picks(picks, line.slices)
        ]
    shares = share_reasons(line.reasons, [line.unit_price * pick.quantity for pick in picks])
    return [
        _new_line(line, pick, kept, reasons) for pick, reasons in zip(picks, shares, strict=True)
    ]


def _new_line(
    line: LineFacts, pick: Pick | None, kept: _Kept, reasons: tuple[Reason, ...]
) -> NewLine:
    return NewLine(
        stock_item_id=pick.stock.item_id if pick else None,
        variant_id=line.variant_id,
        batch_id=pick.stock.batch_id if pick else None,
        product_name=line.product_name,
        product_slug=line.product_slug,
        variant_name=line.variant_name,
        batch_code=pick.stock.code if pick else None,
        best_before=pick.stock.best_before if pick else None,
        stars=kept.stars[line.product_id],
        quantity=pick.quantity if pick else line.quantity,
        unit_price=line.unit_price,
        list_price=line.list_price,
        lowest_price=kept.lowest.get(line.variant_id),
        reasons=reasons,
        quota_id=line.promise.quota_id if line.promise else None,
    )


def _words_of(pickup: Pickup) -> str:
    return f"{pickup.name}, {pickup.address}. {pickup.instructions}"
