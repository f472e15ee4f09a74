"""Forms of complaints."""

from wtforms import HiddenField, RadioField, SelectChoice, StringField, ValidationError

from catalog.kernel.forms import AtMost, Filled, HouseForm, LinesField, PhoneField, TextField
from catalog.kernel.i18n import lazy_
from storefront.accounts.rules import is_email
from storefront.complaints.labels import KIND, OUTCOME
from storefront.complaints.rules import (
    LONGEST_NAME,
    LONGEST_SUBJECT,
    LONGEST_TEXT,
    LONGEST_WORDS,
)


class ComplaintForm(HouseForm):
    """A complaint. `website` is left empty by people: they do not see it."""

    form_key = HiddenField(validators=[Filled(), AtMost(64)])
    kind = RadioField(
        lazy_("Khiếu nại về"),
        [Filled()],
        choices=[SelectChoice(kind.value, words) for kind, words in KIND.items()],
    )
    subject = TextField(lazy_("Mã đơn, tên người bán hoặc sản phẩm"), [AtMost(LONGEST_SUBJECT)])
    text = LinesField(lazy_("Chuyện gì đã xảy ra?"), [Filled(), AtMost(LONGEST_TEXT)])
    name = TextField(lazy_("Họ tên"), [Filled(), AtMost(LONGEST_NAME)])
    phone = PhoneField(lazy_("Số điện thoại"), [Filled()])
    email = TextField(lazy_("E-mail (không bắt buộc)"), [AtMost(254)])
    website = StringField()

    def validate_email(self, field: TextField) -> None:
        """An address, where one is given."""
        if field.data and not is_email(field.data):
            raise ValidationError(str(lazy_("Địa chỉ e-mail này không đúng dạng.")))


class FollowForm(HouseForm):
    """The number of a complaint and the phone it was sent with."""

    number = TextField(lazy_("Số khiếu nại"), [Filled(), AtMost(40)])
    phone = PhoneField(lazy_("Số điện thoại đã ghi"), [Filled()])


class WordsForm(HouseForm):
    """Words for one step."""

    words = LinesField(lazy_("Nội dung"), [Filled(), AtMost(LONGEST_WORDS)])


class ResolveForm(HouseForm):
    """What came of a complaint."""

    outcome = RadioField(
        lazy_("Kết quả"),
        [Filled()],
        choices=[SelectChoice(one.value, words) for one, words in OUTCOME.items()],
    )
    words = LinesField(lazy_("Vì sao, và làm gì tiếp"), [Filled(), AtMost(LONGEST_WORDS)])
