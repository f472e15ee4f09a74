"""Writes the document: the operator, each seller with its goods, the sums, the buyer's ways."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import select

from catalog.kernel.db import session
from catalog.kernel.i18n import _, format_day, ngettext
from catalog.kernel.money import format_dong
from catalog.kernel.phone import format_phone
from catalog.producers.labels import LEGAL_FORM
from catalog.producers.models import Producer
from catalog.producers.rules import LegalForm, public_tax_code
from storefront.claims.labels import KIND
from storefront.claims.rules import ClaimKind
from storefront.deadlines import queries as deadlines
from storefront.deadlines.labels import WHAT, time_words
from storefront.deadlines.models import Deadline
from storefront.deadlines.rules import What, is_in_force
from storefront.disclosures.rules import Part, Purchase, Section
from storefront.legal.labels import facts_of
from storefront.legal.models import OperatorIdentity
from storefront.payments.labels import FOR_BUYER, METHOD
from storefront.payments.rules import Method

OF_RETURNS = (What.CLAIM_WINDOW, What.CLAIM_ANSWER, What.CLAIM_SEND_BACK, What.CLAIM_DONE)
OF_COMPLAINTS = (
    What.CLAIM_APPEAL,
    What.COMPLAINT_ACKNOWLEDGE,
    What.COMPLAINT_HEARING,
    What.COMPLAINT_RESOLVE,
)


def compose(purchase: Purchase, operator: OperatorIdentity | None, on: date) -> list[Section]:
    """The whole document in the language spoken now."""
    ids = frozenset(part.producer_id for part in purchase.parts)
    rows = [row for row in deadlines.list_deadlines() if _counts(row, on)]
    own = [row for row in deadlines.list_own(ids) if _counts(row, on)]
    producers = session.scalars(select(Producer).where(Producer.id.in_(ids)))
    sellers = {one.id: one for one in producers}
    return [
        Section(
            _("Người vận hành chợ"), tuple((name, value) for name, value in facts_of(operator))
        ),
        *(_seller(part, sellers, own) for part in purchase.parts),
        _paying(purchase.method),
        _sums(purchase),
        _calling_off(),
        Section(_("Đổi trả, hoàn tiền"), items=tuple(_times(rows, OF_RETURNS)) or (_unset(),)),
        _complaining(operator, rows),
    ]


def _counts(row: Deadline, on: date) -> bool:
    return is_in_force(deadlines.to_span(row), on)


def _seller(part: Part, sellers: Mapping[int, Producer], own: Iterable[Deadline]) -> Section:
    seller = sellers[part.producer_id]
    promised = [row for row in own if row.producer_id == seller.id]
    return Section(
        _("Người bán: %(name)s", name=seller.name),
        facts=(
            (_("Loại hình"), str(LEGAL_FORM[LegalForm(seller.legal_form)])),
            (_("Địa chỉ"), seller.address or seller.place_text),
            (_("Mã số thuế"), public_tax_code(seller.tax_code)),
            (_("Số đăng ký"), seller.registration_number),
            (_("Ngày cấp"), format_day(seller.registration_date) or None),
            (_("Nơi cấp"), seller.registration_place),
            (_("Điện thoại"), format_phone(seller.phone) if seller.phone else None),
            (_("E-mail"), seller.email),
            (_("Cán bộ xác minh ngày"), format_day(seller.verified_on) or None),
        ),
        sums=(
            *(
                (
                    f"{one.quantity} × {one.name}, {format_dong(one.unit_price)}",
                    format_dong(one.unit_price * one.quantity),
                )
                for one in part.goods
            ),
            *((name, format_dong(-amount)) for name, amount in part.offs),
            *(((_("Phí giao hàng"), _fee(part)),) if part.is_delivered else ()),
        ),
        items=(*_delivery(part), *_times(promised, (What.CLAIM_WINDOW,))),
    )


def _fee(part: Part) -> str:
    return _("tính khi biết nơi nhận") if part.fee is None else format_dong(part.fee)


def _delivery(part: Part) -> Iterable[str]:
    yield from part.notes
    if part.pickup:
        yield _("Đến lấy: %(name)s", name=part.pickup)
    if part.is_own_delivery:
        yield _("Người bán tự giao.")
    if part.arrives:
        first, last = map(format_day, part.arrives)
        yield _("Nhận hàng từ %(from_day)s đến %(to_day)s", from_day=first, to_day=last)


def _sums(purchase: Purchase) -> Section:
    total = _("tính khi biết nơi nhận") if purchase.total is None else format_dong(purchase.total)
    return Section(
        _("Tổng phải trả"),
        facts=((_("Giao đến"), purchase.place or _("chưa điền")),),
        sums=(
            *((name, format_dong(amount)) for name, amount in purchase.sums),
            (_("Tổng cộng"), total),
        ),
        items=(
            _(
                "Giá hàng đã gồm thuế mà người bán phải nộp. Phí giao hàng ghi riêng, "
                "không có phí nào khác."
            ),
        ),
    )


def _paying(method: str | None) -> Section:
    if method is None:
        return Section(_("Trả tiền"), items=(_("Chọn cách trả ở trang đặt hàng."),))
    way = Method(method)
    return Section(_("Trả tiền"), items=(f"{METHOD[way]}.", str(FOR_BUYER[way])))


def _calling_off() -> Section:
    return Section(
        _("Hủy đơn"),
        items=(
            _("Hủy được ở trang đơn hàng cho đến khi người bán gói hàng, không mất gì."),
            _("Tiền đã trả trước được hoàn lại đủ khi đơn bị hủy."),
            _("Người bán không nhận đơn phải nói lý do; bạn không phải trả gì."),
        ),
    )


def _complaining(operator: OperatorIdentity | None, rows: list[Deadline]) -> Section:
    reached = [
        format_phone(operator.phone) if operator and operator.phone else None,
        operator.email if operator else None,
    ]
    contact = ", ".join(one for one in reached if one)
    return Section(
        _("Khiếu nại"),
        facts=((_("Liên hệ chợ"), contact or None),),
        items=(
            _("Trước hết báo người bán ở trang đơn hàng, hoặc gọi số của người bán ghi ở trên."),
            _("Người bán không trả lời, hoặc bạn không đồng ý: khiếu nại với chợ ở /khieu-nai."),
            _(
                "Vẫn không đồng ý: nhờ hội bảo vệ người tiêu dùng, cơ quan quản lý, hòa giải, "
                "trọng tài hoặc tòa án."
            ),
            *_times(rows, OF_COMPLAINTS),
        ),
    )


def _times(rows: Iterable[Deadline], whats: tuple[What, ...]) -> Iterable[str]:
    """One sentence a row, with what it says it for and where it comes from."""
    for row in rows:
        if What(row.what) in whats:
            cases = [str(KIND[ClaimKind(row.kind)])] if row.kind else []
            if row.shelf_life_days:
                cases.append(_keeps(row.shelf_life_days))
            case = f" ({', '.join(cases)})" if cases else ""
            yield f"{WHAT[What(row.what)]}{case}: {time_words(row.hours)}. {row.source}."


def _keeps(days: int) -> str:
    return ngettext(
        "hàng giữ được nhiều nhất %(num)s ngày", "hàng giữ được nhiều nhất %(num)s ngày", days
    )


def _unset() -> str:
    return _("Chợ chưa đặt thời hạn đổi trả.")
