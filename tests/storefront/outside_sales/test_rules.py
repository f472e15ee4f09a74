"""What a row of another floor's orders means, and which batches its units come from."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from catalog.kernel.sheets import SheetRow
from storefront.inventory.rules import BatchStock
from storefront.outside_sales.rules import (
    CalledOff,
    Known,
    Refusal,
    Refused,
    Row,
    Sold,
    Wanted,
    columns_of,
    judge,
    needed,
    share_out,
)

TODAY = date(2026, 11, 22)
GOODS = {"12": 12, "ca phe, goi 500 g": 12}
ROW = Row(2, "240112ABC", "20/11/2026", "12", "3")
OLD = BatchStock(1, 12, 1, "A", date(2026, 12, 1), datetime(2026, 1, 1, tzinfo=UTC), "normal", 4, 1)
NEW = replace(OLD, item_id=2, batch_id=2, code="B", best_before=date(2027, 1, 1), allocated=0)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"has_formula": True}, Refusal.FORMULA),
        ({"number": ""}, Refusal.NO_NUMBER),
        ({"number": "2,40112E+17"}, Refusal.NO_NUMBER),
        ({"number": "=1"}, Refusal.NO_NUMBER),
        ({"day": "31/02/2026"}, Refusal.NO_DAY),
        ({"day": ""}, Refusal.NO_DAY),
        ({"day": "23/11/2026"}, Refusal.DAY_TO_COME),
        ({"day": "1/1/2025"}, Refusal.TOO_OLD),
        ({"goods": "13"}, Refusal.UNKNOWN_GOODS),
        ({"goods": ""}, Refusal.UNKNOWN_GOODS),
        *(({"units": one}, Refusal.NO_UNITS) for one in ("0", "-1", "1,5", "", "ba", "999999")),
    ],
)
def test_rows_that_cannot_be_taken_say_why(changes: dict[str, object], why: Refusal) -> None:
    row = replace(ROW, **changes)  # type: ignore[arg-type]  # values by name
    assert judge([row], GOODS, (), TODAY) == [Refused(row, why)]


@pytest.mark.parametrize("goods", ["12", "#12", "Cà phê, gói 500 g", "CA PHE, GOI 500 G"])
@pytest.mark.parametrize("day", ["20/11/2026", "2026-11-20", "46346"])
def test_goods_and_days_are_read_as_people_write_them(goods: str, day: str) -> None:
    row = replace(ROW, goods=goods, day=day)
    assert judge([row], GOODS, (), TODAY) == [Wanted(row, date(2026, 11, 20), 12, 3)]


def test_what_was_written_or_called_off_is_left_out() -> None:
    off = replace(ROW, number="2", state="Đã hủy", units="")
    found = judge([ROW, off], GOODS, {"240112ABC"}, TODAY)
    assert found == [Known(ROW), CalledOff(off)]


def test_an_order_has_one_day() -> None:
    other = replace(ROW, line=3, day="21/11/2026")
    assert judge([ROW, other], GOODS, (), TODAY)[1] == Refused(other, Refusal.OTHER_DAY)


def wanted(*units: int) -> list[Wanted]:
    return [Wanted(replace(ROW, line=2 + n), TODAY, 12, one) for n, one in enumerate(units)]


def test_units_come_from_what_expires_first_row_after_row() -> None:
    first, second = share_out(wanted(2, 3), {12: [NEW, OLD]})
    assert isinstance(first, Sold)
    assert isinstance(second, Sold)
    assert [(batch.code, units) for batch, units in first.picks] == [("A", 2)]
    assert [(batch.code, units) for batch, units in second.picks] == [("A", 1), ("B", 2)]


def test_what_buyers_were_promised_is_never_taken() -> None:
    (one,) = share_out(wanted(4), {12: [OLD]})
    assert one == Refused(wanted(4)[0].row, Refusal.SHORT, 3)


@pytest.mark.parametrize(
    "changes",
    [{"recall_state": "recalled"}, {"released_at": None}, {"best_before": date(2026, 11, 21)}],
)
def test_stopped_unreleased_and_old_batches_are_not_taken(changes: dict[str, object]) -> None:
    stock = replace(OLD, **changes)  # type: ignore[arg-type]  # values by name
    (one,) = share_out(wanted(1), {12: [stock]})
    assert isinstance(one, Refused)


def test_only_needed_cells_are_kept() -> None:
    cells = {"ma": "1", "nguoi_mua": "Chị Hoa", "ngay": "20/11/2026", "sku": "12", "sl": "1"}
    columns = {"ma_don": "ma", "ngay_ban": "ngay", "ma_quy_cach": "sku", "so_luong": "sl"}
    rows = [SheetRow(2, cells, ("nguoi_mua",)), SheetRow(3, {"sku": "13"})]
    assert needed(rows, columns) == [Row(2, "1", "20/11/2026", "12", "1")]


def test_columns_are_ours_or_remembered_and_never_guessed() -> None:
    ours = ("ma_don", "ngay_ban", "ma_quy_cach", "so_luong")
    theirs = {"ma_don": "a", "ngay_ban": "b", "ma_quy_cach": "c", "so_luong": "d"}
    assert columns_of((*ours, "x"), {}) == dict(zip(ours, ours, strict=True))
    assert columns_of(("a", "b", "c", "d"), theirs) == theirs
    assert columns_of(("a", "b", "c"), theirs) is None
    assert columns_of(("order_id", "date", "sku", "qty"), {}) is None
