"""What a buyer reports, and what an operator answers."""

from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from catalog.kernel.forms import AtMost, Filled, HouseForm, LinesField, TextField
from catalog.kernel.i18n import lazy_
from traceability.scans.labels import KINDS


class ProblemForm(HouseForm):
    kind = RadioField(
        lazy_("Chuyện gì?"),
        choices=[SelectChoice(str(kind), label) for kind, label in KINDS.items()],
    )
    text = LinesField(lazy_("Bạn thấy gì?"), [Filled(), AtMost(2000)])
    contact = TextField(lazy_("Liên hệ lại với bạn (không bắt buộc)"), [AtMost(200)])


class AnswerForm(HouseForm):
    answer = LinesField(lazy_("Đã làm gì"), [Filled(), AtMost(2000)])
