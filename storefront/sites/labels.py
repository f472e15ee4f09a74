"""The words of mini-sites for the reader."""

from typing import Any

from catalog.kernel.errors import NotFound
from catalog.kernel.i18n import lazy_
from storefront.sites.rules import Section, Theme

SECTION: dict[Section, Any] = {
    Section.STORY: lazy_("Lời chào và câu chuyện"),
    Section.PHOTOS: lazy_("Hình ảnh"),
    Section.PEOPLE: lazy_("Người làm ra"),
    Section.BUYING: lazy_("Cách mua"),
    Section.CONTACT: lazy_("Liên hệ, đường đi"),
}
THEME: dict[Theme, Any] = {
    Theme.LEAF: lazy_("Lá xanh"),
    Theme.CLAY: lazy_("Gốm đỏ"),
    Theme.INDIGO: lazy_("Vải chàm"),
    Theme.HONEY: lazy_("Mật vàng"),
}


def read_section(text: str) -> Section:
    """The section an address names, or NotFound."""
    try:
        return Section(text)
    except ValueError as error:
        raise NotFound from error
