"""The one form of the checkout. Prices, fees and totals are not in it: they are worked out."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, SelectChoice
from wtforms.validators import Regexp

from catalog.kernel.forms import (
    AtMost,
    DayField,
    Filled,
    HouseForm,
    LinesField,
    PhoneField,
    TextField,
)
from catalog.kernel.i18n import _, lazy_
from catalog.places.forms import PlacePart
from catalog.places.models import Commune
from storefront.checkout.rules import LONGEST_CODES, LONGEST_MESSAGE, LONGEST_NOTE
from storefront.payments.labels import METHOD
from storefront.payments.rules import Method
from storefront.pricing.rules.terms import read_codes


def fresh_key() -> str:
    """A key for one form: sending the form again places nothing again."""
    return secrets.token_urlsafe(24)


class GiftPart:
    """What a parcel says and when it comes."""

    message = LinesField(lazy_("Lời nhắn trên thiệp"), [AtMost(LONGEST_MESSAGE)])
    hides_price = BooleanField(lazy_("Không để giá trong kiện"))
    wanted_on = DayField(lazy_("Muốn nhận đúng ngày"))


class RecipientForm(GiftPart, PlacePart, HouseForm):
    """Somebody else who gets a part of the basket; without a token, inside the checkout's form."""

    class Meta(HouseForm.Meta):
        csrf = False

    name = TextField(lazy_("Tên người nhận"), [Filled(), AtMost(80)])
    phone = PhoneField(lazy_("Số điện thoại người nhận"), [Filled()])
    street = TextField(lazy_("Số nhà, đường, thôn, ấp"), [Filled(), AtMost(200)])
    number = 0
    units: Mapping[int, int] = {}
    units_refused: Any = None

    def former_place(self) -> str | None:
        """What was typed, where it is not the name the commune has now."""
        return _former(self)


class CheckoutForm(GiftPart, PlacePart, HouseForm):
    """Phone first; then name and address. `key` and `seal` come back as they were sent."""

    gift_name = TextField(lazy_("Người được tặng"), [AtMost(80)])
    gift_phone = PhoneField(lazy_("Số gọi người được tặng"))

    phone = PhoneField(lazy_("Số điện thoại"), [Filled()])
    buyer_name = TextField(lazy_("Tên người nhận"), [Filled(), AtMost(80)])
    street = TextField(lazy_("Số nhà, đường, thôn, ấp"), [Filled(), AtMost(200)])
    method = RadioField(lazy_("Cách trả tiền"), choices=[], default=Method.COD.value)
    note = LinesField(lazy_("Lời nhắn cho người bán (không bắt buộc)"), [AtMost(LONGEST_NOTE)])
    vouchers = TextField(lazy_("Mã giảm giá (nếu có)"), [AtMost(LONGEST_CODES)])
    is_of_age = BooleanField()
    key = HiddenField(
        validators=[Regexp(r"[A-Za-z0-9_-]{16,64}\Z", message=lazy_("Hãy tải lại trang."))],
        default=fresh_key,
    )
    seal = HiddenField()
    code = TextField(
        lazy_("Mã 6 số"),
        [AtMost(12)],
        render_kw={"inputmode": "numeric", "autocomplete": "one-time-code"},
    )
    is_meeting = False
    wants_code = False
    no_cash: Any = None
    is_cash_refused = False
    may_try_codes = True

    def meet_at(self, commune: Commune | None) -> None:
        """Ask for no address: the guests go there. None: the goods go to the buyer."""
        self.is_meeting = commune is not None
        if commune is None:
            return
        self.province_code.data = commune.province_code
        self.commune_text.data, self.commune_code.data = commune.full_name, commune.code
        self.street.data = _("Tại nơi hẹn")

    def with_methods(self, methods: Iterable[Method]) -> None:
        """Offer these ways to pay; a form that names none means cash on delivery."""
        methods = list(methods)
        self.method.choices = [
            SelectChoice(one.value, METHOD[one], render_kw={"aria-describedby": f"tra-{one}"})
            for one in methods
        ]
        if not self.method.data:
            self.method.data = Method.COD.value
        self.is_cash_refused = bool(self.no_cash) and self.asks_for_cash
        if self.is_cash_refused and methods:
            self.method.data = methods[0].value

    @property
    def asks_for_cash(self) -> bool:
        return bool(self.method.data == Method.COD.value)

    def voucher_codes(self) -> list[str]:
        """The codes typed, each once; none for who has guessed too often."""
        return read_codes(self.vouchers.data or "") if self.may_try_codes else []

    def former_place(self) -> str | None:
        """What the buyer typed, where it is not the name the commune has now."""
        return _former(self)

    @property
    def is_for_somebody(self) -> bool:
        """Whether the place given has a recipient of its own, a card or a day."""
        given = (self.gift_name, self.gift_phone, self.message, self.hides_price, self.wanted_on)
        return any(one.data for one in given)


def _former(form: CheckoutForm | RecipientForm) -> str | None:
    typed: Any = form.commune_text.data
    commune = form.commune
    if commune is None or typed in (commune.full_name, commune.name):
        return None
    return str(typed)
