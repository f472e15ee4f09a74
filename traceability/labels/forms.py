"""What a packer chooses before printing."""

from typing import Any

from wtforms import BooleanField, Field, SelectChoice, SelectField, ValidationError

from catalog.kernel.forms import AtMost, Filled, HouseForm, TextField, WholeNumberField
from catalog.kernel.i18n import lazy_
from traceability.labels import codes, rules
from traceability.labels.labels import PRINTERS, SHEETS


class SixFigures:
    """Refuse what cannot be a PIN before it costs a try; spaces are forgiven."""

    def __call__(self, form: Any, field: Field) -> None:
        field.data = "".join(field.data.split())
        if not (len(field.data) == 6 and field.data.isascii() and field.data.isdigit()):
            raise ValidationError(str(lazy_("Mã PIN gồm đúng 6 chữ số.")))


class SerialShape:
    """Refuse what no label carries, and say how a number looks."""

    def __call__(self, form: Any, field: Field) -> None:
        if not codes.is_serial(codes.as_printed(field.data)):
            raise ValidationError(
                str(lazy_("Số riêng gồm 12 chữ và số, in thành ba nhóm như 7K2M-4QXW-1230."))
            )


class OptionalNumberField(WholeNumberField):
    """A whole number that may be left out."""

    def __init__(self, label: Any = None, *, least: int, most: int, **kwargs: Any) -> None:
        super().__init__(label, least=least, most=most, **kwargs)
        self.validators = ()
        self.flags.required = False


class PrintForm(HouseForm):
    """The diameter is what one measures on a jar; rules take the radius."""

    count = WholeNumberField(lazy_("Số tem"), least=1, most=rules.MOST_AT_ONCE)
    sheet = SelectField(
        lazy_("Khổ giấy"),
        choices=[SelectChoice(name, label) for name, label in SHEETS.items()],
        default="a4-24",
    )
    dpi = SelectField(
        lazy_("Máy in"),
        coerce=int,
        choices=[SelectChoice(dpi, label) for dpi, label in PRINTERS.items()],
        default=600,
    )
    diameter = OptionalNumberField(
        lazy_("Đường kính hũ, chai (mm)"),
        least=2 * rules.LEAST_RADIUS,
        most=2 * rules.MOST_RADIUS,
    )
    has_serials = BooleanField(lazy_("Mỗi tem một số riêng"))
    has_pins = BooleanField(lazy_("Thêm mã PIN (phải che bằng lớp cào)"))
    reason = TextField(lazy_("Lý do, nếu thiếu thông tin hoặc in thêm"), [AtMost(300)])


class ReleaseForm(HouseForm):
    """Only a token."""


class CheckForm(HouseForm):
    """The province is the buyer's to say or not; nothing else is asked."""

    nowhere = lazy_("Không nói")
    province = SelectField(lazy_("Bạn ở tỉnh nào? (không bắt buộc)"))


class PinForm(HouseForm):
    pin = TextField(
        lazy_("6 số dưới lớp cào"), [Filled(), SixFigures()], render_kw={"inputmode": "numeric"}
    )


class SerialForm(HouseForm):
    """A question, not a change: it needs no token."""

    class Meta(HouseForm.Meta):
        csrf = False

    so = TextField(lazy_("Số riêng in trên tem"), [Filled(), SerialShape()])
