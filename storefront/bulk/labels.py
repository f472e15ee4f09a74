"""The words of sheets."""

from typing import Any

from catalog.kernel.i18n import lazy_
from storefront.bulk.rules import Kind, State

KIND: dict[Kind, Any] = {
    Kind.GOODS: lazy_("Sản phẩm, giá"),
    Kind.COUNTS: lazy_("Đếm kho"),
    Kind.HARVESTS: lazy_("Thu hoạch"),
}
STATE: dict[State, Any] = {
    State.NEW: lazy_("mới"),
    State.CHANGED: lazy_("sửa"),
    State.SAME: lazy_("giữ nguyên"),
    State.REFUSED: lazy_("không nhận"),
}
