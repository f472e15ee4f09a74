"""The words of other floors."""

from typing import Any

from catalog.kernel.i18n import lazy_
from storefront.floors.rules import Kind

KIND: dict[Kind, Any] = {
    Kind.FLOOR: lazy_("Gian hàng trên sàn"),
    Kind.WEBSITE: lazy_("Trang web của cơ sở"),
    Kind.SOCIAL: lazy_("Trang mạng xã hội của cơ sở"),
}
