"""Forms of questions."""

from wtforms import HiddenField, StringField, ValidationError

from catalog.kernel.forms import AtMost, Filled, HouseForm, LinesField, PhoneField, TextField
from catalog.kernel.i18n import lazy_
from storefront.accounts.rules import is_email
from storefront.questions.rules import (
    LONGEST_ANSWER,
    LONGEST_NAME,
    LONGEST_REASON,
    LONGEST_TEXT,
)


class AskForm(HouseForm):
    """A guest's question. `website` is left empty by people: they do not see it."""

    form_key = HiddenField(validators=[Filled(), AtMost(64)])
    text = LinesField(lazy_("Bạn muốn hỏi gì?"), [Filled(), AtMost(LONGEST_TEXT)])
    author = TextField(lazy_("Tên bạn"), [Filled(), AtMost(LONGEST_NAME)])
    phone = PhoneField(lazy_("Số điện thoại"), [Filled()])
    email = TextField(lazy_("E-mail (không bắt buộc)"), [AtMost(254)])
    website = StringField()

    def validate_email(self, field: TextField) -> None:
        """An address, where one is given."""
        if field.data and not is_email(field.data):
            raise ValidationError(str(lazy_("Địa chỉ e-mail này không đúng dạng.")))


class AnswerForm(HouseForm):
    """The seller's answer."""

    text = LinesField(lazy_("Trả lời"), [Filled(), AtMost(LONGEST_ANSWER)])


class HideForm(HouseForm):
    """Why a question is taken away."""

    reason = LinesField(lazy_("Vì sao"), [Filled(), AtMost(LONGEST_REASON)])
