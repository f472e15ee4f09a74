"""The one form of the checkout. Prices, fees and totals are not in it: they are worked out."""

import secrets
from collections.abc import Iterable
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, SelectChoice
from wtforms.validators import Regexp

from catalog.kernel.forms import AtMost, Filled, HouseForm, LinesField, PhoneField, TextField
from catalog.kernel.i18n import _, lazy_
from catalog.places.forms import PlacePart
from catalog.places.models import Commune
from storefront.checkout.rules import LONGEST_CODES, LONGEST_NOTE
from storefront.payments.labels import METHOD
from storefront.payments.rules import Method
from storefront.pricing.rules.terms import read_codes


def fresh_key() -> str:
    """A key for one form: sending the form again places nothing again."""
    return secrets.token_urlsafe(24)


class CheckoutForm(PlacePart, HouseForm):
    """Phone first; then name and address. `key` and `seal` come back as they were sent."""

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
        typed: Any = self.commune_text.data
        commune = self.commune
        if commune is None or typed in (commune.full_name, commune.name):
            return None
        return str(typed)
