"""The part of the checkout's page that asks who else gets something, and what."""

import re
from collections.abc import Sequence

from flask import request
from werkzeug.datastructures import MultiDict

from catalog.places import queries as places
from catalog.places.models import Province
from storefront.checkout.errors import NothingForOne, NotOnThatDay
from storefront.checkout.forms import CheckoutForm, RecipientForm
from storefront.checkout.gifts import Addressee, days_possible
from storefront.checkout.rules import MOST_OTHERS, Quote
from storefront.placing.rules import NewRecipient

COUNT = "so-nguoi"
ADD, REMOVE = "them-nguoi", "bo-nguoi"


def read(provinces: list[Province]) -> list[RecipientForm]:
    """A form for each recipient that was sent; one more or one less where a button says so."""
    given = MultiDict(request.form)
    count = _number(given.get(COUNT, ""), MOST_OTHERS)
    gone = _number(given.get(REMOVE, ""), count)
    numbers = [one for one in range(1, count + 1) if one != gone]
    if ADD in given and len(numbers) < MOST_OTHERS:
        numbers.append(count + 1)
    return [
        _form(_moved(given, old, new), new, provinces) for new, old in enumerate(numbers, start=1)
    ]


def settle(forms: Sequence[RecipientForm]) -> bool:
    """Whether each place is one commune; an empty form says nothing yet, and is not settled."""
    settled = [_is_settled(one) for one in forms]  # each, so that each shows what may be meant
    return all(settled)


def check(forms: Sequence[RecipientForm]) -> bool:
    """Whether all forms can be placed: every field, and something for everybody."""
    are_valid = [one.validate() for one in forms]
    for one in forms:
        one.units_refused = None if one.units else NothingForOne().message
    return all(are_valid) and all(one.units for one in forms)


def addressees(form: CheckoutForm, others: Sequence[RecipientForm]) -> list[Addressee]:
    """Who gets what, once every place is settled."""
    found = [Addressee(_main(form))] if form.is_for_somebody else []
    return found + [Addressee(_other(one), one.units) for one in others]


def say_days(form: CheckoutForm, others: Sequence[RecipientForm], quote: Quote) -> None:
    """Say beside the field on which days a parcel can come, where it cannot on the one wanted."""
    forms: list[CheckoutForm | RecipientForm] = [form, *others]
    for position, one in enumerate(forms):
        parcels = quote.of(position)
        if any(parcel.is_wanted_otherwise for parcel in parcels):
            one.refuse(NotOnThatDay(days_possible(parcels)), "wanted_on")


def _form(given: MultiDict[str, str], number: int, provinces: list[Province]) -> RecipientForm:
    form = RecipientForm(given, prefix=f"r{number}-")
    form.with_provinces(provinces)
    form.number, form.units = number, _units(given, number)
    return form


def _units(given: MultiDict[str, str], number: int) -> dict[int, int]:
    """Units by variant: fields "r2-so-<variant>"; below zero combos: "r2-so--<combo>".

    Nonsense asks for none.
    """
    start = f"r{number}-so-"
    return {
        int(name.removeprefix(start)): int(value)
        for name, value in given.items()
        if re.fullmatch(re.escape(start) + "-?[0-9]{1,9}", name)
        and re.fullmatch("[0-9]{1,6}", value)
        and int(value)
    }


def _moved(given: MultiDict[str, str], old: int, new: int) -> MultiDict[str, str]:
    """What was sent of one recipient, under the number it has now."""
    start = f"r{old}-"
    return MultiDict(
        (f"r{new}-{name.removeprefix(start)}", value)
        for name, value in given.items(multi=True)
        if name.startswith(start)
    )


def _is_settled(form: RecipientForm) -> bool:
    if not form.commune_text.data:
        return False
    settled = form.takes(places.resolve(*form.typed_place()))
    if form.commune:
        form.province_code.data = form.commune.province_code
    return settled


def _main(form: CheckoutForm) -> NewRecipient:
    name, phone = form.gift_name.data or form.buyer_name.data, form.gift_phone.data
    return _recipient(form, 0, name or "", phone or form.phone.data or "")


def _other(form: RecipientForm) -> NewRecipient:
    return _recipient(form, form.number, form.name.data or "", form.phone.data or "")


def _recipient(
    form: CheckoutForm | RecipientForm, position: int, name: str, phone: str
) -> NewRecipient:
    commune = form.settled
    return NewRecipient(
        position=position,
        name=name,
        phone=phone,
        street=form.street.data or "",
        commune_code=commune.code,
        commune_name=commune.full_name,
        province_code=commune.province_code,
        province_name=commune.province.name,
        places_as_of=commune.as_of,
        former_place=form.former_place(),
        message=form.message.data or None,
        hides_price=bool(form.hides_price.data),
        wanted_on=form.wanted_on.data,
    )


def _number(typed: str, most: int) -> int:
    return min(int(typed), most) if re.fullmatch("[0-9]{1,3}", typed) else 0
