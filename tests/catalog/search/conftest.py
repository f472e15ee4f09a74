"""An index of a few products, once with each engine: both are held to the same tests."""

from datetime import date
from pathlib import Path

import pytest

from catalog.search.index import ProductIndex, open_index
from catalog.search.rules.documents import SearchDocument, StarPeriod

TODAY = date(2026, 11, 22)
ENGINES = ("whoosh:", "tantivy:")


def stars(count: int, start: int = 2025, last: date | None = None) -> tuple[StarPeriod, ...]:
    """A recognition from the first day of a year for three years, or to the day given."""
    return (StarPeriod(count, date(start, 1, 1), last or date(start + 3, 1, 1)),)


DOCUMENTS = (
    SearchDocument(
        id=1,
        slug="ca-phe-dak-doa",
        name="Cà phê Đak Đoa",
        set_no=13,
        group_no=1,
        kinds=("Thực phẩm",),
        province_code="52",
        places=("Đak Đoa", "Gia Lai"),
        former=("Bình Định",),
        producer="HTX Nam Yang minh họa",
        periods=stars(4),
    ),
    SearchDocument(
        id=2,
        slug="banh-ca-phe",
        name="Bánh cà phê Gia Lai",
        set_no=5,
        group_no=1,
        province_code="52",
        places=("Pleiku", "Gia Lai"),
        producer="Bánh Chị Lan minh họa",
    ),
    SearchDocument(
        id=3,
        slug="keo-dua",
        name="Kẹo dừa Bến Tre",
        set_no=7,
        group_no=1,
        province_code="86",
        places=("Vĩnh Long",),
        former=("Bến Tre",),
        producer="Cơ sở Út Mừng minh họa",
        periods=stars(3),
    ),
    SearchDocument(
        id=4,
        slug="dua-say",
        name="Dứa sấy Đồng Giao",
        set_no=7,
        group_no=1,
        province_code="37",
        places=("Tam Điệp", "Ninh Bình"),
        producer="Công ty Nước mắm Sông Vân minh họa",
        periods=stars(5, start=2020),
    ),
    SearchDocument(
        id=5,
        slug="nuoc-mam",
        name="Nước mắm Hòn Sơn",
        set_no=9,
        group_no=1,
        province_code="91",
        places=("Phú Quốc", "An Giang"),
        producer="Hộ Bà Sáu minh họa",
        periods=stars(4, last=date(2026, 4, 30)),
    ),
    SearchDocument(
        id=6,
        slug="ruou-can",
        name="Rượu cần",
        set_no=15,
        group_no=2,
        province_code="52",
        places=("Gia Lai",),
        producer="Tổ hợp tác minh họa",
        periods=stars(3) + stars(4),
    ),
)


@pytest.fixture(params=ENGINES, ids=["whoosh", "tantivy"])
def url(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def empty(url: str, tmp_path: Path) -> ProductIndex:
    """A folder in which nothing was built yet."""
    index = open_index(url, tmp_path)
    index.lock_seconds = 0.05
    return index


@pytest.fixture
def index(empty: ProductIndex) -> ProductIndex:
    empty.rebuild(DOCUMENTS, lambda count: None)
    return empty
