"""The checkout: /thanh-toan, one page from the basket to the placed order."""

from dataclasses import replace

from flask import Blueprint, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import language
from catalog.kernel.web import current_actor
from catalog.restrictions.labels import sentence
from storefront.basket import queries as baskets
from storefront.basket.labels import problem_words
from storefront.basket.views import TOKEN_COOKIE, show_count
from storefront.checkout import (
    cash,
    informing,
    labels,
    recipients,
    rules,
    service,
)
from storefront.checkout.errors import (
    AgeNotDeclared,
    HiddenPriceNotPaid,
)
from storefront.checkout.forms import CheckoutForm, RecipientForm
from storefront.checkout.gifts import can_be_shared
from storefront.checkout.reading import (
    find_quote,
    place_name,
    read_basket,
    read_form,
    read_others,
    read_wish,
    settle,
)
from storefront.checkout.rules import Quote
from storefront.cod.errors import CodeNeeded, NoCash
from storefront.cod.service import Given
from storefront.disclosures import queries as disclosures
from storefront.extensions import limiter, network
from storefront.gateways import calling
from storefront.legal.labels import PAGE
from storefront.messages.rules import masked
from storefront.one_time_codes.errors import CodeRefused
from storefront.orders.opening import key_of
from storefront.payments.labels import FOR_BUYER
from storefront.payments.rules import Method, is_online
from storefront.pricing.errors import UsedUp
from storefront.privacy import service as privacy
from storefront.privacy.rules import Purpose

BESIDE: dict[type[DomainError], str] = {
    UsedUp: "vouchers",
    CodeRefused: "code",
    HiddenPriceNotPaid: "method",
    AgeNotDeclared: "is_of_age",
}
"""The field some refusals belong to; the others stand above the form."""

bp = Blueprint("checkout", __name__, url_prefix="/thanh-toan")


@bp.get("")
def checkout() -> ResponseReturnValue:
    """Ask who buys and where it goes."""
    if not read_basket().can_be_bought:
        return redirect(url_for("basket.basket"), 303)
    return _page(read_form(), [])


@bp.post("/phi")
@limiter.limit("120 per minute")
def quote() -> ResponseReturnValue:
    """Show what delivery costs to the place given; nothing is placed."""
    if not read_basket().lines:
        return _bought_already()
    form, others = read_form(), read_others()
    settle(form)
    recipients.settle(others)
    return _page(form, others)


@bp.post("/ngon-ngu")
@limiter.limit("120 per minute")
def in_language() -> ResponseReturnValue:
    """The page with all that was typed, in the language of `?lang=`; nothing is placed or kept.

    What is not typed yet is not asked for.
    """
    if not read_basket().lines:
        return _bought_already()
    form, others = read_form(), read_others()
    if form.commune_text.data:
        settle(form)
    recipients.settle(others)
    return _page(form, others)


@bp.get("/truoc-khi-dat")
def before() -> ResponseReturnValue:
    """What the law wants read before an order, as far as it is known without the place."""
    return _told(read_form(), None)


@bp.post("/truoc-khi-dat")
@limiter.limit("120 per minute")
def before_to_place() -> ResponseReturnValue:
    """The same with delivery to the place typed; nothing is placed."""
    form, others = read_form(), read_others()
    settle(form)
    recipients.settle(others)
    return _told(form, find_quote(form, others, read_basket()))


def _bought_already() -> Response:
    """A form sent again after its goods were bought, as the way back in a browser sends it on a
    screen that others use: whoever sends it reads nobody's name.
    """
    return redirect(url_for("basket.basket"), 303)


def _told(form: CheckoutForm, quoted: Quote | None) -> ResponseReturnValue:
    basket = read_basket()
    if not basket.can_be_bought:
        return redirect(url_for("basket.basket"), 303)
    method = form.method.data if form.method.choices else None
    told = (
        informing.of_quote(quoted, place_name(form), method)
        if quoted
        else informing.of_basket(basket, method)
    )
    html = render_template(
        "storefront/checkout/before.html",
        document=disclosures.compose_document(told, language(), clock.today()),
        pages=PAGE,
        today=clock.today(),
        is_demo=basket.is_demo,
    )
    return html, {"Cache-Control": "no-store"}


