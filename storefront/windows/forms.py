"""Forms of harvest windows."""

from collections.abc import Iterable
from typing import Any

from wtforms import RadioField, SelectChoice, SelectField

from catalog.kernel.forms import (
    AtMost,
    DayField,
    Filled,
    HouseForm,
    LinesField,
    TextField,
    WholeNumberField,
)
from catalog.kernel.i18n import lazy_
from storefront.quotas.labels import PROMISE_REASON
from storefront.quotas.rules import MOST_UNITS, PromiseReason
from storefront.windows.rules import DELAYS, FAILS, LONGEST_NOTE, LONGEST_WORDS


def _of(reasons: Iterable[PromiseReason]) -> list[tuple[PromiseReason, Any]]:
    return [(reason, PROMISE_REASON[reason]) for reason in reasons]


class WindowForm(HouseForm):
    """A new window. Which goods is chosen from those of the seller."""

    variant = SelectField(lazy_("Loại hàng"), [Filled()])
    capacity = WholeNumberField(lazy_("Nhận đặt nhiều nhất bao nhiêu"), least=1, most=MOST_UNITS)
    most_per_buyer = WholeNumberField(
        lazy_("Mỗi người mua nhiều nhất (không bắt buộc)"),
        least=1,
        most=MOST_UNITS,
        may_be_empty=True,
    )
    order_from = DayField(lazy_("Nhận đặt từ ngày"), [Filled()])
    order_to = DayField(lazy_("Nhận đặt đến hết ngày"), [Filled()])
    ready_from = DayField(lazy_("Có hàng gửi đi sớm nhất"), [Filled()])
    ready_to = DayField(lazy_("Có hàng gửi đi muộn nhất"), [Filled()])
    note = LinesField(lazy_("Nhắn người mua (không bắt buộc)"), [AtMost(LONGEST_NOTE)])

    def with_goods(self, goods: Iterable[tuple[int, str]]) -> None:
        """Offer these variants."""
        self.variant.choices = [SelectChoice(str(one), words) for one, words in goods]


class ResizeForm(HouseForm):
    """How many may be ordered in all."""

    capacity = WholeNumberField(lazy_("Nhận đặt nhiều nhất bao nhiêu"), least=1, most=MOST_UNITS)


class DelayForm(HouseForm):
    """Other days and why: each buyer reads it."""

    ready_from = DayField(lazy_("Có hàng gửi đi sớm nhất"), [Filled()])
    ready_to = DayField(lazy_("Có hàng gửi đi muộn nhất"), [Filled()])
    reason = RadioField(
        lazy_("Vì sao"),
        [Filled()],
        choices=[SelectChoice(reason.value, words) for reason, words in _of(DELAYS)],
    )
    words = TextField(lazy_("Nói thêm với người mua (không bắt buộc)"), [AtMost(LONGEST_WORDS)])


class CallOffForm(HouseForm):
    """Why there is nothing to send: each buyer reads it."""

    reason = RadioField(
        lazy_("Vì sao"),
        [Filled()],
        choices=[SelectChoice(reason.value, words) for reason, words in _of(FAILS)],
    )
    words = TextField(lazy_("Nói thêm với người mua (không bắt buộc)"), [AtMost(LONGEST_WORDS)])


class StepForm(HouseForm):
    """Nothing but the token."""
