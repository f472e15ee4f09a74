"""The buyer's page of a purchase: /don-hang/<number>, opened by link, by phone, or signed in."""

from flask import (
    Blueprint,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_limiter.util import get_remote_address

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.web import current_actor
from catalog.producers.labels import LEGAL_FORM
from catalog.producers.rules import public_tax_code
from storefront.extensions import limiter
from storefront.orders import joint, labels, numbers, queries, rules, wholesale
from storefront.orders.errors import OthersToo, WrongNumberOrPhone
from storefront.orders.forms import CancelForm, FindForm
from storefront.orders.models import OrderGroup, OrderLine
from storefront.orders.opening import get_group, holds_key, keep, keep_if_held
from storefront.orders.rules import OrderStatus, Party
from storefront.payments import queries as payments
from storefront.payments.labels import METHOD, SHARE
from storefront.payments.rules import Method, ShareState, is_online, is_prepaid, minutes_left
from storefront.payments.vietqr import picture
from storefront.shipping.labels import CARRIER, TRACK
from traceability.batches.queries import get_states
from traceability.recalls import queries as recalls
from traceability.recalls.labels import TO_BUYERS
from traceability.recalls.queries import Notice

bp = Blueprint("orders", __name__, url_prefix="/don-hang")


def _number_tried() -> str:
    """What is counted: the number asked for; nonsense counts for the network that sends it."""
    number = numbers.read_number(request.form.get("number", ""))
    return f"don:{number or get_remote_address()}"


@bp.get("")
def find() -> ResponseReturnValue:
    """Ask for number and phone; a signed-in buyer also sees the own purchases."""
    return _find_page(FindForm())


@bp.post("")
@limiter.limit("20 per minute; 100 per hour")
@limiter.limit("6 per 10 minutes; 20 per day", key_func=_number_tried)
def open_by_phone() -> ResponseReturnValue:
    """Open a purchase by number and phone: the same answer whichever is wrong."""
    form = FindForm()
    if not form.validate():
        return _find_page(form)
    number = numbers.read_number(form.number.data or "") or ""
    found = queries.find_number_by_phone(numbers.group_number(number), form.phone.data or "")
    if found is None:
        form.refuse(WrongNumberOrPhone())
        return _find_page(form)
    return keep(redirect(url_for(".order", number=found), 303), found)


@bp.get("/<number>")
def order(number: str) -> ResponseReturnValue:
    """What was bought, how far each seller is, and what to pay to whom."""
    group = get_group(number)
    shares = payments.states_of(order.number for order in group.orders)
    due = [one.total for one in group.orders if shares.get(one.number) == ShareState.DUE]
    answer = make_response(
        render_template(
            "storefront/orders/order.html",
            group=group,
            shares=shares,
            status=rules.group_status(order.status for order in group.orders),
            total=sum(due),
            is_demo=any(one.producer.is_demo for one in group.orders),
            is_online=is_online(group.payment_method),
            methods=METHOD,
            **_to_transfer(group.number),
            stopped=_stopped(group),
            **_words(group),
        )
    )
    answer.headers["Cache-Control"] = "no-store"
    return keep_if_held(answer, group.number)


@bp.get("/<number>/bien-nhan")
def receipt(number: str) -> ResponseReturnValue:
    """Who sold what to whom on which terms, to print and keep."""
    group = get_group(number)
    answer = make_response(
        render_template(
            "storefront/orders/receipt.html",
            group=group,
            shares=payments.states_of(order.number for order in group.orders),
            public_host=request.host,
            legal_forms=LEGAL_FORM,
            public_tax_code=public_tax_code,
            **_words(group),
        )
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.route("/<number>/huy", methods=["GET", "POST"])
def cancel(number: str) -> ResponseReturnValue:
    """Ask whether one seller's order is to be cancelled, and cancel it."""
    asked = numbers.read_number(number) or ""
    has_key = holds_key(numbers.group_number(asked))
    form = CancelForm()
    if form.validate_on_submit():
        try:
            with transaction():
                actor = current_actor()
                order = queries.get_order_for_buyer(actor, asked, holds_key=has_key)
                wholesale.call_off(order, form.numbers(), actor, clock.now())
        except OthersToo as error:
            form.refuse(error)
        else:
            return redirect(url_for(".order", number=numbers.group_number(asked)), 303)
    found = queries.get_order_for_buyer(current_actor(), asked, holds_key=has_key)
    may_cancel = rules.may_change(found.status, OrderStatus.CANCELLED, Party.BUYER)
    others = wholesale.bound_to(found) if may_cancel else []
    form.others.data = " ".join(one.number for one in others)
    return render_template(
        "storefront/orders/cancel.html",
        order=found,
        others=others,
        form=form,
        may_cancel=may_cancel,
        is_paid=payments.states_of([asked])[asked] == ShareState.RECEIVED,
    ), 422 if form.form_errors else 200


def _to_transfer(number: str) -> dict[str, object]:
    """The transfer slip of a purchase that waits for its money, and how long it still does."""
    slip = payments.find_slip(number)
    return {
        "slip": slip,
        "minutes_left": minutes_left(slip.until, clock.now()) if slip else 0,
        "picture": picture.data_uri(slip.payload) if slip else None,
    }


def _stopped(group: OrderGroup) -> list[tuple[OrderLine, Notice]]:
    """The lines of this purchase that nobody should use now, and why."""
    lines = [
        line
        for order in group.orders
        if order.status not in rules.CALLED_OFF
        for line in order.lines
    ]
    states = get_states([line.batch_id for line in lines if line.batch_id])
    notices = recalls.counting_notices(states)
    return [(line, notices[line.batch_id]) for line in lines if line.batch_id in notices]


def _words(group: OrderGroup) -> dict[str, object]:
    return {
        "share_words": SHARE[Method(group.payment_method)],
        "statuses": labels.STATUS,
        "of_visit": labels.OF_VISIT,
        "short": labels.SHORT,
        "steps": rules.STEPS,
        "called_off": rules.CALLED_OFF,
        "reasons": labels.EVERY_REASON,
        "parties": labels.PARTY,
        "contact_fields": labels.CONTACT_FIELD,
        "to_buyers": TO_BUYERS,
        "is_prepaid": is_prepaid(group.payment_method),
        "at_the_door": joint.at_the_door(group.orders),
        "carriers": CARRIER,
        "track_words": TRACK,
    }


def _find_page(form: FindForm) -> ResponseReturnValue:
    status = 422 if form.errors or form.form_errors else 200
    own = queries.list_of_account(current_actor())
    return render_template("storefront/orders/find.html", form=form, own=own), status