@bp.post("")
@limiter.limit("20 per minute; 200 per day")
def place() -> ResponseReturnValue:
    """Place the order, unless anything differs from what the buyer was shown."""
    form, others = read_form(), read_others()
    is_valid, is_settled = form.validate(), settle(form)
    are_others = recipients.check(others) and recipients.settle(others)
    if form.is_cash_refused:
        form.refuse(NoCash(form.no_cash))
    if not (is_valid and is_settled and are_others) or form.is_cash_refused:
        return _page(form, others)
    try:
        given = _given_code(form)
        wish = replace(read_wish(form, given), addressees=recipients.addressees(form, others))
        service.refuse_sold_out(wish, clock.today())
        with transaction():
            number = service.place(current_actor(), wish, clock.today(), clock.now())
            _note_consent(form, number)
    except CodeNeeded as needed:
        return _ask_for_code(form, others, needed)
    except DomainError as error:
        beside = (field for kind, field in BESIDE.items() if isinstance(error, kind))
        form.refuse(error, next(beside, None))
        return _page(form, others)
    left = baskets.count_units(baskets.find_basket_id(request.cookies.get(TOKEN_COOKIE)))
    page = "gateways.pay" if is_online(form.method.data) else "orders.order"
    if is_online(form.method.data):
        _open_page(number)
    return show_count(redirect(url_for(page, number=number, khoa=key_of(number)), 303), left)


def _open_page(number: str) -> None:
    """Ask the partner for its page; where it gives none, the buyer's page says so."""
    try:
        calling.start(number, language(), request.remote_addr or "", clock.now())
    except DomainError as refused:
        current_app.logger.warning("%s: no page to pay on: %s", number, refused)


@bp.post("/ma")
@limiter.limit("10 per minute; 60 per day")
def send_code() -> ResponseReturnValue:
    """Send another code to the number; nothing is placed."""
    if not read_basket().lines:
        return _bought_already()
    form, others = read_form(), read_others()
    settle(form)
    recipients.settle(others)
    if form.phone.data and form.asks_for_cash:
        return _ask_for_code(form, others, CodeNeeded())
    return _page(form, others)


def _note_consent(form: CheckoutForm, number: str) -> None:
    """The words beside the button say what name, number and address are used for."""
    phone = form.phone.data or ""
    privacy.give_consent(_secret(), phone, Purpose.DELIVERY, number, language(), clock.now())


def _ask_for_code(form: CheckoutForm, others: list[RecipientForm], needed: CodeNeeded) -> Response:
    form.wants_code, form.code.data = True, None
    form.code.raw_data = []
    try:
        cash.send_code(_secret(), _confirming(form), clock.now())
    except DomainError as error:
        form.refuse(error, "code")
    else:
        form.refuse(needed, "code")
    return _page(form, others)


def _given_code(form: CheckoutForm) -> Given | None:
    """The code that was typed, with a try spent on it."""
    form.wants_code = bool(form.code.data) and form.asks_for_cash
    if not form.wants_code:
        return None
    return cash.spend_try(_secret(), _confirming(form), form.code.data or "", clock.now())


def _confirming(form: CheckoutForm) -> cash.Confirming:
    return cash.Confirming(form.phone.data or "", form.key.data or "", network(), language())


def _secret() -> str:
    secret: str = current_app.config["SECRET_KEY"]
    return secret


def _page(form: CheckoutForm, others: list[RecipientForm]) -> Response:
    """The page with what delivery costs, once it is clear where to; its seal goes with it."""
    basket = read_basket()
    quoted = find_quote(form, others, basket)
    form.seal.data = quoted.seal if quoted else ""
    html = render_template(
        "storefront/checkout/checkout.html",
        form=form,
        others=others,
        may_add=len(others) < rules.MOST_OTHERS,
        shared=[line for line in basket.lines if can_be_shared(line) and not line.problem],
        basket=basket,
        quote=quoted,
        sums=labels.sums_of(quoted) if quoted else [],
        problem_words=problem_words,
        about_ways=FOR_BUYER,
        is_choice=[one.value for one in form.method.choices] != [Method.COD.value],
        masked=masked,
        age_statement=labels.age_statement(basket.min_age) if basket.min_age else None,
        sentences=[sentence(duty) for duty in basket.sentences],
        is_demo=basket.is_demo,
    )
    refused = any(one.errors or one.units_refused for one in others)
    answer = make_response(html, 422 if form.errors or form.form_errors or refused else 200)
    answer.headers["Cache-Control"] = "no-store"
    return answer
