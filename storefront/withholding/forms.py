"""Forms of the withholding rates."""

from wtforms import RadioField, SelectChoice, SelectField

from catalog.kernel.forms import AmountField, AtMost, DayField, Filled, HouseForm, TextField
from catalog.kernel.i18n import lazy_
from catalog.producers.labels import LEGAL_FORM
from catalog.producers.rules import LegalForm
from storefront.withholding.labels import ACTIVITY, HELD
from storefront.withholding.rules import Activity, Held


class RateForm(HouseForm):
    """A new rate; from its first day on it comes before older ones of the same sellers."""

    legal_form = SelectField(
        lazy_("Loại hình người bán"),
        choices=[SelectChoice(one.value, words) for one, words in LEGAL_FORM.items()],
        default=LegalForm.HOUSEHOLD.value,
    )
    activity = RadioField(
        lazy_("Tính trên tiền gì"),
        [Filled()],
        choices=[SelectChoice(one.value, words) for one, words in ACTIVITY.items()],
        default=Activity.GOODS.value,
    )
    held = RadioField(
        lazy_("Tính cho đơn nào"),
        [Filled()],
        choices=[SelectChoice(one.value, words) for one, words in HELD.items()],
        default=Held.ANY.value,
    )
    vat = AmountField(lazy_("Thuế GTGT (%)"), places=2)
    pit = AmountField(lazy_("Thuế TNCN (%)"), places=2)
    valid_from = DayField(lazy_("Áp dụng từ ngày"), [Filled()])
    document = TextField(lazy_("Theo văn bản"), [Filled(), AtMost(200)])
