"""How cells are read, and what is said of those that cannot be."""

from decimal import Decimal
from time import process_time

import pytest

from catalog.kernel.errors import DomainError
from catalog.kernel.sheets import SheetRow, name_of
from catalog.products.rules import GoodsClass, NetUnit
from storefront.bulk import errors, rules
from storefront.bulk.rules import Kind


@pytest.mark.parametrize(
    ("contents", "size", "expected"),
    [
        ("500 g", "gói", (Decimal(500), NetUnit.GRAM)),
        ("", "gói 500 g", (Decimal(500), NetUnit.GRAM)),
        ("1,5 lít", "chai", (Decimal(1500), NetUnit.MILLILITRE)),
        ("", "hộp 12 cái", (Decimal(12), NetUnit.PIECE)),
        ("0,5kg", "túi", (Decimal(500), NetUnit.GRAM)),
    ],
)
def test_net_contents_are_read_as_people_write_them(
    contents: str, size: str, expected: tuple[Decimal, NetUnit]
) -> None:
    found = rules.net(contents, size)
    assert (found.amount, found.unit) == expected


@pytest.mark.parametrize(
    ("contents", "size"), [("", "gói to"), ("nhiều", "gói 500 g"), ("0 g", "gói")]
)
def test_net_contents_that_cannot_be_read_are_refused(contents: str, size: str) -> None:
    with pytest.raises(errors.NetUnreadable):
        rules.net(contents, size)


@pytest.mark.parametrize("kind", Kind)
def test_every_column_is_known_by_the_heading_of_the_template(kind: Kind) -> None:
    assert {name: name_of(heading) for name, heading in rules.HEADINGS[kind].items()} == {
        name: name for name in rules.HEADINGS[kind]
    }


def test_a_long_text_is_no_net_content_and_found_so_at_once() -> None:
    text = "1" * 16_000 + "a" * 16_000 + "!"
    began = process_time()
    for contents, size in (("", text), (text, "gói"), ("1" * 32_000 + " g", "gói")):
        with pytest.raises(errors.NetUnreadable):
            rules.net(contents, size)
    assert process_time() - began < 2


@pytest.mark.parametrize("text", ["1,5", "-1", "1e3", "ba", "1.23", "=1"])
def test_half_numbers_are_refused(text: str) -> None:
    with pytest.raises(errors.NumberUnreadable):
        rules.whole({"so_luong": text}, "so_luong", Kind.GOODS)


def test_whole_numbers_and_empty_cells() -> None:
    cells = {"so_luong": "1.200"}
    assert rules.whole(cells, "so_luong", Kind.GOODS) == 1200
    assert rules.whole(cells, "ma_quy_cach", Kind.GOODS) is None
    assert rules.day({}, "ngay", Kind.HARVESTS) is None


def test_days_that_do_not_exist_are_refused_by_the_name_of_their_column() -> None:
    with pytest.raises(errors.DayUnreadable) as caught:
        rules.day({"ngay": "31/02/2026"}, "ngay", Kind.HARVESTS)
    assert "Ngày" in str(caught.value.message)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("Khô", GoodsClass.DRY),
        ("giữ lạnh", GoodsClass.CHILLED),
        ("TƯƠI", GoodsClass.FRESH),
    ],
)
def test_how_goods_travel(text: str, expected: GoodsClass | None) -> None:
    assert rules.travel(text) == expected


def test_other_ways_to_travel_are_refused() -> None:
    with pytest.raises(DomainError):
        rules.travel("máy bay")


def test_only_columns_we_know_are_kept_and_only_their_formulas_matter() -> None:
    row = SheetRow(2, {"ten_san_pham": "A", "dien_thoai": "09", "gia": ""}, ("dien_thoai",))
    assert rules.kept_cells(row, Kind.GOODS) == {"ten_san_pham": "A"}
    rules.refuse_formulas(("dien_thoai",), Kind.GOODS)
    with pytest.raises(errors.FormulaInRow) as caught:
        rules.refuse_formulas(("gia",), Kind.GOODS)
    assert "Giá" in str(caught.value.message)


def test_columns_that_are_missing_are_named_as_in_the_template() -> None:
    assert rules.missing_columns(("gia", "quy_cach"), Kind.GOODS) == ["Tên sản phẩm"]


def test_the_guide_names_only_columns_there_are() -> None:
    assert all(name in rules.HEADINGS[kind] for kind, name, _, _ in rules.GUIDE)
    assert all(name in rules.HEADINGS[kind] for kind in Kind for name in rules.NEEDED[kind])
