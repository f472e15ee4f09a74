"""Connects the signals of lower features to what must follow above.

A reaction runs in the same transaction and only writes rows. All of them are listed here.
"""

from typing import Any

from flask import Flask

from catalog.certification.signals import recognition_changed
from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import at_the_end, session
from catalog.producers.signals import producer_changed
from catalog.products.signals import product_changed
from catalog.search import service as search
from storefront.claims import answering as claims
from storefront.claims import telling as claim_letters
from storefront.claims.signals import claim_moved, packing_owed_back
from storefront.closures.signals import off_sale_changed
from storefront.commission import service as commission
from storefront.inventory.signals import stock_changed
from storefront.journal import service as journal
from storefront.notices import service as notices
from storefront.orders import following
from storefront.orders import telling as texts
from storefront.orders.models import Order
from storefront.orders.rules import CALLED_OFF, OrderStatus
from storefront.orders.signals import (
    batch_left,
    line_split,
    order_amended,
    order_changed,
    order_placed,
)
from storefront.payments.signals import (
    money_received,
    money_returned,
    refund_sent,
    return_agreed,
)
from storefront.promotions import following as promotions
from storefront.push import telling as push
from storefront.questions.signals import question_asked
from storefront.star_requests import service as star_requests
from storefront.visits import service as visits
from storefront.webhooks import off_sale
from storefront.webhooks import telling as webhooks
from storefront.withholding import service as withholding
from traceability.areas.signals import area_changed
from traceability.batches.signals import batch_opened, batches_changed
from traceability.events.signals import error_declared, event_recorded, picture_added
from traceability.ledger.service import appending as ledger
from traceability.ledger.signals import values_forgotten
from traceability.passport import pages, reach
from traceability.recalls.signals import recall_changed


def init_app(app: Flask) -> None:
    """Connect every reaction."""
    # Passport pages that show what has changed are stale from this very transaction on.
    product_changed.connect(passports_of_product)
    producer_changed.connect(passports_of_producer)
    recognition_changed.connect(passports_of_product)
    area_changed.connect(passports_of_area)
    batches_changed.connect(passports_of_batches)
    recall_changed.connect(passports_of_batches)
    values_forgotten.connect(passports_of_batches)
    connect_trade()
    # What is told is entered in the log, at the end of the same transaction.
    event_recorded.connect(log_event)
    error_declared.connect(log_error)
    picture_added.connect(log_picture)
    batch_opened.connect(log_batch)
    batches_changed.connect(log_batches)
    recall_changed.connect(log_recall)
    area_changed.connect(log_area)
    recognition_changed.connect(log_recognitions)
    # What a search finds follows the tables: the worker indexes the product again.
    product_changed.connect(found_product)
    producer_changed.connect(found_products_of)
    recognition_changed.connect(found_product)
    # Who asked for stars has them once the decision is entered.
    recognition_changed.connect(answer_star_request)


def connect_trade() -> None:
    """What follows from orders, money, claims and stops."""
    # Who bought what is stopped must be told; the list is written with the stop itself.
    recall_changed.connect(buyers_of)
    batch_left.connect(buyer_without)
    # A promotion's use is free again when nothing bears it any more.
    order_changed.connect(uses_of_promotions)
    order_amended.connect(discounts_left)
    # Money is entered in the journal with what moved it.
    order_placed.connect(book_placed)
    order_changed.connect(book_changed)
    order_amended.connect(book_amended)
    line_split.connect(follow_split)
    money_received.connect(book_received)
    return_agreed.connect(book_promised_back)
    money_returned.connect(book_returned)
    # What a buyer asked for is done once the money or the goods are on their way.
    refund_sent.connect(claim_paid)
    packing_owed_back.connect(book_packing_back)
    claim_moved.connect(tell_of_claim)
    order_changed.connect(claim_replaced)
    order_changed.connect(combo_moves)  # one order of a combo takes the others along
    # Buyers are told by Zalo, SMS or mail.
    order_placed.connect(text_of_placed)
    order_changed.connect(text_of_changed)
    # Sellers' and partners' own machines are told of it.
    order_placed.connect(news_of_placed)
    order_changed.connect(news_of_changed)
    for amended in (order_amended, line_split, batch_left):
        amended.connect(news_of_amended)
    stock_changed.connect(news_of_stock)
    off_sale_changed.connect(news_of_off_sale)
    recall_changed.connect(news_of_recall)
    # A seller's phone rings.
    order_placed.connect(ring_for_placed)
    order_changed.connect(ring_for_changed)
    question_asked.connect(ring_for_asked)


