"""Forms of privacy."""

from wtforms import SelectChoice, SelectField

from catalog.kernel.forms import AtMost, DayField, Filled, HouseForm, LinesField, PhoneField
from catalog.kernel.forms import TextField as Text
from catalog.kernel.forms import WholeNumberField as Whole
from catalog.kernel.i18n import lazy_
from storefront.privacy import labels
from storefront.privacy.rules import LONGEST_DAYS, LONGEST_NOTE, LONGEST_SOURCE


class PhoneForm(HouseForm):
    """Whose data."""

    phone = PhoneField(lazy_("Số điện thoại của bạn"), [Filled()])


class OpenForm(PhoneForm):
    """The number, and the code that was sent to it."""

    code = Text(
        lazy_("Mã 6 số"),
        [Filled(), AtMost(12)],
        render_kw={"inputmode": "numeric", "autocomplete": "one-time-code"},
    )


class RefuseForm(HouseForm):
    """Why a request is not carried out."""

    note = LinesField(lazy_("Lý do"), [Filled(), AtMost(LONGEST_NOTE)])


class RetentionForm(HouseForm):
    """How long something is kept, and by which law."""

    what = SelectField(
        lazy_("Dữ liệu"),
        choices=[SelectChoice(one.value, words) for one, words in labels.KEPT.items()],
    )
    days = Whole(lazy_("Giữ bao nhiêu ngày"), least=1, most=LONGEST_DAYS)
    valid_from = DayField(lazy_("Áp dụng từ ngày"), [Filled()])
    source = Text(lazy_("Theo văn bản"), [Filled(), AtMost(LONGEST_SOURCE)])
