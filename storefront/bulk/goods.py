"""A row of the sheet of goods: a new size, or changes of one that is there."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import Any

from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from catalog.kernel.errors import NotFound
from catalog.kernel.i18n import _
from catalog.kernel.money import format_dong
from catalog.kernel.spoken_money import read_dong
from catalog.kernel.text import fold, nfc, slugify
from catalog.product_sets.queries import list_groups
from catalog.products import queries as products_read
from catalog.products import service as products
from catalog.products.models import Product, Variant
from catalog.products.rules import LONGEST_LINE, LONGEST_SUMMARY, GoodsClass
from catalog.products.service import ProductFacts, VariantFacts
from storefront.bulk import queries, rules
from storefront.bulk.errors import (
    SetUnknown,
    SizeFixed,
    SizeKnown,
    SizeUnknown,
    StockNotHere,
    TextTooLong,
)
from storefront.bulk.rules import HEADINGS, Done, Kind, State, Wanted
from storefront.listing import service as listing
from storefront.listing.rules import assumed_weight_g
from storefront.listing.service import Goods

KIND = Kind.GOODS
REASON = "Sửa bằng bảng tính"
TEXTS = {
    "gioi_thieu": "summary",
    "thanh_phan": "ingredients",
    "chat_gay_di_ung": "allergens",
    "bao_quan": "storage",
    "cach_dung": "usage",
}
Cells = Mapping[str, str]


def hold(wanted: Sequence[Wanted]) -> None:
    """Keep the products these rows change until the commit, in key order, and the names of new
    ones: two files in opposite orders would else wait for each other.
    """
    owners = products_read.products_of({one.size for one in wanted if one.size})
    there = {product for one in wanted if (product := rules.own_product_of(one, owners))}
    named = {(one.producer_id, fold(one.name)) for one in wanted if one.name and not one.size}
    queries.hold_names({slugify(name) for _, name in named})
    products_read.hold_products(there | queries.find_products(named))


def take(actor: Actor, producer_id: int, cells: Cells, now: datetime) -> Done:
    """Do what the row says. Refused: what errors.py, products, batches and inventory refuse."""
    number = rules.whole(cells, "ma_quy_cach", KIND)
    if number is None:
        return _add(actor, producer_id, cells, now)
    return _change(actor, producer_id, _own(producer_id, number), cells, now)


def _own(producer_id: int, number: int) -> Variant:
    try:
        variant = products_read.get_variant(number)
    except NotFound as error:
        raise SizeUnknown from error
    if variant.product.producer_id != producer_id:
        raise SizeUnknown
    return variant


def _add(actor: Actor, producer_id: int, cells: Cells, now: datetime) -> Done:
    name, size = (rules.needed(cells, one, KIND) for one in ("ten_san_pham", "quy_cach"))
    net = rules.net(cells.get("luong_tinh", ""), size)
    new = VariantFacts(
        name=size,
        net_amount=net.amount,
        net_unit=net.unit,
        price=read_dong(rules.needed(cells, "gia", KIND)),
        weight_g=rules.whole(cells, "nang_ca_bao_bi_g", KIND) or assumed_weight_g(net),
        goods_class=rules.travel(cells.get("cach_giao", "")) or GoodsClass.DRY,
    )
    quantity = rules.whole(cells, "so_luong", KIND) or 0
    packed_on = rules.day(cells, "ngay_dong_goi", KIND)
    there = queries.find_product(producer_id, fold(name))
    if there is None:
        facts = replace(ProductFacts(name), **_refuse_long(_given(cells, now)))
        goods = Goods(facts, new, quantity, (), packed_on)
        listing.list_goods(actor, producer_id, goods, now)
        said = _("sản phẩm mới, %(price)s", price=format_dong(new.price))
    else:
        _refuse_known(there, size)
        _write_facts(actor, there, {**cells, "ten_san_pham": ""}, now)  # its name stays
        variant = products.add_variant(actor, there.id, new, now)
        if quantity:
            listing.stock_up(actor, variant, quantity, packed_on, now)
        said = _("thêm quy cách, %(price)s", price=format_dong(new.price))
    stocked = _("vào kho %(units)s", units=quantity) if quantity else ""
    return Done(State.NEW, ", ".join(part for part in (said, stocked) if part))


def _refuse_known(product: Product, size: str) -> None:
    for one in product.variants:
        if fold(one.name) == fold(size):
            raise SizeKnown(one.id)


def _given(cells: Cells, now: datetime) -> dict[str, Any]:
    """What the row says of the product; empty cells say nothing."""
    found: dict[str, Any] = {
        column: cells[name] for name, column in TEXTS.items() if cells.get(name)
    }
    if days := rules.whole(cells, "han_dung_ngay", KIND):
        found["shelf_life_days"] = days
    if text := cells.get("bo_san_pham"):
        found["product_set_id"] = _set_id(text, now)
    return found


def _refuse_long(given: dict[str, Any]) -> dict[str, Any]:
    """The same, or TextTooLong: no longer than what the page of the goods takes."""
    for name, column in TEXTS.items():
        most = LONGEST_SUMMARY if column == "summary" else LONGEST_LINE
        if len(given.get(column, "")) > most:
            raise TextTooLong(HEADINGS[KIND][name], most)
    return given


def _set_id(text: str, now: datetime) -> int:
    for group in list_groups(local_date(now)):
        for one in group.sets:
            if text in (str(one.number), f"{one.number}.") or fold(text) == fold(one.name):
                return one.id
    raise SetUnknown


def _change(actor: Actor, producer_id: int, variant: Variant, cells: Cells, now: datetime) -> Done:
    if rules.whole(cells, "so_luong", KIND):
        raise StockNotHere
    _refuse_other_size(variant, cells)
    product = variant.product
    said = _write_facts(actor, product, cells, now)
    said += _write_packing(actor, variant, cells)
    price = read_dong(cells["gia"]) if cells.get("gia") else variant.price
    if price != variant.price:
        old, reason = variant.price, cells.get("ly_do_doi_gia") or REASON
        products.change_price(actor, variant.id, price, reason, now)
        said.append(_("giá %(old)s thành %(new)s", old=format_dong(old), new=format_dong(price)))
    return Done(State.CHANGED if said else State.SAME, ", ".join(said))


def _refuse_other_size(variant: Variant, cells: Cells) -> None:
    size, contents = cells.get("quy_cach", ""), cells.get("luong_tinh", "")
    if size and fold(size) != fold(variant.name):
        raise SizeFixed
    if contents:
        net = rules.net(contents, "")
        if (net.amount, net.unit) != (variant.net_amount, variant.net_unit):
            raise SizeFixed


def _write_facts(actor: Actor, product: Product, cells: Cells, now: datetime) -> list[str]:
    """Change what differs; the headings of what did."""
    present = ProductFacts(**{one.name: getattr(product, one.name) for one in fields(ProductFacts)})
    wanted = replace(present, **_refuse_long(_news(product, _given(cells, now), cells)))
    if cells.get("ten_san_pham"):
        wanted = replace(wanted, name=cells["ten_san_pham"])
    if wanted == present:
        return []
    products.change_product(actor, product.id, wanted)
    before, after = asdict(present), asdict(wanted)
    columns = {
        **{column: name for name, column in TEXTS.items()},
        "name": "ten_san_pham",
        "shelf_life_days": "han_dung_ngay",
        "product_set_id": "bo_san_pham",
    }
    return [HEADINGS[KIND][columns[one]] for one in after if before[one] != after[one]]


def _news(product: Product, given: dict[str, Any], cells: Cells) -> dict[str, Any]:
    """What really differs: line breaks a sheet loses do not, nor a set named as it is named now,
    be it of a decision before.
    """
    news = {}
    for name, value in given.items():
        present = getattr(product, name)
        is_same_text = isinstance(value, str) and value == nfc(present or "")
        held, text = product.product_set, cells.get("bo_san_pham", "")
        is_same_set = (
            name == "product_set_id"
            and held is not None
            and (text == str(held.number) or fold(text) == fold(held.name))
        )
        if not (is_same_text or is_same_set):
            news[name] = value
    return news


def _write_packing(actor: Actor, variant: Variant, cells: Cells) -> list[str]:
    weight = rules.whole(cells, "nang_ca_bao_bi_g", KIND) or variant.weight_g
    travels = rules.travel(cells.get("cach_giao", "")) or GoodsClass(variant.goods_class)
    if (weight, travels) == (variant.weight_g, variant.goods_class):
        return []
    products.change_packing(actor, variant.id, travels, weight)
    return [_("cách giao, %(weight)s g", weight=weight)]
