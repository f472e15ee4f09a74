"""The form every form starts from: text is cleaned before it is checked."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from flask import g, request
from flask_wtf import FlaskForm
from markupsafe import Markup
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from wtforms import DateField, Field, FileField, StringField, TextAreaField, ValidationError
from wtforms.validators import StopValidation
from wtforms.widgets import TelInput

from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import lazy_
from catalog.kernel.money import format_dong
from catalog.kernel.phone import NotAPhone, format_phone, parse_phone
from catalog.kernel.spoken_money import LONGEST as LONGEST_MONEY
from catalog.kernel.spoken_money import NotMoney, read_dong
from catalog.kernel.text import nfc, nfc_lines

_WHOLE_NUMBER = re.compile(r"[0-9]{1,12}|[0-9]{1,3}([. ][0-9]{3}){1,3}")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}([.][0-9]{3})+(,[0-9]{1,6})?")
_AMOUNT = re.compile(r"[0-9]{1,12}([.][0-9]{1,6})?")


def _clean(text: Any) -> Any:
    return nfc(text) if isinstance(text, str) else text


def _clean_lines(text: Any) -> Any:
    return nfc_lines(text) if isinstance(text, str) else text


class TextField(StringField):
    """One line of text, stored as NFC without invisible characters."""

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, filters=(_clean,), **kwargs)


class LinesField(TextAreaField):
    """Several lines of text, stored as NFC without invisible characters."""

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, filters=(_clean_lines,), **kwargs)


class WholeNumberField(StringField):
    """A whole number of đồng, grams, units: "30000", "30.000" or "30 000"; nothing else.

    With `may_be_empty` no answer is None.
    """

    data: Any  # an int once the form is valid

    def __init__(
        self,
        label: Any = None,
        *,
        least: int,
        most: int,
        may_be_empty: bool = False,
        **kwargs: Any,
    ) -> None:
        self.least, self.most = least, most
        kwargs.setdefault("render_kw", {"inputmode": "numeric"})
        super().__init__(label, [] if may_be_empty else [Filled()], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.typed = valuelist[0].strip()[:40] if valuelist else ""
        self.data = None
        if not self.typed:
            return
        if _WHOLE_NUMBER.fullmatch(self.typed):
            number = int(re.sub("[. ]", "", self.typed))
            if self.least <= number <= self.most:
                self.data = number
                return
        raise ValueError(
            str(lazy_("Ghi một số từ %(least)s đến %(most)s.", least=self.least, most=self.most))
        )

    def _value(self) -> str:
        if self.raw_data:
            return self.typed
        return "" if self.data is None else str(self.data)


class MoneyField(WholeNumberField):
    """Whole đồng as people write or say them: "185k", "1tr2", "185.000", "trăm tám lăm nghìn"."""

    def __init__(self, label: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("render_kw", {"autocomplete": "off", "autocapitalize": "off"})
        super().__init__(label, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.typed = valuelist[0].strip()[:LONGEST_MONEY] if valuelist else ""
        self.data = None
        if not self.typed:
            return
        try:
            amount = read_dong(self.typed)
        except NotMoney as error:
            raise ValueError(str(error.message)) from error
        if not self.least <= amount <= self.most:
            least, most = format_dong(self.least), format_dong(self.most)
            raise ValueError(
                str(lazy_("Số tiền từ %(least)s đến %(most)s.", least=least, most=most))
            )
        self.data = amount

    def _value(self) -> str:
        if self.raw_data:
            return self.typed
        return "" if self.data is None else f"{self.data:,}".replace(",", ".")


class AmountField(StringField):
    """A number that may have a fraction: "12,5", "12.5", "1.250,75"; empty is None.

    A Decimal once the form is valid. One dot before three figures ("1.250") is read as a
    thousands mark, as people write it here.
    """

    data: Any

    def __init__(
        self, label: Any = None, validators: Any = None, *, places: int, **more: Any
    ) -> None:
        self.places = places
        more.setdefault("render_kw", {"inputmode": "decimal"})
        super().__init__(label, validators, **more)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.typed = valuelist[0].strip()[:40] if valuelist else ""
        self.data = None
        if self.typed:
            self.data = read_amount(self.typed, self.places)
            if self.data is None:
                raise ValueError(
                    str(
                        lazy_(
                            "Ghi một số lớn hơn 0, nhiều nhất %(places)s số lẻ. Ví dụ: 12,5.",
                            places=self.places,
                        )
                    )
                )

    def _value(self) -> str:
        if self.raw_data:
            return self.typed
        return "" if self.data is None else f"{self.data.normalize():f}".replace(".", ",")


def read_amount(text: str, places: int) -> Decimal | None:
    """A positive number as people here write it, or None for what is none or too fine."""
    plain = text.replace(" ", "")
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(".", "")
    plain = plain.replace(",", ".")
    if not _AMOUNT.fullmatch(plain):
        return None
    amount = Decimal(plain)
    is_fine = amount == amount.quantize(Decimal(1).scaleb(-places))
    return amount if amount > 0 and is_fine else None


class PhoneField(StringField):
    """A telephone number however it is typed: E.164 as data, refused kindly when it is none."""

    widget = TelInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        self.typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        if self.typed:
            try:
                self.data = parse_phone(self.typed)
            except NotAPhone as error:
                raise ValueError(str(error.message)) from error

    def _value(self) -> str:
        if self.raw_data:
            return self.typed
        return format_phone(self.data)


class DayField(DateField):
    """A date, as the browser's calendar sends it or typed 12/3/2026; empty is None."""

    data: date | None

    @property
    def day(self) -> date:
        """The day; asked only once the form is valid and the field not empty."""
        if self.data is None:
            raise RuntimeError(f"No day in {self.name}.")
        return self.data

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, format=["%Y-%m-%d", "%d/%m/%Y"], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        if not valuelist or not valuelist[0].strip():
            return
        try:
            super().process_formdata([valuelist[0].strip()])
        except ValueError:
            self.data = None
        if self.data is None or not 1900 <= self.data.year <= 2200:
            self.data = None
            raise ValueError(str(lazy_("Không đọc được ngày này. Ghi như 12/03/2026.")))


