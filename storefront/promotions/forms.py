"""Forms of promotions: one for sellers, one for operators, and what may change later."""

from wtforms import BooleanField, RadioField, SelectChoice, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from catalog.kernel.forms import (
    AmountField,
    AtMost,
    DayField,
    Filled,
    HouseForm,
    LinesField,
    TextField,
)
from catalog.kernel.forms import WholeNumberField as Whole
from catalog.kernel.i18n import lazy_
from storefront.pricing.rules.terms import (
    LARGEST_AMOUNT,
    LONGEST_AGREEMENT,
    LONGEST_NAME,
    Kind,
    Scope,
)
from storefront.promotions import labels
from storefront.promotions.rules import MOST_CODES, MOST_USES

LONGEST_LINES = 20_000


class ChecksField(SelectMultipleField):
    """Several of a list, each with a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class CodesPart:
    """Codes that are typed or made up."""

    codes = LinesField(lazy_("Mã, mỗi dòng một mã"), [AtMost(LONGEST_LINES)])
    random_codes = Whole(
        lazy_("Tự tạo thêm bao nhiêu mã dùng một lần"), least=0, most=MOST_CODES, may_be_empty=True
    )
    code_uses = Whole(lazy_("Mỗi mã dùng được mấy lần"), least=1, most=MOST_USES, may_be_empty=True)


class PromotionForm(CodesPart, HouseForm):
    """What is taken off, when, and for whom."""

    name = TextField(
        lazy_("Tên chương trình, khách thấy tên này"), [Filled(), AtMost(LONGEST_NAME)]
    )
    kind = RadioField(
        lazy_("Giảm gì"),
        [Filled()],
        choices=[SelectChoice(one.value, words) for one, words in labels.KIND.items()],
        default=Kind.PERCENT.value,
    )
    percent = AmountField(lazy_("Phần trăm"), places=2)
    amount = Whole(lazy_("Số tiền (đồng)"), least=0, most=LARGEST_AMOUNT, may_be_empty=True)
    minimum = Whole(lazy_("Khi mua từ (đồng)"), least=0, most=LARGEST_AMOUNT, may_be_empty=True)
    cap = Whole(lazy_("Giảm nhiều nhất (đồng)"), least=1, most=LARGEST_AMOUNT, may_be_empty=True)
    opens = RadioField(
        lazy_("Dùng thế nào"),
        [Filled()],
        choices=[SelectChoice(one, words) for one, words in labels.OPENS.items()],
        default="tu-dong",
    )
    is_first_order_only = BooleanField(lazy_("Chỉ cho đơn đầu tiên của một số điện thoại"))
    max_uses = Whole(lazy_("Tổng số lượt dùng"), least=1, most=MOST_USES, may_be_empty=True)
    uses_per_phone = Whole(
        lazy_("Mỗi số điện thoại dùng mấy lần"), least=1, most=MOST_USES, may_be_empty=True
    )
    starts_on = DayField(lazy_("Từ ngày"), [Filled()])
    ends_on = DayField(lazy_("Đến hết ngày"))


class SellerPromotionForm(PromotionForm):
    """A seller's own: nothing ticked means all of the seller's goods."""

    products = ChecksField(lazy_("Chỉ cho những sản phẩm này"), coerce=int)


class OperatorPromotionForm(PromotionForm):
    """The operator's: for whose goods, and who pays."""

    scope = RadioField(
        lazy_("Cho hàng nào"),
        [Filled()],
        choices=[SelectChoice(one.value, words) for one, words in labels.SCOPE.items()],
        default=Scope.ALL.value,
    )
    sellers = ChecksField(lazy_("Người bán"), coerce=int)
    products = LinesField(lazy_("Địa chỉ trang sản phẩm, mỗi dòng một"), [AtMost(LONGEST_LINES)])
    platform_percent = Whole(
        lazy_("Sàn chịu bao nhiêu phần trăm tiền giảm"), least=0, most=100, default=100
    )
    agreement = TextField(
        lazy_("Văn bản người bán đồng ý chịu phần còn lại"), [AtMost(LONGEST_AGREEMENT)]
    )


class EndForm(HouseForm):
    """The last day of a promotion."""

    ends_on = DayField(lazy_("Đến hết ngày"), [Filled()])


class MoreCodesForm(CodesPart, HouseForm):
    """More codes of a promotion that is running."""
