"""Forms of visits."""

from collections.abc import Iterable

from wtforms import RadioField, SelectChoice, SelectField, ValidationError

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
from storefront.visits import rules
from storefront.visits.labels import LANGUAGE


class VisitForm(HouseForm):
    """A new visit. Prices are those of the tickets chosen."""

    adult = SelectField(lazy_("Vé người lớn"), [Filled()])
    child = SelectField(lazy_("Vé trẻ em (không bắt buộc)"), default="")
    day = DayField(lazy_("Ngày"), [Filled()])
    time = TextField(lazy_("Giờ bắt đầu"), [Filled(), AtMost(10)])
    minutes = WholeNumberField(
        lazy_("Kéo dài bao nhiêu phút"), least=10, most=rules.LONGEST_MINUTES, default=180
    )
    seats = WholeNumberField(
        lazy_("Nhận nhiều nhất bao nhiêu khách"), least=1, most=rules.MOST_SEATS
    )
    language = SelectField(
        lazy_("Người đón nói"),
        [Filled()],
        choices=[SelectChoice(one.value, words) for one, words in LANGUAGE.items()],
    )
    meeting_place = TextField(lazy_("Chỗ hẹn"), [Filled(), AtMost(rules.LONGEST_PLACE)])
    instructions = LinesField(lazy_("Dặn khách"), [Filled(), AtMost(rules.LONGEST_INSTRUCTIONS)])
    closes_hours = WholeNumberField(
        lazy_("Ngừng nhận đặt trước mấy giờ"), least=0, most=rules.LATEST_HOURS, default=12
    )
    cancel_hours = WholeNumberField(
        lazy_("Khách hủy được đến trước mấy giờ"), least=0, most=rules.LATEST_HOURS, default=24
    )

    def with_tickets(self, tickets: Iterable[tuple[str, str]]) -> None:
        """Offer these sizes of the seller's tours, by "product-variant"."""
        choices = [SelectChoice(value, words) for value, words in tickets]
        self.adult.choices = choices
        self.child.choices = [SelectChoice("", lazy_("Không bán vé trẻ em")), *choices]

    def validate_time(self, field: TextField) -> None:
        if field.data and rules.read_time(field.data) is None:
            raise ValidationError(str(lazy_("Ghi giờ như 8:30 hoặc 14 giờ.")))


class TicketForm(HouseForm):
    """The code of a ticket, typed or scanned."""

    code = TextField(lazy_("Mã vé"), [Filled(), AtMost(80)])


class CallOffForm(HouseForm):
    """Why a visit does not take place: each guest reads it."""

    reason = RadioField(
        lazy_("Vì sao"),
        [Filled()],
        choices=[SelectChoice(one.value, PROMISE_REASON[one]) for one in rules.CALL_OFFS],
    )
    words = TextField(lazy_("Nói thêm với khách (không bắt buộc)"), [AtMost(rules.LONGEST_WORDS)])
