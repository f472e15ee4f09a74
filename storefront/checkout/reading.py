"""What a buyer typed into the checkout, read; and what that costs, once it is clear where to."""

import re

from flask import current_app, request
from limits import parse

from catalog.kernel import clock
from catalog.kernel.i18n import language
from catalog.kernel.web import current_actor
from catalog.places import queries as places
from storefront.basket import queries as baskets
from storefront.basket.rules.parts import BasketView
from storefront.basket.views import TOKEN_COOKIE
from storefront.checkout import (
    cash,
    parcels,
    promising,
    queries,
    recipients,
    rules,
)
from storefront.checkout.errors import (
    MoreThanInBasket,
    TooManyGuesses,
    VoucherRefused,
)
from storefront.checkout.forms import CheckoutForm, RecipientForm
from storefront.checkout.queries import Deal
from storefront.checkout.rules import Quote
from storefront.checkout.service import Wish
from storefront.cod.service import Given
from storefront.extensions import limiter, network
from storefront.gateways import connecting as gateways
from storefront.payments.providers.base import Provider
from storefront.payments.rules import Method
from storefront.placing.rules import Buyer
from storefront.pricing.labels import refusal_words
from storefront.shipping.rules import Place

GUESSES = parse(rules.WRONG_CODES_PER_NETWORK)


def read_form() -> CheckoutForm:
    """The form as it came, with what this basket and this place let a buyer choose."""
    form = CheckoutForm()
    form.with_provinces(places.list_provinces())
    config, basket = current_app.extensions["ocop_config"], read_basket()
    form.meet_at(promising.meeting_commune(basket))
    payer = cash.Payer(form.phone.data, current_actor().id)
    form.no_cash = cash.why_not(basket, payer, config, clock.today())
    form.with_methods(one.method for one in _ways(basket, form.no_cash is None))
    form.may_try_codes = not limiter.enabled or limiter.limiter.test(GUESSES, "ma", network())
    return form


def read_basket() -> BasketView:
    return baskets.get_view(
        baskets.find_basket_id(request.cookies.get(TOKEN_COOKIE)), clock.today()
    )


def read_others() -> list[RecipientForm]:
    return recipients.read(places.list_provinces())


def settle(form: CheckoutForm) -> bool:
    """Whether the place given is one commune; it brings its province with it."""
    settled = form.takes(places.resolve(*form.typed_place()))
    if form.commune:
        form.province_code.data = form.commune.province_code
    if form.vouchers.data and not form.may_try_codes:
        form.refuse(TooManyGuesses(), "vouchers")
        return False
    return settled


def place_name(form: CheckoutForm) -> str:
    commune = form.settled
    return f"{commune.full_name}, {commune.province.name}"


def find_quote(form: CheckoutForm, others: list[RecipientForm], basket: BasketView) -> Quote | None:
    """The quote, once it is clear where everything goes; refusals stand in the forms."""
    if not form.commune or not all(one.commune for one in others):
        return None
    try:
        quoted = _quote(form, others, basket)
    except MoreThanInBasket as error:
        form.refuse(error)
        return None
    _say_refused(form, quoted)
    recipients.say_days(form, others, quoted)
    return quoted


def read_wish(form: CheckoutForm, given: Given | None) -> Wish:
    commune = form.settled
    return Wish(
        basket_token=request.cookies.get(TOKEN_COOKIE),
        form_key=form.key.data or "",
        seal=form.seal.data or "",
        method=form.method.data,
        chosen=_chosen(),
        code=given,
        vouchers=form.voucher_codes(),
        declared_age=(read_basket().min_age or 0) if form.is_of_age.data else 0,
        buyer=Buyer(
            buyer_name=form.buyer_name.data or "",
            phone=form.phone.data or "",
            account_id=current_actor().id,
            street=form.street.data or "",
            commune_code=commune.code,
            commune_name=commune.full_name,
            province_code=commune.province_code,
            province_name=commune.province.name,
            places_as_of=commune.as_of,
            former_place=form.former_place(),
            note=form.note.data or None,
            language=language(),
        ),
    )


def _ways(basket: BasketView, with_cash: bool) -> list[Provider]:
    """How this basket may be paid; delivery comes on top, which placing looks at again."""
    ways = gateways.offered(basket.total, clock.today())
    return [way for way in ways if with_cash or way.method != Method.COD]


def _quote(form: CheckoutForm, others: list[RecipientForm], basket: BasketView) -> Quote:
    commune = form.settled
    name = place_name(form)
    end = Place(commune.province_code, commune.code)
    deal = Deal(form.voucher_codes(), form.phone.data)
    to = recipients.addressees(form, others)
    return queries.quote(basket, end, name, clock.today(), _chosen(), deal, to)


def _say_refused(form: CheckoutForm, quoted: Quote) -> None:
    """Say beside the field why codes do not count; answers that tell something are counted."""
    for one in quoted.refused:
        form.refuse(VoucherRefused(refusal_words(one)), "vouchers")
        if limiter.enabled and one.why in rules.TELLING:
            limiter.limiter.hit(GUESSES, "ma", network())


def _chosen() -> dict[int, str]:
    """How the buyer gets the goods of a seller: fields named "nhan-<seller>"."""
    way = f"[0-9]{{1,9}}|{parcels.BY_SELLER}"
    return {
        int(name.removeprefix("nhan-")): value
        for name, value in request.form.items()
        if re.fullmatch("nhan-[0-9]{1,9}", name) and re.fullmatch(way, value)
    }
