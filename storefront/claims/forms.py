"""Forms of claims: the buyer's, the seller's, the operator's."""

from collections.abc import Iterable

from flask import Request
from flask_wtf.file import FileField
from wtforms import HiddenField, RadioField, SelectChoice

from catalog.kernel.forms import (
    AtMost,
    Filled,
    HouseForm,
    LinesField,
    TextField,
    WholeNumberField,
)
from catalog.kernel.i18n import _, lazy_
from storefront.claims import labels
from storefront.claims.rules import (
    LONGEST_ACCOUNT,
    LONGEST_TEXT,
    LONGEST_WORDS,
    Bought,
    ClaimKind,
    Outcome,
    Wish,
)
from storefront.payments.rules import Payer

LARGEST = 1_000_000_000


def _choices(words: dict[Wish, object] | dict[Payer, object]) -> list[SelectChoice]:
    return [SelectChoice(one.value, label) for one, label in words.items()]


class ClaimForm(HouseForm):
    """What a buyer asks for. Units of each line are read beside it: see `units`."""

    form_key = HiddenField(validators=[Filled(), AtMost(64)])
    kind = RadioField(lazy_("Chuyện gì?"), [Filled()])
    wish = RadioField(lazy_("Bạn muốn"), [Filled()], choices=_choices(labels.WISH))
    text = LinesField(lazy_("Bạn thấy gì?"), [Filled(), AtMost(LONGEST_TEXT)])
    picture = FileField(lazy_("Ảnh (không bắt buộc)"))
    pay_to = TextField(
        lazy_("Tài khoản nhận tiền hoàn (không bắt buộc)"), [AtMost(LONGEST_ACCOUNT)]
    )

    def with_kinds(self, kinds: Iterable[ClaimKind]) -> None:
        """Offer what may still be asked for today."""
        wanted = set(kinds)
        self.kind.choices = [
            SelectChoice(kind.value, words) for kind, words in labels.KIND.items() if kind in wanted
        ]


def units(request: Request, bought: Iterable[Bought]) -> dict[int, int] | None:
    """The units of each line from the fields "line-<id>"; None for what is no whole number."""
    found: dict[int, int] = {}
    for line in bought:
        typed = request.form.get(f"line-{line.line_id}", "").strip()
        if typed and not (typed.isascii() and typed.isdigit() and len(typed) < 7):
            return None
        found[line.line_id] = int(typed or 0)
    return found


class WordsForm(HouseForm):
    """A step that may need a word."""

    words = LinesField(lazy_("Nói rõ"), [AtMost(LONGEST_WORDS)])


class AnswerForm(HouseForm):
    """A seller's answer."""

    outcome = RadioField(lazy_("Bạn trả lời thế nào?"), [Filled()])
    amount = WholeNumberField(lazy_("Số tiền hoàn (đồng)"), least=0, most=LARGEST, default=0)
    payer = RadioField(
        lazy_("Ai trả tiền cho khách?"),
        choices=_choices(labels.PAYER),
        default=Payer.PLATFORM.value,
    )
    words = LinesField(lazy_("Lời nhắn cho người mua"), [AtMost(LONGEST_WORDS)])

    def offer(self, suggested: int, left: int, *, has_cash: bool) -> None:
        """What can be answered: no money where none is left, no payer where all was prepaid."""
        self.outcome.choices = [
            SelectChoice(one.value, words)
            for one, words in labels.OUTCOME.items()
            if left or one not in (Outcome.REFUND, Outcome.RETURN)
        ]
        if not self.is_submitted():
            self.amount.data = suggested
        if not has_cash:
            del self.payer


class DecideForm(HouseForm):
    """The operator's decision; both sides read the words."""

    outcome = RadioField(lazy_("Quyết định"), [Filled()])
    amount = WholeNumberField(lazy_("Số tiền hoàn (đồng)"), least=0, most=LARGEST, default=0)
    words = LinesField(lazy_("Vì sao"), [Filled(), AtMost(LONGEST_WORDS)])

    def offer(self, suggested: int, *, is_promised: bool) -> None:
        """Every decision is open to the operator, until money was promised: then only that one."""
        self.outcome.choices = [
            SelectChoice(one.value, words)
            for one, words in {
                **labels.OUTCOME,
                Outcome.REFUSE: _("Không chấp nhận yêu cầu"),
            }.items()
            if one == Outcome.REFUND or not is_promised
        ]
        if not self.is_submitted():
            self.amount.data = suggested


class PaidForm(HouseForm):
    """That the seller has paid, and how it can be seen."""

    reference = TextField(lazy_("Trả bằng cách nào"), [Filled(), AtMost(60)])


class PromiseForm(HouseForm):
    """How many days a seller takes goods without fault back."""

    days = WholeNumberField(lazy_("Nhận lại trong mấy ngày"), least=1, most=60)