class Filled:
    """Refuse an empty answer, in words."""

    field_flags = {"required": True}

    def __init__(self, message: Any = None) -> None:
        self.message = message or lazy_("Vui lòng điền mục này.")

    def __call__(self, form: Any, field: Field) -> None:
        if field.errors:  # what was typed could not be read: that has been said
            raise StopValidation
        if not field.data and field.data != 0:
            raise StopValidation(str(self.message))


class AtMost:
    """Refuse more than `longest` characters, and say how many there are."""

    def __init__(self, longest: int) -> None:
        self.longest = longest
        self.field_flags = {"maxlength": longest}

    def __call__(self, form: Any, field: Field) -> None:
        if field.data and len(field.data) > self.longest:
            raise ValidationError(
                str(lazy_("Dài quá: nhiều nhất %(longest)s ký tự.", longest=self.longest))
            )


class HouseForm(FlaskForm):
    """Parent of every form. `form_errors` holds refusals that belong to no single field."""

    class Meta(FlaskForm.Meta):
        locales = ("vi",)

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What was sent: files only for fields of files, and never JSON, as no page of ours
            sends it; a field of text could make nothing of either."""
            if formdata is None or isinstance(formdata, MultiDict):  # the view's own choice
                return formdata
            if not form.is_submitted():
                return None
            wanted = {field.name for field in form if isinstance(field, FileField)}
            files = [one for one in request.files.items(multi=True) if one[0] in wanted]
            given = ImmutableMultiDict([*files, *request.form.items(multi=True)])
            return given or None

    def hidden_tag(self, *fields: Any) -> Markup:
        """Hidden fields, and the marks a frame wants back with each of its forms."""
        marks = g.form_marks() if "form_marks" in g else {}
        line = Markup('<input type="hidden" name="{}" value="{}">')
        own: Markup = super().hidden_tag(*fields)
        return own + Markup().join(line.format(name, value) for name, value in marks.items())

    def refuse(self, error: DomainError, field: str | None = None) -> None:
        """Show what the business refused, beside the field or above the form."""
        if field is None:
            self.form_errors.append(str(error.message))
        else:
            self[field].errors = [*self[field].errors, str(error.message)]
