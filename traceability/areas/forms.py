"""What officers and producers enter about an area and its code."""

from datetime import date
from typing import Any

from flask_wtf.file import FileField
from wtforms import RadioField, SelectChoice, SelectField, ValidationError

from catalog.kernel.forms import (
    AmountField,
    AtMost,
    DayField,
    Filled,
    HouseForm,
    LinesField,
    TextField,
    WholeNumberField,
)
from catalog.kernel.i18n import _, lazy_
from catalog.places.forms import PlacePart
from catalog.producers.models import Producer
from traceability.areas import errors
from traceability.areas.cells import Point, read_point
from traceability.areas.labels import EVIDENCE, SCHEMES
from traceability.areas.rules import AreaState, Evidence, Scheme
from traceability.areas.service import Description, NewArea, NewStatus

MOST_GROWERS = 100_000


class PointField(TextField):
    """A pair of decimal degrees as a phone or a map shows it; `point` once it is valid."""

    point: Point | None = None

    def pre_validate(self, form: Any) -> None:
        self.point = read_point(self.data) if self.data else None
        if self.data and self.point is None:
            raise ValidationError(str(errors.NotAPoint.message))


class DescriptionPart(PlacePart):
    """What is known of an area beside its code. Mix into a HouseForm."""

    name = TextField(lazy_("Tên vùng"), [Filled(), AtMost(120)])
    crop = TextField(lazy_("Cây trồng, vật nuôi"), [Filled(), AtMost(80)])
    hectares = AmountField(lazy_("Diện tích (ha)"), places=2)
    growers = WholeNumberField(lazy_("Số hộ cùng làm"), least=1, most=MOST_GROWERS, default=1)
    former_place = TextField(lazy_("Tên nơi cũ trên giấy"), [AtMost(160)])
    parcels = LinesField(lazy_("Mã định danh thửa đất"), [AtMost(2000)])
    point = PointField(lazy_("Tọa độ một điểm trong vùng"), [AtMost(60)])
    issuer = TextField(lazy_("Cơ quan cấp"), [AtMost(120)])

    def described(self) -> dict[str, Any]:
        """The parts of service.Description; ask once the place is settled."""
        return {
            "name": self.name.data,
            "crop": self.crop.data,
            "hectares": self.hectares.data,
            "parcels": self.parcels.data or None,
            "growers": self.growers.data,
            "commune_code": self.commune.code if self.commune else None,
            "former_place": self.former_place.data or None,
            "issuer": self.issuer.data or None,
        }


class EditForm(DescriptionPart, HouseForm):
    """An area said anew, from a day on."""

    since = DayField(lazy_("Đúng như vậy từ ngày"), [Filled()])
    source = TextField(lazy_("Theo văn bản"), [Filled(), AtMost(200)])

    def description(self) -> Description:
        return Description(**self.described())


class ProposalForm(DescriptionPart, HouseForm):
    """An area with its code and the paper that granted it."""

    scheme = SelectField(
        lazy_("Loại mã"),
        [Filled()],
        choices=[SelectChoice(str(one), label) for one, label in SCHEMES.items()],
    )
    code = TextField(lazy_("Mã như trên giấy"), [AtMost(60)])
    since = DayField(lazy_("Cấp ngày"))
    source = TextField(lazy_("Theo văn bản"), [AtMost(200)])
    picture = FileField(lazy_("Ảnh chụp giấy cấp mã"))

    def area(self, producer_id: int | None) -> NewArea:
        """The area as it was entered."""
        return NewArea(
            **self.described(),
            scheme=Scheme(self.scheme.data),
            code=self.code.data or None,
            point=self.point.point,
            producer_id=producer_id,
        )


class RegisterForm(ProposalForm):
    """The same, entered by an officer, for any producer."""

    producer_id = SelectField(lazy_("Chủ thể"), default="")
    until = DayField(lazy_("Đến hết ngày"))
    evidence = RadioField(
        lazy_("Căn cứ"),
        choices=[SelectChoice(str(one), label) for one, label in EVIDENCE.items()],
        default=str(Evidence.DOCUMENT),
    )

    def with_producers(self, producers: list[Producer]) -> None:
        """Offer these producers."""
        first = SelectChoice("", _("Không thuộc chủ thể nào ở đây"))
        named = [SelectChoice(str(one.id), one.name) for one in producers]
        self.producer_id.choices = [first, *named]

    def validate(self, extra_validators: Any = None) -> bool:
        """A code needs the day and the paper it was granted by; a place without one does not."""
        is_valid: bool = super().validate(extra_validators)
        if self.scheme.data == Scheme.NONE:
            return is_valid
        for field in (self.since, self.source):
            if not field.data and not field.errors:
                field.errors = [str(Filled().message)]
                is_valid = False
        return is_valid

    def grant(self, today: date, picture: str | None) -> NewStatus | None:
        """The decision that granted the code, if there is a code."""
        if self.scheme.data == Scheme.NONE:
            return None
        return NewStatus(
            AreaState.GRANTED,
            self.since.data or today,
            until=self.until.data,
            source=self.source.data,
            evidence=self.evidence.data,
            picture=picture,
        )


class StatusForm(HouseForm):
    state = RadioField(lazy_("Tình trạng mới"))
    since = DayField(lazy_("Có hiệu lực từ ngày"), [Filled()])
    until = DayField(lazy_("Đến hết ngày"))
    source = TextField(lazy_("Theo văn bản"), [Filled(), AtMost(200)])
    evidence = RadioField(
        lazy_("Căn cứ"),
        choices=[SelectChoice(str(one), label) for one, label in EVIDENCE.items()],
        default=str(Evidence.DOCUMENT),
    )
    picture = FileField(lazy_("Ảnh chụp văn bản"))


class WrongForm(HouseForm):
    """Why the last decision should not have been entered."""

    why = TextField(lazy_("Nhầm chỗ nào"), [Filled(), AtMost(200)])


class DeclineForm(HouseForm):
    answer = LinesField(lazy_("Vì sao chưa ghi"), [Filled(), AtMost(500)])
