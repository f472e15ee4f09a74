"""Forms of restrictions."""

from decimal import Decimal

from wtforms import RadioField, SelectChoice, SelectField

from catalog.kernel.forms import (
    AmountField,
    AtMost,
    DayField,
    Filled,
    HouseForm,
    TextField,
    WholeNumberField,
)
from catalog.kernel.i18n import lazy_
from catalog.product_sets.queries import SetChoice
from catalog.restrictions.labels import DUTY, LICENCE
from catalog.restrictions.rules import LONGEST_SENTENCE, DutyKind, LicenceKind


class DutyForm(HouseForm):
    """What a document asks of a product set."""

    set_number = SelectField(lazy_("Bộ sản phẩm"))
    kind = RadioField(
        lazy_("Điều kiện"),
        [Filled()],
        choices=[SelectChoice(one.value, words) for one, words in DUTY.items()],
    )
    amount = AmountField(lazy_("Số tuổi hoặc độ cồn"), places=1)
    text = TextField(lazy_("Câu bắt buộc, tiếng Việt"), [AtMost(LONGEST_SENTENCE)])
    text_en = TextField(lazy_("Câu bắt buộc, tiếng Anh"), [AtMost(LONGEST_SENTENCE)])
    valid_from = DayField(lazy_("Áp dụng từ ngày"), [Filled()])
    document = TextField(lazy_("Theo văn bản"), [Filled(), AtMost(200)])

    def with_sets(self, sets: list[SetChoice]) -> None:
        """Offer these product sets."""
        self.set_number.choices = [
            SelectChoice(str(one.number), f"{one.number}. {one.label}") for one in sets
        ]

    @property
    def number(self) -> int | None:
        """Years of age as they are, strengths in tenths; what is no whole number is refused."""
        given: Decimal | None = self.amount.data
        if given is None:
            return None
        if self.kind.data == DutyKind.MIN_AGE:
            return int(given) if given == int(given) else 0
        return int(given * 10)


class LicenceForm(HouseForm):
    """A licence as it lies before the operator."""

    producer_id = SelectField(lazy_("Người bán"))
    kind = RadioField(
        lazy_("Loại giấy phép"),
        [Filled()],
        choices=[SelectChoice(one.value, words) for one, words in LICENCE.items()],
        default=LicenceKind.ALCOHOL.value,
    )
    number = TextField(lazy_("Số giấy phép"), [Filled(), AtMost(80)])
    issuer = TextField(lazy_("Nơi cấp"), [Filled(), AtMost(120)])
    valid_from = DayField(lazy_("Ngày cấp"), [Filled()])
    valid_to = DayField(lazy_("Có hạn đến hết ngày"), [Filled()])

    def with_sellers(self, sellers: list[tuple[int, str]]) -> None:
        """Offer these sellers."""
        self.producer_id.choices = [SelectChoice(str(one), name) for one, name in sellers]


class WithdrawForm(HouseForm):
    """Why a licence no longer counts."""

    why = TextField(lazy_("Vì sao rút"), [Filled(), AtMost(200)])


class StrengthForm(HouseForm):
    """The strength on the label."""

    product_id = WholeNumberField(lazy_("Sản phẩm"), least=1, most=2_000_000_000)
    strength = AmountField(lazy_("Độ cồn trên nhãn (%)"), [Filled()], places=1)
