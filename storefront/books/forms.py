"""What a seller answers."""

from catalog.kernel.forms import AtMost, Filled, HouseForm, LinesField
from catalog.kernel.i18n import lazy_


class AnswerForm(HouseForm):
    text = LinesField(lazy_("Bạn trả lời"), [Filled(), AtMost(2000)])
