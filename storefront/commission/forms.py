"""Forms of the commission rules."""

from wtforms import SelectChoice, SelectField

from catalog.kernel.forms import AmountField, AtMost, DayField, Filled, HouseForm, TextField
from catalog.kernel.forms import WholeNumberField as Whole
from catalog.kernel.i18n import _, lazy_
from catalog.producers.labels import LEGAL_FORM
from storefront.commission.rules import LARGEST_FLAT, LARGEST_LIMIT, LONGEST_NAME, Scope


class RuleForm(HouseForm):
    """A new rule; it is tried after those there are, until somebody moves it up."""

    name = TextField(lazy_("Tên quy tắc"), [Filled(), AtMost(LONGEST_NAME)])
    applies_to = SelectField(lazy_("Áp dụng cho"), default=Scope.ALL.value)
    percent = AmountField(lazy_("Phần trăm tiền hàng"), places=2)
    flat_per_unit = Whole(
        lazy_("Cộng mỗi đơn vị bán (đồng)"), least=0, most=LARGEST_FLAT, default=0
    )
    floor = Whole(lazy_("Thấp nhất mỗi đơn (đồng)"), least=0, most=LARGEST_LIMIT, default=0)
    cap = Whole(
        lazy_("Cao nhất mỗi đơn (đồng)"), least=0, most=LARGEST_LIMIT, default=LARGEST_LIMIT
    )
    vat = AmountField(lazy_("Thuế GTGT trên phí (%)"), places=2)
    valid_from = DayField(lazy_("Áp dụng từ ngày"), [Filled()])
    source = TextField(lazy_("Theo văn bản"), [Filled(), AtMost(200)])

    def with_scopes(self, sellers: list[tuple[int, str]], sets: list[tuple[int, str]]) -> None:
        """Offer all goods, each legal form, each product set, each seller."""
        self.applies_to.choices = [
            SelectChoice(Scope.ALL.value, _("Mọi mặt hàng")),
            *(
                SelectChoice(f"{Scope.LEGAL_FORM}:{form.value}", str(words))
                for form, words in LEGAL_FORM.items()
            ),
            *(SelectChoice(f"{Scope.PRODUCT_SET}:{number}", name) for number, name in sets),
            *(SelectChoice(f"{Scope.PRODUCER}:{number}", name) for number, name in sellers),
        ]
