"""A seller calls a carrier: /ban-hang/don-hang/<number>/goi-giao, and the list to hand over."""

from typing import Any

from flask import Blueprint, Response, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectChoice

from catalog.kernel import audit, clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _
from catalog.kernel.money import format_dong
from catalog.kernel.web import current_actor, requires
from storefront.carriers import asking, labels, providers, queries, service, sheet
from storefront.carriers.forms import BookForm, CancelForm
from storefront.carriers.providers.base import Partner
from storefront.carriers.rules import BookingState, Consignment, Inspection
from storefront.orders import queries as orders
from storefront.orders.models import Order
from storefront.shipping.labels import CARRIER

bp = Blueprint("carriers_seller", __name__, url_prefix="/ban-hang/don-hang")


@bp.app_template_global()
def booking_of(order: Order) -> dict[str, Any] | None:
    """What a seller's page says of the last call for an order; None where nobody was called."""
    found = queries.find_last(order.id)
    if found is None:
        return None
    state = BookingState(found.state)
    parcel = order.parcel
    may_cancel = state == BookingState.BOOKED and not (parcel and parcel.track_state)
    return {"row": found, "words": labels.STATE[state], "may_cancel": may_cancel}


@bp.route("/<number>/goi-giao", methods=["GET", "POST"])
@requires("orders.pack")
def book(number: str) -> ResponseReturnValue:
    """Call a carrier: one tap with what it costs beside it."""
    actor = current_actor()
    order = orders.get_order_for_seller(actor, number)
    form = BookForm()
    form.carrier.choices = _choices(order)
    if form.validate_on_submit():
        return _call(number, form.carrier.data, Inspection(form.inspection.data))
    if not form.carrier.choices or not queries.is_to_be_sent(order):
        return redirect(url_for("orders_seller.order", number=number), 303)
    form.carrier.data = form.carrier.data or form.carrier.choices[0].value
    page = "storefront/carriers/book.html"
    cash = queries.cash_of(order)
    return render_template(page, order=order, form=form, cash=cash), 422 if form.errors else 200


@bp.post("/<number>/huy-goi")
@requires("orders.pack")
def cancel(number: str) -> ResponseReturnValue:
    """Call the carrier off that has not come yet."""
    actor, config, now = current_actor(), current_app.extensions["ocop_config"], clock.now()
    if CancelForm().validate_on_submit():
        try:
            with transaction():
                order = orders.get_order_for_seller(actor, number)
                booking_id = service.ask_to_cancel(actor, order, now).id
        except Conflict as error:
            flash(str(error.message))
        else:
            flash(str(labels.STATE[asking.ask(config, booking_id, now)]))
    return redirect(url_for("orders_seller.order", number=number), 303)


@bp.get("/<number>/phieu-gui")
@requires("orders.pack")
def slip(number: str) -> ResponseReturnValue:
    """What is printed and put on the parcel for the carrier."""
    order = orders.get_order_for_seller(current_actor(), number)
    booking = queries.find_last(order.id)
    if booking is None or booking.state != BookingState.BOOKED or booking.number is None:
        return redirect(url_for("orders_seller.order", number=number), 303)
    config = current_app.extensions["ocop_config"]
    try:
        lines = providers.get(config, booking.carrier).label(booking.number)
    except DomainError:  # the number alone is enough for the carrier
        lines = [booking.number]
    return render_template(
        "storefront/carriers/slip.html",
        order=order,
        booking=booking,
        lines=lines,
        carriers=CARRIER,
        inspections=labels.INSPECTION,
    )


@bp.post("/ban-giao.csv")
@requires("orders.pack")
def hand_over_list() -> ResponseReturnValue:
    """The parcels that wait for a carrier; that the list was taken is written down."""
    if not HouseForm().validate_on_submit():
        return redirect(url_for("orders_seller.orders", buoc="cho-giao"), 303)
    actor = current_actor()
    waiting = queries.list_to_hand_over(actor)
    text = sheet.as_csv(waiting)
    with transaction():
        sentence = f"Tải danh sách bàn giao, {len(waiting)} kiện."
        audit.record(actor, "carriers.list", f"Producer:{min(actor.producer_ids)}", sentence)
    answer = Response(text, mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="ban-giao.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _call(number: str, carrier: str, inspection: Inspection) -> ResponseReturnValue:
    config, now = current_app.extensions["ocop_config"], clock.now()
    partner = providers.get(config, carrier)
    try:
        with transaction():
            order = orders.get_order_for_seller(current_actor(), number)
            booking_id = service.start(current_actor(), order, partner.carrier, inspection, now).id
    except Conflict as error:  # a second tap, or the parcel is on its way
        flash(str(error.message))
    else:
        flash(str(labels.STATE[asking.ask(config, booking_id, now)]))
    return redirect(url_for("orders_seller.order", number=number), 303)


def _choices(order: Order) -> list[SelectChoice]:
    parcel = queries.consignment(order, "", Inspection.LOOK)
    return [
        SelectChoice(one.carrier.value, _with_quote(one, parcel))
        for one in providers.offered(current_app.extensions["ocop_config"])
    ]


def _with_quote(partner: Partner, parcel: Consignment) -> str:
    name = str(CARRIER[partner.carrier])
    try:
        quoted = partner.quote(parcel)
    except DomainError as error:
        return f"{name}: {error.message}"
    fee = format_dong(quoted.fee)
    return _("%(name)s: cước %(fee)s, chừng %(days)s ngày", name=name, fee=fee, days=quoted.days)
