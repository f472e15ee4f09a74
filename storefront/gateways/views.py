"""The buyer's page of paying, /don-hang/<number>/tra-tien, and where partners tell of money."""

from flask import Blueprint, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from catalog.kernel import clock
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import language
from storefront.extensions import limiter
from storefront.gateways import callbacks, calling, labels, queries, rules
from storefront.inbox.rules import LARGEST_BODY
from storefront.inbox.views import body_of
from storefront.orders.errors import NoSuchOrder
from storefront.orders.models import OrderGroup
from storefront.orders.opening import get_group, keep_if_held
from storefront.payment_partners.providers.base import Incoming
from storefront.payments import queries as payments
from storefront.payments.models import Payment
from storefront.payments.rules import Method, is_online, minutes_left

bp = Blueprint("gateways", __name__)


@bp.get("/don-hang/<number>/tra-tien")
def pay(number: str) -> ResponseReturnValue:
    """Where the money of a purchase is, and the way to the partner's page. Moves nothing."""
    group, payment = _purchase(number)
    return _page(group, payment)


@bp.post("/don-hang/<number>/tra-tien")
@limiter.limit("20 per minute")
def start(number: str) -> ResponseReturnValue:
    """Open the partner's page, once more where it did not answer."""
    group, payment = _purchase(number)
    try:
        calling.start(group.number, language(), request.remote_addr or "", clock.now())
    except DomainError as error:
        return _page(group, payment, str(error.message))
    return _back(group.number)


@bp.post("/don-hang/<number>/tra-tien/hoi-lai")
@limiter.limit("10 per minute")
def ask(number: str) -> ResponseReturnValue:
    """The buyer says that it is paid: ask the partner, who knows."""
    group, payment = _purchase(number)
    try:
        for attempt in queries.list_attempts_of(group.number)[: rules.MOST_ASKED]:
            calling.ask(attempt.id, clock.now())
    except DomainError as error:
        return _page(group, payment, str(error.message))
    return _back(group.number)


def _back(number: str) -> Response:
    answer = redirect(url_for(".pay", number=number), 303)
    return keep_if_held(answer, number)


def _purchase(typed: str) -> tuple[OrderGroup, Payment]:
    """A purchase that is paid on a partner's page, for who may open it."""
    group = get_group(typed)
    payment = payments.find_payment(group.number)
    if payment is None or payment.expires_at is None or not is_online(payment.method):
        raise NoSuchOrder
    return group, payment


def _page(group: OrderGroup, payment: Payment, refused: str = "") -> ResponseReturnValue:
    now, number = clock.now(), group.number
    money = queries.get_money(number)
    newest = next(iter(queries.list_attempts_of(number)), None)
    answer = make_response(
        render_template(
            "storefront/gateways/pay.html",
            number=number,
            due=money.due,
            until=money.expires_at,
            minutes_left=minutes_left(money.expires_at, now),
            situation=rules.situation_of(money, now),
            url=newest.url if newest else None,
            partner=labels.PARTNER[Method(payment.method)],
            titles=labels.TITLE,
            has=labels.HAS,
            has_not=labels.HAS_NOT,
            refused=refused,
            is_demo=any(one.producer.is_demo for one in group.orders),
        ),
        409 if refused else 200,
    )
    answer.headers["Cache-Control"] = "no-store"
    return keep_if_held(answer, number)


@bp.post("/webhooks/stripe")
@bp.post("/webhooks/momo")
@bp.post("/webhooks/zalopay")
@bp.get("/webhooks/vnpay")
@limiter.limit("1200 per minute")
def told() -> ResponseReturnValue:
    """A partner tells of money: signed over what came, taken once, answered in its own words."""
    incoming = Incoming(
        raw=body_of(request, LARGEST_BODY),
        heads={name.lower(): value for name, value in request.headers},
        query=request.query_string.decode(errors="replace"),
    )
    name = request.path.rpartition("/")[2]
    found = current_app.extensions["ocop_gateways"].gateways
    reply = callbacks.answer(found, name, incoming, clock.now())
    return (dict(reply.body), reply.status) if reply.body is not None else ("", reply.status)
