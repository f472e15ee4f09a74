"""What officers enter about a decision."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, cast

from wtforms import BooleanField, DecimalField, SelectChoice, SelectField
from wtforms.validators import NumberRange, Optional

from catalog.certification import labels
from catalog.certification.rules import RevocationGround
from catalog.certification.service.recognising import Decision
from catalog.kernel.forms import AtMost, DayField, Filled, HouseForm, TextField
from catalog.kernel.i18n import lazy_
from catalog.product_sets.models import Rubric

STARS = {"3": lazy_("3 sao"), "4": lazy_("4 sao"), "5": lazy_("5 sao")}


def _choices(words: Mapping[Any, Any]) -> list[SelectChoice]:
    first = SelectChoice("", lazy_("Chọn"))
    return [first, *(SelectChoice(str(value), label) for value, label in words.items())]


class DecisionForm(HouseForm):
    """One decision about one product."""

    number = TextField(lazy_("Số quyết định"), [Filled(), AtMost(60)])
    decided_on = DayField(lazy_("Ngày quyết định"), [Filled()])
    stars = SelectField(
        lazy_("Hạng được công nhận"),
        [Filled()],
        choices=_choices(STARS),
    )
    issuer_level = SelectField(lazy_("Cấp công nhận"), [Filled()], choices=_choices(labels.LEVEL))
    issuer_name = TextField(lazy_("Cơ quan công nhận"), [Filled(), AtMost(150)])
    score = DecimalField(
        lazy_("Điểm trung bình, nếu biết"),
        [
            Optional(),
            NumberRange(0, 100, message=lazy_("Điểm từ 0 đến 100.")),
        ],
        places=2,
    )
    rubric_id = SelectField(lazy_("Bộ tiêu chí"), [Optional()])
    has_transition_grace = BooleanField(
        lazy_("Đã nộp hồ sơ đánh giá lại nhưng không kịp hạn (QĐ 26/2026 Điều 12 khoản 3)")
    )

    def with_rubrics(self, rubrics: list[Rubric]) -> None:
        """Offer these rubrics besides the one in force on the day of the decision."""
        by_date = SelectChoice("", lazy_("Theo ngày quyết định"))
        others = [SelectChoice(str(one.id), one.number) for one in rubrics]
        self.rubric_id.choices = [by_date, *others]

    def decision(self) -> Decision:
        """What was entered, as the service takes it."""
        return Decision(
            number=self.number.data or "",
            decided_on=cast(date, self.decided_on.data),
            stars=int(self.stars.data),
            issuer_name=self.issuer_name.data or "",
            issuer_level=self.issuer_level.data,
            score=self.score.data and Decimal(self.score.data),
            rubric_id=int(self.rubric_id.data) if self.rubric_id.data else None,
            has_transition_grace=self.has_transition_grace.data,
        )


class RevocationForm(HouseForm):
    """Why and by which decision a recognition ends."""

    number = TextField(lazy_("Số quyết định thu hồi"), [Filled(), AtMost(60)])
    revoked_on = DayField(lazy_("Ngày thu hồi"), [Filled()])
    ground = SelectField(
        lazy_("Lý do (QĐ 26/2026 Điều 8)"), [Filled()], choices=_choices(labels.GROUND)
    )

    def chosen(self) -> tuple[RevocationGround, str, date]:
        """Ground, number and day, as the service takes them."""
        day = cast(date, self.revoked_on.data)
        return RevocationGround(self.ground.data), self.number.data or "", day
