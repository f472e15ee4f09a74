"""What a buyer reports, and what an operator answers."""

from flask_wtf.file import FileField
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from catalog.kernel.forms import AtMost, Filled, HouseForm, LinesField, TextField
from catalog.kernel.i18n import lazy_
from traceability.scans.labels import KINDS, OUTCOMES


class ProblemForm(HouseForm):
    kind = RadioField(
        lazy_("Chuyện gì?"),
        choices=[SelectChoice(str(kind), label) for kind, label in KINDS.items()],
    )
    text = LinesField(lazy_("Bạn thấy gì?"), [Filled(), AtMost(2000)])
    contact = TextField(lazy_("Liên hệ lại với bạn (không bắt buộc)"), [AtMost(200)])
    picture = FileField(lazy_("Ảnh gói hàng (không bắt buộc)"))


class TakeForm(HouseForm):
    """Only a token."""


class AnswerForm(HouseForm):
    outcome = RadioField(
        lazy_("Báo có đúng không?"),
        choices=[SelectChoice(str(outcome), label) for outcome, label in OUTCOMES.items()],
    )
    answer = LinesField(lazy_("Đã làm gì"), [Filled(), AtMost(2000)])
