"""Forms of reviews."""

from flask_wtf.file import FileField
from wtforms import RadioField, SelectChoice, StringField

from catalog.kernel.forms import AtMost, Filled, HouseForm, LinesField
from catalog.kernel.i18n import lazy_
from storefront.reviews.labels import ACT, POINTS
from storefront.reviews.rules import LONGEST_ANSWER, LONGEST_REASON, LONGEST_TEXT, Act


class ReviewForm(HouseForm):
    """What a buyer thinks of one line."""

    points = RadioField(
        lazy_("Bạn cho mấy điểm?"),
        [Filled()],
        coerce=int,
        choices=[SelectChoice(points, words) for points, words in POINTS.items()],
    )
    text = LinesField(lazy_("Bạn thấy thế nào?"), [Filled(), AtMost(LONGEST_TEXT)])
    picture = FileField(lazy_("Ảnh (không bắt buộc)"))


class AnswerForm(HouseForm):
    """The seller's one answer."""

    text = LinesField(lazy_("Trả lời của cơ sở"), [Filled(), AtMost(LONGEST_ANSWER)])


class ReportForm(HouseForm):
    """What is wrong with a review. `website` is left empty by people: they do not see it."""

    reason = LinesField(lazy_("Có gì không đúng?"), [Filled(), AtMost(LONGEST_REASON)])
    website = StringField()


class ModerateForm(HouseForm):
    """What an operator does with a review; the reason is kept."""

    act = RadioField(
        lazy_("Làm gì?"),
        [Filled()],
        choices=[SelectChoice(act.value, ACT[act]) for act in (Act.HIDDEN, Act.SHOWN, Act.KEPT)],
    )
    reason = LinesField(lazy_("Vì sao"), [Filled(), AtMost(LONGEST_REASON)])
