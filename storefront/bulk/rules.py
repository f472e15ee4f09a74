"""What the sheets are made of, and how their cells are read. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from catalog.kernel.sheets import SheetRow, read_day
from catalog.kernel.text import fold
from catalog.products.rules import GoodsClass
from storefront.bulk.errors import (
    DayUnreadable,
    FormulaInRow,
    NetUnreadable,
    NumberUnreadable,
    ThingMissing,
    TravelUnknown,
)
from storefront.listing.rules import Net, net_of, split_net
from traceability.entry.pasting import read_amount

MOST_ROWS = 300
"""Each row is really written and taken back when it is tried, so a file stays small."""

LONGEST_NET = 40
"""Characters of a net content; of a long text every digit would be tried as its beginning."""


class Kind(StrEnum):
    """What the rows of a file are."""

    GOODS = "hang"
    COUNTS = "dem-kho"
    HARVESTS = "thu-hoach"


class State(StrEnum):
    """What a row does."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True)
class Done:
    """What a row did, in words."""

    state: State
    words: str


@dataclass(frozen=True)
class Outcome:
    """The same with its number in the person's program, and in whose name it is done."""

    line: int
    state: State
    words: str
    who: str = ""


@dataclass(frozen=True)
class Wanted:
    """What a row is about: a size that is there, or goods by their name."""

    producer_id: int
    size: int | None
    name: str = ""


def own_product_of(wanted: Wanted, owners: Mapping[int, tuple[int, int | None]]) -> int | None:
    """The product of the size, if it is the producer's own; of others nothing is held."""
    product, producer = owners.get(wanted.size or 0, (None, None))
    return product if producer == wanted.producer_id else None


TITLE = {Kind.GOODS: "Sản phẩm", Kind.COUNTS: "Đếm kho", Kind.HARVESTS: "Thu hoạch"}
"""The sheet of a workbook; the language of the sheets is Vietnamese whoever asks."""
HOUSEHOLD = "ma_co_so"
HEADINGS: dict[Kind, dict[str, str]] = {
    Kind.GOODS: {
        "ma_co_so": "Mã cơ sở",
        "ma_quy_cach": "Mã quy cách",
        "ten_san_pham": "Tên sản phẩm",
        "quy_cach": "Quy cách",
        "luong_tinh": "Lượng tịnh",
        "gia": "Giá",
        "so_luong": "Số lượng",
        "ngay_dong_goi": "Ngày đóng gói",
        "bo_san_pham": "Bộ sản phẩm",
        "cach_giao": "Cách giao",
        "nang_ca_bao_bi_g": "Nặng cả bao bì (g)",
        "gioi_thieu": "Giới thiệu",
        "thanh_phan": "Thành phần",
        "chat_gay_di_ung": "Chất gây dị ứng",
        "bao_quan": "Bảo quản",
        "cach_dung": "Cách dùng",
        "han_dung_ngay": "Hạn dùng (ngày)",
        "ly_do_doi_gia": "Lý do đổi giá",
    },
    Kind.COUNTS: {
        "ma_co_so": "Mã cơ sở",
        "ma_quy_cach": "Mã quy cách",
        "hang": "Hàng",
        "ma_lo": "Mã lô",
        "dang_ghi": "Đang ghi",
        "dem_duoc": "Đếm được",
        "ghi_chu": "Ghi chú",
    },
    Kind.HARVESTS: {
        "ma_co_so": "Mã cơ sở",
        "nong_san": "Nông sản",
        "so_luong": "Số lượng",
        "don_vi": "Đơn vị",
        "ngay": "Ngày",
        "vung_trong": "Vùng trồng",
        "noi_thu_hoach": "Nơi thu hoạch",
    },
}
NEEDED: dict[Kind, tuple[str, ...]] = {
    Kind.GOODS: ("ten_san_pham", "quy_cach", "gia"),
    Kind.COUNTS: ("ma_quy_cach", "ma_lo", "dang_ghi", "dem_duoc"),
    Kind.HARVESTS: ("nong_san", "so_luong", "don_vi", "ngay"),
}
GUIDE: tuple[tuple[Kind, str, str, str], ...] = (
    (Kind.GOODS, "ma_quy_cach", "để trống là hàng mới; có mã là sửa hàng đang có", "12"),
    (Kind.GOODS, "quy_cach", "tên gói hàng", "gói 500 g"),
    (Kind.GOODS, "luong_tinh", "để trống thì đọc từ quy cách", "500 g, 1,5 lít, 12 cái"),
    (Kind.GOODS, "gia", "tiền đồng, viết tắt được", "185000, 185k, 1tr2"),
    (Kind.GOODS, "so_luong", "chỉ cho hàng mới: số gói đã đóng, mở một lô và vào kho", "20"),
    (Kind.GOODS, "ngay_dong_goi", "ngày có thật", "22/11/2026"),
    (Kind.GOODS, "bo_san_pham", "số hoặc tên bộ sản phẩm", "7"),
    (Kind.GOODS, "cach_giao", "khô, giữ lạnh hoặc tươi; để trống là khô", "giữ lạnh"),
    (Kind.GOODS, "ly_do_doi_gia", "người mua cũ và kiểm tra đọc được", "vụ mới"),
    (Kind.COUNTS, "dang_ghi", "số trong kho lúc tải bảng, đừng sửa", "20"),
    (Kind.COUNTS, "dem_duoc", "số đếm thật; để trống là giữ nguyên", "18"),
    (Kind.HARVESTS, "don_vi", "kg, yến, tạ, tấn, lít…", "tạ"),
    (Kind.HARVESTS, "vung_trong", "mã vùng trồng của cơ sở, nếu có", "VN-GLOR-0001"),
)
"""Sheet, column, how it is filled in, an example."""

