"""Everybody's orders: /quan-tri/don-hang. Late ones first; found by number or phone."""

from datetime import date, timedelta

from flask import (
    Blueprint,
    Response,
    flash,
    redirect,
    render_template,
    request,
    stream_with_context,
    url_for,
)
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import Conflict
from catalog.kernel.i18n import _
from catalog.kernel.phone import NotAPhone, parse_phone
from catalog.kernel.web import current_actor, page_number, requires
from storefront.orders import labels, numbers, queries, rules, service, sheet
from storefront.orders.forms import DeskCancelForm
from storefront.orders.rules import OrderStatus, Party
from storefront.orders.seller_views import FILTERS
from storefront.payments import queries as payments
from storefront.payments.labels import SHARE
from storefront.payments.rules import Method, is_prepaid
from storefront.shipping.labels import CARRIER, TRACK

bp = Blueprint("orders_operator", __name__, url_prefix="/quan-tri/don-hang")

LONGEST_SEARCH = 40


@bp.get("")
@requires("orders.see")
def orders() -> ResponseReturnValue:
    """Late orders, those of one step, or what a number or a phone finds."""
    words, part, days = _asked()
    where = _where(words, part, days)
    found, total = (
        ([], 0) if where is None else queries.search_for_desk(current_actor(), where, page_number())
    )
    return render_template(
        "storefront/orders/desk_orders.html",
        orders=found,
        total=total,
        part=part,
        parts=labels.DESK,
        words=words,
        days=days,
        is_unread=where is None,
        page=page_number(),
        pages=-(-total // queries.PER_PAGE),
        statuses=labels.DESK_STATUS,
        today=clock.today(),
        open=rules.OPEN,
        is_demo=any(one.producer.is_demo for one in found),
    )


@bp.get("/bang.csv")
@requires("orders.see")
def download() -> ResponseReturnValue:
    """The same orders as a spreadsheet, sent while it is read."""
    words, part, days = _asked()
    where = _where(words, part, days)
    found = queries.stream_for_desk(current_actor(), where) if where is not None else iter(())
    return Response(
        stream_with_context(sheet.as_csv(found)),
        mimetype="text/csv",
        headers={"Content-Disposition": "attachment; filename=don-hang.csv"},
    )


def _asked() -> tuple[str, str, tuple[date | None, date | None]]:
    """Words, part and days of the list as the address names them; nonsense asks for nothing."""
    words = request.args.get("q", "").strip()[:LONGEST_SEARCH]
    asked = request.args.get("phan", "tre")
    part = asked if asked in labels.DESK else "tre"
    return words, part, (_day(request.args.get("tu")), _day(request.args.get("den")))


def _day(text: str | None) -> date | None:
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2200 else None


def _where(
    words: str, part: str, days: tuple[date | None, date | None]
) -> list[ColumnElement[bool]] | None:
    where = _searched(words) if words else queries.of_part(part, clock.today(), _statuses(part))
    if where is None:
        return None
    since, until = days
    return where + queries.placed_between(
        clock.midnight_after(since - timedelta(days=1)) if since else None,
        clock.midnight_after(until) if until else None,
    )


def _statuses(part: str) -> tuple[OrderStatus, ...]:
    return FILTERS.get(part, ())


def _searched(words: str) -> list[ColumnElement[bool]] | None:
    """What a number or a phone asks for; None when it can be neither."""
    number = numbers.read_number(words)
    if number:
        return [queries.with_number(number)]
    try:
        return [queries.with_phone(parse_phone(words))]
    except NotAPhone:
        return None


@bp.get("/<number>")
@requires("orders.see")
def order(number: str) -> ResponseReturnValue:
    """All there is to one seller's order: who, where, what, how far, what is owed."""
    found = queries.get_order_for_desk(current_actor(), number)
    return render_template(
        "storefront/orders/desk_order.html",
        order=found,
        is_demo=found.producer.is_demo,
        may_cancel=rules.may_change(found.status, OrderStatus.CANCELLED, Party.OPERATOR)
        and current_actor().may("orders.cancel"),
        share=payments.states_of([number]).get(number),
        share_words=SHARE[Method(found.group.payment_method)],
        statuses=labels.DESK_STATUS,
        short=labels.SHORT,
        parties=labels.PARTY,
        contact_fields=labels.CONTACT_FIELD,
        is_prepaid=is_prepaid(found.group.payment_method),
        steps=rules.STEPS,
        called_off=rules.CALLED_OFF,
        carriers=CARRIER,
        track_words=TRACK,
        reasons=labels.EVERY_REASON,
    )


@bp.route("/<number>/huy", methods=["GET", "POST"])
@requires("orders.cancel")
def cancel(number: str) -> ResponseReturnValue:
    """Call an order off that has not left the seller's house, and say why."""
    actor = current_actor()
    form = DeskCancelForm()
    if form.validate_on_submit():
        reason = f"{form.reason.data}: {form.text.data}" if form.text.data else form.reason.data
        try:
            with transaction():
                order = queries.get_order_for_desk(actor, number)
                service.change(
                    order, OrderStatus.CANCELLED, Party.OPERATOR, actor, clock.now(), reason
                )
        except Conflict as error:  # somebody was faster: the page says who
            flash(str(error.message))
        else:
            flash(_("Đã hủy đơn %(number)s; hàng trở lại kho.", number=number))
        return redirect(url_for(".order", number=number), 303)
    found = queries.get_order_for_desk(actor, number)
    may_cancel = rules.may_change(found.status, OrderStatus.CANCELLED, Party.OPERATOR)
    page = "storefront/orders/desk_cancel.html"
    status = 422 if form.errors else 200
    return render_template(
        page, order=found, form=form, may_cancel=may_cancel, is_demo=found.producer.is_demo
    ), status