def passports_of_product(_sender: object, product_id: int, **_news: Any) -> None:
    pages.mark_stale(reach.list_batches_showing_product(product_id))


def passports_of_producer(_sender: object, producer_id: int, **_news: Any) -> None:
    pages.mark_stale(reach.list_batches_showing_producer(producer_id))


def passports_of_area(_sender: object, area_id: int, **_news: Any) -> None:
    pages.mark_stale(reach.list_batches_showing_area(area_id))


def passports_of_batches(_sender: object, batch_ids: frozenset[int], **_news: Any) -> None:
    pages.mark_stale(batch_ids)


def log_event(_sender: object, event_id: int, **_news: Any) -> None:
    ledger.append("event", {event_id}, clock.now())
    ledger.append_children("event_override", "event_id", {event_id}, clock.now())


def log_error(_sender: object, error_id: int, **_news: Any) -> None:
    ledger.append("event_error", {error_id}, clock.now())


def log_picture(_sender: object, picture_id: int, **_news: Any) -> None:
    ledger.append("event_picture", {picture_id}, clock.now())


def log_batch(_sender: object, batch_id: int, **_news: Any) -> None:
    ledger.append("batch", {batch_id}, clock.now())


def log_batches(_sender: object, batch_ids: frozenset[int], **_news: Any) -> None:
    ledger.append("batch", batch_ids, clock.now())


def log_recall(_sender: object, batch_ids: frozenset[int], **_news: Any) -> None:
    ledger.append_children("recall", "batch_id", batch_ids, clock.now())
    ledger.append("batch", batch_ids, clock.now())


def log_area(_sender: object, area_id: int, **_news: Any) -> None:
    ledger.append("area", {area_id}, clock.now())
    ledger.append_children("area_entry", "area_id", {area_id}, clock.now())
    ledger.append_children("area_status", "area_id", {area_id}, clock.now())


def log_recognitions(_sender: object, product_id: int, **_news: Any) -> None:
    ledger.append_children("recognition", "product_id", {product_id}, clock.now())


def answer_star_request(_sender: object, product_id: int, **_news: Any) -> None:
    star_requests.follow(product_id, clock.now())


def buyers_of(_sender: object, batch_ids: frozenset[int], state: str, **_news: Any) -> None:
    notices.open_notices(batch_ids, state, clock.now())


def buyer_without(_sender: object, order_id: int, batch_id: int, **_news: Any) -> None:
    notices.withdraw(order_id, batch_id, clock.now())


def uses_of_promotions(
    _sender: object, order_id: int, start: OrderStatus, end: OrderStatus, **_news: Any
) -> None:
    promotions.follow(order_id, start, end, clock.now())


def discounts_left(_sender: object, order_id: int, **_news: Any) -> None:
    promotions.amend(order_id, clock.now())


def book_placed(_sender: object, order_id: int, **_news: Any) -> None:
    visits.issue_ticket(order_id)
    journal.book_placed(order_id, clock.now())
    commission.freeze(order_id, clock.now())


def book_changed(
    _sender: object, order_id: int, start: OrderStatus, end: OrderStatus, **_news: Any
) -> None:
    if start in CALLED_OFF:
        journal.book_revived(order_id, clock.now())
    elif end in CALLED_OFF:
        journal.book_called_off(order_id, clock.now())
    elif end == OrderStatus.DELIVERED:
        journal.book_delivered(order_id, clock.now())
        commission.book_fee(order_id, clock.now())
        withholding.withhold(order_id, clock.now())


def book_amended(_sender: object, order_id: int, document: str, **news: Any) -> None:
    journal.book_amended(order_id, document, news["difference"], clock.now())
    commission.cut(order_id, document, news["parts"])
    commission.freeze_added(order_id, news["parts"], clock.now())


def follow_split(_sender: object, order_id: int, document: str, units: dict[int, int]) -> None:
    promotions.split(order_id, units)
    commission.split(order_id, document, units)


def book_received(_sender: object, **money: Any) -> None:
    journal.book_received(
        money["reference"], money["amount"], money["holder"], money["key"], clock.now()
    )


