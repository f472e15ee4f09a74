"""The files of each channel, line by line.

Google: Merchant Center product data specification (support.google.com/merchants/answer/7052112)
as RSS 2.0 (answer/14987622). Facebook: catalogue fields of Meta
(developers.facebook.com/docs/commerce-platform/catalog/fields). Both as read on 2026-11-29.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from xml.sax.saxutils import escape

from catalog.kernel.spreadsheets import MARK, safe
from storefront.feeds import rules
from storefront.feeds.rules import Availability, Bundle, Goods

Pairs = list[tuple[str, str | None]]
META_COLUMNS = (
    "id", "title", "description", "availability", "condition", "price", "link", "image_link",
    "brand", "sale_price", "item_group_id", "gtin", "product_type", "additional_image_link",
    "shipping_weight",
)  # fmt: skip
PLAIN_COLUMNS = (
    "ma_quy_cach", "san_pham", "quy_cach", "chu_the", "nhom", "bo_san_pham", "mo_ta", "gia",
    "gia_truoc_khi_giam", "con_hang", "dat_truoc_tu_ngay", "luong_tinh", "don_vi",
    "nang_ca_bao_bi_g", "ma_vach", "thanh_phan", "chat_gay_di_ung", "bao_quan", "cach_dung",
    "tuoi_toi_thieu", "cau_canh_bao", "trang_san_pham", "anh",
)  # fmt: skip
IN_STOCK_WORDS = {
    Availability.IN_STOCK: "còn hàng",
    Availability.OUT_OF_STOCK: "hết hàng",
    Availability.PREORDER: "đặt trước",
}
# What XML 1.0 cannot hold.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")


@dataclass(frozen=True)
class Places:
    """How the addresses of a product and of a picture are made, and whose shop it is."""

    product: Callable[[str], str]
    combo: Callable[[str], str]
    picture: Callable[[str], str]
    home: str
    name: str


def google(goods: Iterable[Goods], bundles: Iterable[Bundle], at: Places) -> Iterator[str]:
    """RSS 2.0 with Google's namespace, an item a line."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">\n<channel>\n'
        f"<title>{_xml(at.name)}</title>\n<link>{_xml(at.home)}</link>\n"
        f"<description>{_xml(at.name)}</description>\n"
    )
    yield from (_item(_google(one, at)) for one in goods)
    yield from (_item(_google_bundle(one, at)) for one in bundles)
    yield "</channel>\n</rss>\n"


def _item(pairs: Pairs) -> str:
    parts = [f"<{name}>{_xml(value)}</{name}>" for name, value in pairs if value]
    return f"<item>{''.join(parts)}</item>\n"


def _google_bundle(one: Bundle, at: Places) -> Pairs:
    """A bundle of our own (answer/6324449): no maker gave it a number."""
    return [
        ("g:id", f"hop-{one.combo_id}"),
        ("title", rules.cut(one.name, 150)),
        ("description", rules.cut(one.text, 5000)),
        ("link", at.combo(one.slug)),
        ("g:image_link", at.picture(one.picture or "")),
        ("g:availability", one.availability.value),
        ("g:price", _dong(one.price)),
        ("g:brand", rules.cut(one.packer, 70)),
        ("g:identifier_exists", "no"),
        ("g:is_bundle", "yes"),
        ("g:condition", "new"),
    ]


def _google(one: Goods, at: Places) -> Pairs:
    more = one.pictures[1 : rules.MOST_MORE_PICTURES + 1]
    contents = rules.measure(one.net_amount, one.net_unit)
    return [
        ("g:id", str(one.variant_id)),
        ("title", rules.cut(one.title, 150)),
        ("description", rules.cut(one.text or "", 5000)),
        ("link", at.product(one.slug)),
        ("g:image_link", at.picture(one.pictures[0])),
        *(("g:additional_image_link", at.picture(digest)) for digest in more),
        ("g:availability", one.availability.value),
        ("g:availability_date", f"{one.from_day}T00:00+0700" if one.from_day else None),
        ("g:price", _dong(one.before or one.price)),
        ("g:sale_price", _dong(one.price) if one.before else None),
        ("g:brand", rules.cut(one.maker, 70)),
        ("g:gtin", one.gtin),
        ("g:identifier_exists", None if one.gtin or one.sizes > 1 else "no"),
        ("g:condition", "new"),
        ("g:product_type", rules.cut(one.kind or "", 750)),
        ("g:unit_pricing_measure", contents[0] if contents else None),
        ("g:unit_pricing_base_measure", contents[1] if contents else None),
        ("g:shipping_weight", f"{one.weight_g} g"),
        ("g:item_group_id", f"sp-{one.product_id}" if one.sizes > 1 else None),
    ]


def meta(goods: Iterable[Goods], bundles: Iterable[Bundle], at: Places) -> Iterator[str]:
    """Facebook's catalogue as CSV. No byte-order mark: the first column must be called "id"."""
    yield _line(META_COLUMNS)
    for one in goods:
        yield _line(safe(value or "") for value in _meta(one, at))
    for bundle in bundles:
        given = _meta_bundle(bundle, at)
        yield _line(safe(given.get(name, "")) for name in META_COLUMNS)


def _meta_bundle(one: Bundle, at: Places) -> dict[str, str]:
    return {
        "id": f"hop-{one.combo_id}",
        "title": rules.cut(one.name, 200),
        "description": rules.cut(one.text, 9999),
        "availability": one.availability.value.replace("_", " "),
        "condition": "new",
        "price": _dong(one.price),
        "link": at.combo(one.slug),
        "image_link": at.picture(one.picture or ""),
        "brand": rules.cut(one.packer, 100),
    }


def _meta(one: Goods, at: Places) -> list[str | None]:
    more = one.pictures[1 : rules.MOST_MORE_PICTURES + 1]
    return [
        str(one.variant_id),
        rules.cut(one.title, 200),
        rules.cut(one.text or "", 9999),
        one.availability.value.replace("_", " "),
        "new",
        _dong(one.before or one.price),
        at.product(one.slug),
        at.picture(one.pictures[0]),
        rules.cut(one.maker, 100),
        _dong(one.price) if one.before else None,
        f"sp-{one.product_id}" if one.sizes > 1 else None,
        one.gtin,
        one.kind,
        ",".join(map(at.picture, more)),
        f"{one.weight_g} g",
    ]


def plain(goods: Iterable[Goods], _bundles: Iterable[Bundle], at: Places) -> Iterator[str]:
    """Every fact with Vietnamese headings, for people who copy goods to any other floor."""
    yield MARK + _line(PLAIN_COLUMNS)
    for one in goods:
        yield _line(map(safe, _plain(one, at)))


def _plain(one: Goods, at: Places) -> list[object]:
    return [
        one.variant_id, one.name, one.size, one.maker, one.group or "", one.product_set or "",
        one.text or "", one.price, one.before or "", IN_STOCK_WORDS[one.availability],
        one.from_day or "", rules.plain_amount(one.net_amount), one.net_unit, one.weight_g,
        one.gtin or "", one.ingredients or "", one.allergens or "", one.storage or "",
        one.usage or "", one.min_age or "", " ".join(one.notices), at.product(one.slug),
        " ".join(map(at.picture, one.pictures)),
    ]  # fmt: skip


def _dong(amount: int) -> str:
    return f"{amount} VND"


def _xml(text: str) -> str:
    return escape(_CONTROL.sub("", text))


def _line(cells: Iterable[object]) -> str:
    out = StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
