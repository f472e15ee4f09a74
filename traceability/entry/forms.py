"""Forms of the entry pages. Amounts are text: they are read as farmers write them."""

from wtforms import FileField, HiddenField, RadioField, SelectChoice, SelectField

from catalog.kernel.forms import AtMost, DayField, Filled, HouseForm, LinesField, TextField
from catalog.kernel.i18n import lazy_
from traceability.batches.labels import CUSTODY
from traceability.entry.pasting import MOST_LINES
from traceability.entry.rules import SAME_UNITS
from traceability.events.labels import UNITS

ALL_UNITS = [SelectChoice(unit, unit) for units in SAME_UNITS.values() for unit in units]
KEPT_UNITS = [SelectChoice(unit, label) for unit, label in UNITS.items()]
CUSTODIES = [
    SelectChoice("", lazy_("Không khai")),
    *(SelectChoice(str(model), label) for model, label in CUSTODY.items()),
]
VERDICTS = [
    SelectChoice("", lazy_("Phiếu không nói")),
    SelectChoice("yes", lazy_("Trong mức")),
    SelectChoice("no", lazy_("Vượt mức")),
]
MOST_TEXT = MOST_LINES * 130
DIGITS = {"inputmode": "decimal"}


class EventForm(HouseForm):
    """What was done with a batch. Which fields are shown depends on the kind."""

    key = HiddenField()
    amount = TextField(lazy_("Số lượng"), [Filled(), AtMost(20)], render_kw=DIGITS)
    unit = SelectField(lazy_("Đơn vị"))
    lines = LinesField(lazy_("Các lô khác cùng việc này"), [AtMost(MOST_TEXT)])
    out_goods = SelectField(lazy_("Làm ra"), default="")
    out_material = TextField(lazy_("Tên bán thành phẩm"), [AtMost(80)])
    out_amount = TextField(lazy_("Số lượng làm ra"), [AtMost(20)], render_kw=DIGITS)
    out_unit = SelectField(lazy_("Đơn vị làm ra"), choices=ALL_UNITS, default="kg")
    out_text = TextField(lazy_("Số lô của bạn (nếu có)"), [AtMost(20)])
    out_custody = SelectField(lazy_("Cách giữ hàng"), choices=CUSTODIES, default="")
    out_lines = LinesField(lazy_("Cho vào lô đã có"), [AtMost(MOST_TEXT)])
    ended_on = DayField(lazy_("Ngày"), [Filled()])
    started_on = DayField(lazy_("Bắt đầu từ ngày (nếu kéo dài)"))
    step = SelectField(lazy_("Bước"), default="")
    title = TextField(lazy_("Tên việc"), [AtMost(80)])
    place = TextField(lazy_("Nơi làm"), [AtMost(120)])
    partner = TextField(lazy_("Bên giao hoặc bên nhận"), [AtMost(120)])
    note = TextField(lazy_("Ghi thêm"), [AtMost(300)])
    analyte = TextField(lazy_("Chỉ tiêu"), [AtMost(80)])
    value = TextField(lazy_("Kết quả"), [AtMost(40)])
    result_unit = TextField(lazy_("Đơn vị của kết quả"), [AtMost(20)])
    limit = TextField(lazy_("Mức cho phép"), [AtMost(40)])
    verdict = SelectField(lazy_("So với mức cho phép"), choices=VERDICTS, default="")
    laboratory = TextField(lazy_("Phòng thử nghiệm"), [AtMost(120)])
    accreditation = TextField(lazy_("Mã công nhận của phòng (VILAS …)"), [AtMost(40)])
    report_number = TextField(lazy_("Số phiếu"), [AtMost(40)])
    sampling = TextField(lazy_("Mẫu lấy thế nào"), [AtMost(120)])
    reason = TextField(lazy_("Vì sao ra nhiều hơn định mức"), [AtMost(300)])
    picture = FileField(lazy_("Ảnh (không bắt buộc)"))


class NewLotForm(HouseForm):
    """A lot that begins here: harvested, or received from somebody."""

    key = HiddenField()
    kind = RadioField(
        lazy_("Lô này từ đâu"),
        choices=[
            SelectChoice("harvest", lazy_("Tự thu hoạch")),
            SelectChoice("receive", lazy_("Nhận, mua về")),
        ],
        default="harvest",
    )
    material = TextField(lazy_("Tên hàng"), [Filled(), AtMost(80)])
    amount = TextField(lazy_("Số lượng"), [Filled(), AtMost(20)], render_kw=DIGITS)
    unit = SelectField(lazy_("Đơn vị"), choices=ALL_UNITS)
    day = DayField(lazy_("Ngày"), [Filled()])
    area = SelectField(lazy_("Vùng trồng"), default="")
    partner = TextField(lazy_("Nhận từ ai"), [AtMost(120)])
    source = TextField(lazy_("Mã lô bên giao (nếu có trên sàn)"), [AtMost(40)])
    place = TextField(lazy_("Nơi làm"), [AtMost(120)])
    custody = SelectField(lazy_("Cách giữ hàng"), choices=CUSTODIES, default="")


class QuickHarvestForm(HouseForm):
    """The last harvest once more: only the quantity is typed."""

    key = HiddenField()
    amount = TextField(lazy_("Hôm nay được bao nhiêu?"), [Filled(), AtMost(20)], render_kw=DIGITS)
    unit = SelectField(lazy_("Đơn vị"))
    day = DayField(lazy_("Ngày"), [Filled()])


class CorrectForm(HouseForm):
    """What an event should have said. The amounts are fields of their own, one for each lot."""

    ended_on = DayField(lazy_("Ngày"), [Filled()])
    title = TextField(lazy_("Tên việc"), [AtMost(80)])
    place = TextField(lazy_("Nơi làm"), [AtMost(120)])
    note = TextField(lazy_("Ghi thêm"), [AtMost(300)])
    reason = TextField(lazy_("Vì sao sửa"), [Filled(), AtMost(300)])


class ReasonForm(HouseForm):
    reason = TextField(lazy_("Vì sao"), [Filled(), AtMost(300)])


class PictureForm(HouseForm):
    picture = FileField(lazy_("Ảnh"))


class PressForm(HouseForm):
    """Only a token."""


class CapForm(HouseForm):
    """What a step gives at most, from a source."""

    name = TextField(lazy_("Tên bước"), [Filled(), AtMost(80)])
    input_unit = SelectField(lazy_("Đơn vị đưa vào"), choices=KEPT_UNITS)
    output_unit = SelectField(lazy_("Đơn vị làm ra"), choices=KEPT_UNITS)
    most = TextField(lazy_("Nhiều nhất ra bao nhiêu từ mỗi đơn vị"), [Filled(), AtMost(20)])
    since = DayField(lazy_("Có hiệu lực từ"), [Filled()])
    source = TextField(lazy_("Nguồn của con số"), [Filled(), AtMost(200)])
