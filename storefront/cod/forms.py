"""Forms of COD control."""

from wtforms import BooleanField, SelectChoice, SelectField

from catalog.kernel.forms import AtMost, DayField, Filled, HouseForm, LinesField, TextField
from catalog.kernel.forms import WholeNumberField as Whole
from catalog.kernel.i18n import _, lazy_
from catalog.products.labels import GOODS_CLASS
from storefront.cod.rules import (
    LARGEST_AMOUNT,
    LONGEST_DAYS,
    LONGEST_SOURCE,
    MOST_REFUSALS,
    Scope,
    mark,
)


class DatedForm(HouseForm):
    """From when on, and by what."""

    valid_from = DayField(lazy_("Áp dụng từ ngày"), [Filled()])
    source = TextField(lazy_("Theo văn bản"), [Filled(), AtMost(LONGEST_SOURCE)])


class ScopedForm(DatedForm):
    """About all goods, one class of goods, or one product set."""

    applies_to = SelectField(lazy_("Áp dụng cho"), default=Scope.ALL.value)
    amount = Whole(lazy_("Số tiền (đồng)"), least=0, most=LARGEST_AMOUNT)

    def with_sets(self, sets: list[tuple[int, str]]) -> None:
        self.applies_to.choices = [
            SelectChoice(Scope.ALL.value, _("Mọi mặt hàng")),
            *(
                SelectChoice(mark(Scope.GOODS_CLASS, one.value), str(words))
                for one, words in GOODS_CLASS.items()
            ),
            *(SelectChoice(mark(Scope.PRODUCT_SET, str(number)), name) for number, name in sets),
        ]


class CapForm(ScopedForm):
    """Above the amount no cash; 0: never for such goods."""


class ConfirmForm(ScopedForm):
    """From the amount on a code is asked for."""

    only_first = BooleanField(lazy_("Chỉ khi số điện thoại chưa nhận kiện nào"))


class PauseForm(DatedForm):
    """So many refusals in so many days stop cash for so many days."""

    refusals = Whole(lazy_("Số kiện bị từ chối"), least=1, most=MOST_REFUSALS)
    within_days = Whole(lazy_("Trong bao nhiêu ngày"), least=1, most=LONGEST_DAYS)
    pause_days = Whole(lazy_("Dừng bao nhiêu ngày"), least=1, most=LONGEST_DAYS)


class LiftForm(HouseForm):
    """Why a number may pay on delivery again."""

    reason = LinesField(lazy_("Lý do"), [Filled(), AtMost(300)])