def book_promised_back(_sender: object, **money: Any) -> None:
    journal.book_promised_back(money["reference"], money["amount"], money["key"], clock.now())
    give_back_shares(money)


def book_returned(_sender: object, **money: Any) -> None:
    journal.book_refunded(
        money["reference"],
        money["amount"],
        money["holder"],
        money["key"],
        clock.now(),
        was_cut=money.get("was_cut", False),
        by_bank=money.get("by_bank", 0),
    )
    if not money.get("was_cut"):
        give_back_shares(money)


def give_back_shares(money: dict[str, Any]) -> None:
    """Fee and tax of what goes back; by its key once, at the promise or with the money."""
    commission.return_fee(money["reference"], money["key"], clock.now())
    withholding.give_back(money["reference"], money["key"], clock.now())


def book_packing_back(_sender: object, order_id: int, amount: int, key: str) -> None:
    journal.book_packing_returned(order_id, amount, key, clock.now())
    withholding.give_back_packing(order_id, key, clock.now())


def claim_paid(_sender: object, refund_id: int, actor: Actor, **_news: Any) -> None:
    claims.money_was_sent(refund_id, actor, clock.now())


def tell_of_claim(_sender: object, claim_id: int, **_news: Any) -> None:
    claim_letters.tell(claim_id, clock.now())


def claim_replaced(_sender: object, order_id: int, end: OrderStatus, **_news: Any) -> None:
    claims.replacement_moved(order_id, end, clock.now())


def combo_moves(
    _sender: object, order_id: int, start: OrderStatus, end: OrderStatus, **_news: Any
) -> None:
    following.follow(order_id, start, end, clock.now())


def text_of_placed(_sender: object, order_id: int, **_news: Any) -> None:
    # At the end, when all orders of the purchase are there.
    at_the_end(tell_placed, {session.get_one(Order, order_id).group_id})


def tell_placed(group_ids: set[int]) -> None:
    texts.tell_placed(group_ids, clock.now())


def text_of_changed(_sender: object, order_id: int, start: OrderStatus, **_news: Any) -> None:
    if start == OrderStatus.UNPAID:
        at_the_end(tell_placed, {session.get_one(Order, order_id).group_id})
    texts.tell_changed(order_id, clock.now())


def news_of_placed(_sender: object, order_id: int, **_news: Any) -> None:
    webhooks.tell_placed(order_id, clock.now())


def news_of_changed(_sender: object, order_id: int, start: OrderStatus, **_news: Any) -> None:
    webhooks.tell_changed(order_id, start, clock.now())


def news_of_amended(_sender: object, order_id: int, **_news: Any) -> None:
    # At the end, so that a harvest that fills several lines is told once.
    at_the_end(tell_amended, {order_id})


def tell_amended(order_ids: set[int]) -> None:
    for order_id in sorted(order_ids):
        webhooks.tell_amended(order_id, clock.now())


def news_of_stock(_sender: object, item_id: int, **_news: Any) -> None:
    # At the end, so that a purchase of several lines tells each counter once.
    at_the_end(tell_stock, {item_id})


def tell_stock(item_ids: set[int]) -> None:
    webhooks.tell_stock(item_ids, clock.now())


def news_of_off_sale(_sender: object, producer_id: int, **_news: Any) -> None:
    at_the_end(tell_off_sale, {producer_id})  # the page that paused it may pause more


def tell_off_sale(producer_ids: set[int]) -> None:
    for producer_id in sorted(producer_ids):
        off_sale.tell_off_sale(producer_id, clock.now())


def news_of_recall(_sender: object, batch_ids: frozenset[int], **_news: Any) -> None:
    webhooks.tell_recall(batch_ids, clock.now())


def ring_for_placed(_sender: object, order_id: int, **_news: Any) -> None:
    push.tell_placed(order_id, clock.now())


def ring_for_changed(_sender: object, order_id: int, start: OrderStatus, **_news: Any) -> None:
    push.tell_changed(order_id, start, clock.now())


def ring_for_asked(_sender: object, producer_id: int, question_id: int, **_news: Any) -> None:
    push.tell_asked(producer_id, question_id, clock.now())


def found_product(_sender: object, product_id: int, **_news: Any) -> None:
    search.announce(product_id, clock.now())


def found_products_of(_sender: object, producer_id: int, **_news: Any) -> None:
    search.announce_producer(producer_id, clock.now())
