"""The steps of opening a shop, one small form each, and what officers enter."""

from typing import Any

from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    ValidationError,
)

from catalog.kernel.forms import AtMost, DayField, Filled, HouseForm, PhoneField, TextField
from catalog.kernel.i18n import _, lazy_
from catalog.places.forms import PlacePart
from catalog.producers.labels import LEGAL_FORM
from catalog.producers.rules import LONGEST_NAME
from storefront.accounts.rules import LONGEST_NAME as LONGEST_PERSON
from storefront.onboarding import rules
from storefront.onboarding.labels import CHECK, KIND
from storefront.onboarding.rules import Check, Kind
from storefront.one_time_codes.forms import CodeForm, HiddenPhoneField

FORMS = [SelectChoice(form.value, LEGAL_FORM[form]) for form in rules.FORMS]


class NumberForm(HouseForm):
    name = TextField(lazy_("Họ tên của bạn"), [Filled(), AtMost(LONGEST_PERSON)])
    phone = PhoneField(lazy_("Số điện thoại của bạn"), [Filled()])


class ShownForm(CodeForm):
    """The code, with what it is for; the code itself is bound to the number."""

    name = HiddenField(validators=[Filled(), AtMost(LONGEST_PERSON)])
    phone = HiddenPhoneField(validators=[Filled()])


class WhoForm(HouseForm):
    legal_form = RadioField(
        lazy_("Bạn bán với tư cách"),
        choices=FORMS,
        validate_choice=False,
    )
    name = TextField(lazy_("Tên cửa hàng, cơ sở"), [Filled(), AtMost(LONGEST_NAME)])
    representative = TextField(
        lazy_("Họ tên người đại diện"), [Filled(), AtMost(rules.LONGEST_TEXT)]
    )
    phone = PhoneField(lazy_("Điện thoại cho người mua gọi"), [Filled()])

    def validate_legal_form(self, field: RadioField) -> None:
        """In our words: the library speaks of choices."""
        if field.data not in rules.FORMS:
            raise ValidationError(_("Hãy chọn một mục."))


class PapersForm(HouseForm):
    tax_code = TextField(lazy_("Mã số thuế"), [AtMost(40)], render_kw={"inputmode": "numeric"})
    registration_number = TextField(lazy_("Số giấy đăng ký (nếu có)"), [AtMost(60)])
    registration_date = DayField(lazy_("Ngày cấp"))
    registration_place = TextField(lazy_("Nơi cấp"), [AtMost(120)])


class AddressForm(PlacePart, HouseForm):
    address = TextField(lazy_("Số nhà, ấp, thôn, đường"), [Filled(), AtMost(rules.LONGEST_TEXT)])


class ClaimForm(HouseForm):
    note = TextField(lazy_("Bạn là ai ở cơ sở này"), [Filled(), AtMost(rules.LONGEST_REASON)])


class ReasonForm(HouseForm):
    reason = TextField(lazy_("Vì sao, bằng cách nào"), [Filled(), AtMost(rules.LONGEST_REASON)])


class RequirementForm(HouseForm):
    """What an operator asks of sellers."""

    name = TextField(lazy_("Điều kiện"), [Filled(), AtMost(rules.LONGEST_TEXT)])
    hint = TextField(lazy_("Lời giải thích"), [AtMost(rules.LONGEST_TEXT)])
    kind = SelectField(lazy_("Ai nói là đạt"), choices=[SelectChoice(k, KIND[k]) for k in Kind])
    check = SelectField(lazy_("Máy kiểm gì"))
    forms = SelectField(lazy_("Cho loại hình"))
    is_waivable = BooleanField(lazy_("Cán bộ được miễn, có lý do"))
    document = TextField(lazy_("Văn bản yêu cầu"), [Filled(), AtMost(rules.LONGEST_TEXT)])
    valid_from = DayField(lazy_("Từ ngày"), [Filled()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = SelectChoice("", _("Không, người sẽ xem"))
        self.check.choices = [none, *(SelectChoice(one, CHECK[one]) for one in Check)]
        self.forms.choices = [SelectChoice("", _("Mọi loại hình")), *FORMS]

    def validate(self, extra_validators: Any = None) -> bool:
        """A machine needs something to look at, and people need nothing."""
        is_good = bool(super().validate(extra_validators))
        if is_good and bool(self.check.data) != (self.kind.data == Kind.COMPUTED):
            self.check.errors = [
                _("Chọn điều máy kiểm khi máy tự kiểm; để trống khi người xem hoặc cam kết.")
            ]
            return False
        return is_good


class CloseForm(HouseForm):
    last_day = DayField(lazy_("Ngày cuối còn đòi"), [Filled()])
