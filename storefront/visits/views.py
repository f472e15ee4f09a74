"""Visits that can be booked, and the ticket of one booking."""

from flask import Blueprint, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from catalog.kernel import clock
from catalog.kernel.web import public_url
from storefront.extensions import limiter
from storefront.orders import opening
from storefront.orders.rules import CALLED_OFF, OrderStatus
from storefront.shop import queries as shop
from storefront.visits import labels, queries, rules
from storefront.visits.errors import NoSuchTicket
from storefront.visits.models import Ticket
from traceability.links.qr import Label, svg

bp = Blueprint("visits", __name__)


@bp.get("/tham-quan")
def visits() -> ResponseReturnValue:
    """Every visit that takes bookings today, the next first."""
    slots = queries.list_open(clock.now())
    cards = shop.list_cards([one.visit.product_id for one in slots], clock.today())
    return render_template(
        "storefront/visits/visits.html",
        slots=slots,
        cards={card.id: card for card in cards},
        guide_languages=labels.LANGUAGE,
        lasting=labels.lasting,
        is_demo=any(card.is_demo for card in cards),
    )


@bp.get("/don-hang/<number>/ve")
def of_order(number: str) -> ResponseReturnValue:
    """The ticket of a booking, for who may open the purchase."""
    code = queries.find_code_of(opening.get_order(number).id)
    if code is None:
        raise NoSuchTicket
    return redirect(url_for(".ticket", code=code), 303)


@bp.get("/ve/<code>")
@limiter.limit("60 per minute")
def ticket(code: str) -> ResponseReturnValue:
    """When, where, how many; nothing about who comes."""
    found = _ticket(code)
    visit = found.visit
    return _unkept(
        make_response(
            render_template(
                "storefront/visits/ticket.html",
                ticket=found,
                visit=visit,
                guests=queries.guests_of(found, visit),
                state=_state(found),
                guide_languages=labels.LANGUAGE,
                lasting=labels.lasting,
                seller=visit.product.producer,
                is_demo=visit.product.is_demo,
            )
        )
    )


@bp.get("/ve/<code>/ma.svg")
@limiter.limit("60 per minute")
def picture(code: str) -> ResponseReturnValue:
    """The ticket as a QR code, to be scanned at the meeting place."""
    found = _ticket(code)
    drawn = svg(Label(public_url("visits.ticket", code=found.code), found.code))
    return _unkept(make_response(drawn, {"Content-Type": "image/svg+xml"}))


def _ticket(code: str) -> Ticket:
    read = rules.read_ticket(code)
    if read is None:
        raise NoSuchTicket
    return queries.get_ticket(read)


def _state(ticket: Ticket) -> str:
    """What a ticket is worth now: "good", "used", "off" or "unpaid"."""
    status = ticket.order.status
    if ticket.checked_in_at or status == OrderStatus.DELIVERED:
        return "used"
    if status in CALLED_OFF:
        return "off"
    return "unpaid" if status == OrderStatus.UNPAID else "good"


def _unkept(answer: Response) -> Response:
    """What it is worth must show at once, and no search engine keeps the address."""
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
