"""The words around values: details of a product, identity of a seller, names of filters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row

from catalog.certification.rules import Standing
from catalog.kernel.i18n import _, format_day, language
from catalog.kernel.phone import format_phone
from catalog.places.queries import list_provinces
from catalog.producers.labels import LEGAL_FORM
from catalog.producers.rules import LegalForm, public_tax_code
from catalog.product_sets.queries import GroupChoice
from catalog.products.labels import GOODS_CLASS, unit_price_text
from catalog.products.rules import GoodsClass, NetUnit
from catalog.restrictions.labels import strength_text
from catalog.search.rules.documents import Facets, ProductSearch
from storefront.shop.queries import ProductPage
from storefront.templating import given

Pairs = list[tuple[str, str | None]]


@dataclass(frozen=True)
class Choice:
    """One value of a filter, with how many products it would leave."""

    value: int | str
    name: str
    count: int


@dataclass(frozen=True)
class Choices:
    """The filters beside a list; empty values are left out."""

    stars: list[Choice]
    groups: list[Choice]
    sets: list[Choice]
    provinces: list[Choice]


@dataclass(frozen=True)
class Asked:
    """The filters in force, one value each, for a page that shows one."""

    text: str
    stars: int | None
    group: int | None
    product_set: int | None
    province: str | None

    @classmethod
    def of(cls, query: ProductSearch) -> "Asked":
        return cls(
            text=query.text,
            stars=min(query.stars, default=None),
            group=min(query.groups, default=None),
            product_set=min(query.sets, default=None),
            province=min(query.provinces, default=None),
        )


def choices(facets: Facets, groups: Sequence[GroupChoice]) -> Choices:
    """The filters for what was found, in the order of the decision and of the alphabet."""
    sets = [one for group in groups for one in group.sets]
    return Choices(
        stars=[Choice(n, str(n), facets.stars[n]) for n in (5, 4, 3) if facets.stars.get(n)],
        groups=_known([(one.number, one.label) for one in groups], facets.groups),
        sets=_known([(one.number, one.label) for one in sets], facets.sets),
        provinces=_known([(one.code, one.name) for one in list_provinces()], facets.provinces),
    )


def tiles(groups: Sequence[GroupChoice], facets: Facets) -> list[Choice]:
    """The six groups with how many products each has."""
    return [Choice(one.number, one.label, facets.groups.get(one.number, 0)) for one in groups]


def recognition_facts(standing: Standing, on: date) -> Pairs:
    """The decision behind the stars; what its source does not say is "not known"."""
    fact = standing.fact
    if fact is None:
        return []
    number = fact.decision_number
    day = format_day(fact.decision_date) or (str(fact.year) if fact.year else None)
    pairs: Pairs = [
        (_("Hạng công nhận"), _("%(count)s sao", count=fact.stars) if fact.stars else None),
        (_("Số quyết định"), number),
        (_("Ngày quyết định"), day),
        (_("Cơ quan công nhận"), given(fact.issuer_name)),
        (_("Có hiệu lực từ"), format_day(fact.valid_from)),
        (_("Đến hết ngày"), format_day(fact.valid_to)),
        (_("Nguồn"), fact.evidence_source),
    ]
    if fact.revoked_on:
        pairs.append((_("Thu hồi ngày"), format_day(fact.revoked_on)))
        pairs.append((_("Quyết định thu hồi"), fact.revocation_decision))
    return [*pairs, (_("Kiểm tra ngày"), format_day(on))]


def price_per_unit(variants: Sequence[Row[Any]], prices: Mapping[int, int]) -> str | None:
    """The price of the first size by kilogram or litre, to compare with."""
    if not variants:
        return None
    first = variants[0]
    return unit_price_text(prices[first.id], first.net_amount, first.net_unit)


def product_details(page: ProductPage) -> Pairs:
    """What the law and a careful buyer want to know; unknown parts say so."""
    about = page.about
    if not page.variants and not about.ingredients:
        return _set_and_group(about)
    if page.variants and all(one.net_unit == NetUnit.VISIT for one in page.variants):
        tour = [(_("Cách dùng"), given(about.usage)), (_("Tiêu chuẩn áp dụng"), about.standard)]
        return [*_set_and_group(about), *tour]
    net = ", ".join(variant.name for variant in page.variants)
    pairs: Pairs = [
        *_set_and_group(about),
        (_("Khối lượng tịnh, dung tích"), given(net)),
        (_("Thành phần"), given(about.ingredients)),
        (_("Chất gây dị ứng"), given(about.allergens)),
        (_("Bảo quản"), given(about.storage)),
        (_("Cách dùng"), given(about.usage)),
        (_("Hạn dùng khi giao"), _promise(about)),
        (_("Cách giao"), _travels(page.variants)),
        (_("Tiêu chuẩn áp dụng"), about.standard),
        (_("Mã GTIN"), about.gtin),
    ]
    if about.alcohol_tenths is not None:
        pairs.append((_("Độ cồn"), f"{strength_text(about.alcohol_tenths)} %"))
    if about.warnings:
        pairs.append((_("Lưu ý"), given(about.warnings)))
    return pairs


def _travels(variants: Sequence[Row[Any]]) -> str | None:
    """ "Hàng giữ lạnh"; size by size where they differ."""
    words = [str(GOODS_CLASS[GoodsClass(one.goods_class)]) for one in variants]
    if len(set(words)) <= 1:
        return words[0].capitalize() if words else None
    named = zip(variants, words, strict=True)
    return "; ".join(f"{given(one.name)}: {word}" for one, word in named)


def _set_and_group(about: Row[Any]) -> Pairs:
    english = language() == "en"
    product_set = about.set_name_en if english else about.set_name
    group = about.group_name_en if english else about.group_name
    if not group and about.group_text:
        inferred = _(" (suy từ tên, chưa xác nhận)") if about.group_is_inferred else ""
        group = f"{about.group_text}{inferred}"
    return [(_("Bộ sản phẩm"), product_set), (_("Nhóm"), group)]


def _promise(about: Row[Any]) -> str | None:
    if not about.days_left_at_delivery:
        return None
    return _("Còn ít nhất %(days)s ngày khi đến tay bạn", days=about.days_left_at_delivery)


def seller_identity(about: Row[Any]) -> Pairs:
    """Who sells, as the e-commerce law wants it shown (Luật 122/2025/QH15)."""
    return _identity(about.producer_name, "seller_", about)


def producer_identity(producer: Row[Any]) -> Pairs:
    return _identity(producer.name, "", producer)


def _identity(name: str | None, prefix: str, row: Row[Any]) -> Pairs:
    def of(column: str) -> Any:
        return getattr(row, prefix + column)

    registration = [
        of("registration_number"),
        format_day(of("registration_date")),
        of("registration_place"),
    ]
    verified = of("verified_on")
    return [
        (_("Tên"), given(name)),
        (_("Hình thức"), str(LEGAL_FORM[LegalForm(of("legal_form") or LegalForm.UNKNOWN)])),
        (_("Người đại diện"), given(of("representative"))),
        (_("Địa chỉ"), given(of("address"))),
        (_("Điện thoại"), format_phone(of("phone"))),
        (_("Mã số thuế"), public_tax_code(of("tax_code"))),
        (_("Đăng ký kinh doanh"), ", ".join(part for part in registration if part)),
        (
            _("Xác minh"),
            _("Cán bộ đã xác minh ngày %(day)s", day=format_day(verified)) if verified else None,
        ),
    ]


def _known(named: Sequence[tuple[Any, str]], counts: Any) -> list[Choice]:
    return [Choice(value, name, counts[value]) for value, name in named if counts.get(value)]
