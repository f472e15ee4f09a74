"""The part of a form that asks for a place: province, name of the commune, choice among several."""

from wtforms import SelectChoice, SelectField, StringField

from catalog.kernel.forms import AtMost, Filled, TextField
from catalog.kernel.i18n import _, lazy_
from catalog.places.models import Commune, Province
from catalog.places.queries import CommuneHit, Resolution


class PlacePart:
    """Mix into a HouseForm; show with components/place_picker.html. In the view:

    form.with_provinces(places.list_provinces())
    if form.validate_on_submit() and form.takes(places.resolve(*form.typed_place())):
        … form.settled …
    """

    province_code = SelectField(
        lazy_("Tỉnh, thành phố"), [Filled(lazy_("Vui lòng chọn tỉnh."))], validate_choice=False
    )
    commune_text = TextField(lazy_("Xã, phường, đặc khu"), [Filled(), AtMost(120)])
    commune_code = StringField()

    commune: Commune | None = None
    offers: tuple[CommuneHit, ...] = ()

    def with_provinces(self, provinces: list[Province]) -> None:
        """Offer these provinces."""
        first = SelectChoice("", _("Chọn tỉnh, thành phố"))
        self.province_code.choices = [
            first,
            *(SelectChoice(one.code, one.name) for one in provinces),
        ]

    def typed_place(self) -> tuple[str, str, str]:
        """What `places.resolve` wants: province, typed name, chosen code."""
        return (
            self.province_code.data or "",
            self.commune_text.data or "",
            (self.commune_code.data or "")[:10],
        )

    @property
    def settled(self) -> Commune:
        """The commune; asked only after `takes` has said that there is one."""
        if self.commune is None:
            raise RuntimeError("The place is not settled.")
        return self.commune

    def takes(self, resolved: Resolution) -> bool:
        """Keep the commune, or show beside the field what may be chosen; whether it is settled."""
        self.commune, self.offers = resolved.commune, resolved.offers
        if self.commune:
            self.commune_code.data = self.commune.code
            return True
        refusal = (
            _("Chọn đúng xã, phường của bạn ở dưới.")
            if resolved.offers and resolved.is_known
            else _("Không có xã, phường tên này trong tỉnh đã chọn. Chọn trong danh sách ở dưới.")
            if resolved.offers
            else _("Tỉnh này không có trong danh sách.")
        )
        self.commune_text.errors = [refusal]
        return False