_WHOLE = re.compile(r"[0-9]{1,9}|[0-9]{1,3}([. ][0-9]{3}){1,2}")
_TRAVELS = {
    **dict.fromkeys(("kho", "thuong", "dry"), GoodsClass.DRY),
    **dict.fromkeys(("giu lanh", "lanh", "mat", "chilled"), GoodsClass.CHILLED),
    **dict.fromkeys(("tuoi", "fresh"), GoodsClass.FRESH),
}


def kept_cells(row: SheetRow, kind: Kind) -> dict[str, str]:
    """The cells under our headings; columns nobody asked for are dropped."""
    return {name: row.cells[name] for name in HEADINGS[kind] if row.cells.get(name)}


def missing_columns(names: Sequence[str], kind: Kind) -> list[str]:
    """Headings a file of this kind must have and has not."""
    return [HEADINGS[kind][name] for name in NEEDED[kind] if name not in names]


def refuse_formulas(formulas: Sequence[str], kind: Kind) -> None:
    """Raises FormulaInRow where a formula stands under one of our headings."""
    ours = [HEADINGS[kind][name] for name in formulas if name in HEADINGS[kind]]
    if ours:
        raise FormulaInRow(", ".join(ours))


def needed(cells: Mapping[str, str], name: str, kind: Kind) -> str:
    """The text of a cell that must not be empty, or ThingMissing."""
    if not cells.get(name):
        raise ThingMissing(HEADINGS[kind][name])
    return cells[name]


def whole(cells: Mapping[str, str], name: str, kind: Kind) -> int | None:
    """A whole number, or None for an empty cell. Raises NumberUnreadable."""
    text = cells.get(name, "")
    if not text:
        return None
    if not _WHOLE.fullmatch(text):
        raise NumberUnreadable(HEADINGS[kind][name])
    return int(re.sub("[. ]", "", text))


def day(cells: Mapping[str, str], name: str, kind: Kind) -> date | None:
    """A day that exists, or None for an empty cell. Raises DayUnreadable."""
    text = cells.get(name, "")
    if not text:
        return None
    found = read_day(text)
    if found is None:
        raise DayUnreadable(HEADINGS[kind][name])
    return found


def net(contents: str, size: str) -> Net:
    """The net content: as it is written, else what the name of the size ends in."""
    typed = contents or _end_of(size)
    split = split_net(typed) if len(typed) <= LONGEST_NET else None
    amount = read_amount(split[0]) if split else None
    found = net_of(amount, split[1]) if split and amount is not None else None
    if found is None:
        raise NetUnreadable
    return found


def _end_of(size: str) -> str:
    match = re.search(r"[0-9][0-9.,]*\s*[^\W\d_]+$", size[-LONGEST_NET:])
    return match[0] if match else ""


def travel(text: str) -> GoodsClass | None:
    """How goods travel, or None for an empty cell. Raises TravelUnknown."""
    if not text:
        return None
    if fold(text) not in _TRAVELS:
        raise TravelUnknown
    return _TRAVELS[fold(text)]
