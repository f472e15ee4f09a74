"""Statements of collected cash: taken whole, once, and compared to the đồng."""

import io
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from catalog.kernel.actor import Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session, transaction
from storefront.books import queries as books
from storefront.orders import service as orders
from storefront.orders.models import Order, Parcel
from storefront.orders.rules import OrderStatus, Party
from storefront.payments.models import PaymentShare
from storefront.remittance import errors, rules, service
from storefront.remittance.models import CodDifference, CodLine, CodStatement
from storefront.remittance.rules import Difference, Outcome
from storefront.remittance.service import Result, Sent
from storefront.shipping.carrying import Carrier
from storefront.tracking import service as tracking
from tests.factories.storefront import Goods, make_goods, make_order, set_values
from tests.visitor import Visitor

NOW = datetime(2026, 11, 30, 3, tzinfo=UTC)
OFFICE = Actor(id=1, name="Cán bộ Lan")
ONE, TWO = "EA000000001VN", "EA000000002VN"
HEAD = "ma_van_don,tien_thu_ho\n"
DUE = 125_000


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(10)


@pytest.fixture
def sent(goods: Goods) -> list[str]:
    """Two parcels on their way; 125.000 ₫ to be collected for each."""
    numbers = []
    for tracking_number in (ONE, TWO):
        number = f"{make_order((goods.variant_id, 1))}-1"
        with transaction():
            order = session.scalars(select(Order).where(Order.number == number)).one()
            orders.change(order, OrderStatus.PACKED, Party.SELLER, Actor(), NOW)
            tracking.give_number(order, Carrier.VNPOST, tracking_number, Actor(), NOW)
        numbers.append(number)
    assert list(session.scalars(select(PaymentShare.amount))) == [DUE, DUE]
    return numbers


def take(rows: str, number: str = "BK-01", carrier: Carrier = Carrier.VNPOST) -> Result:
    with transaction():
        given = Sent(carrier, number, date(2026, 11, 29), (HEAD + rows).encode())
        return service.take_in(given, OFFICE, NOW)


def found() -> list[tuple[str, str, int | None, int | None]]:
    session.expire_all()
    query = select(CodDifference).where(CodDifference.resolved_at.is_(None))
    return [
        (one.kind, one.tracking_number, one.expected, one.stated)
        for one in session.scalars(query.order_by(CodDifference.id))
    ]


def deliver(tracking_number: str) -> None:
    with transaction():
        row = f"ma_van_don,trang_thai,luc\n{tracking_number},Đã phát,28/11/2026 09:00\n"
        assert tracking.take_in(row.encode(), Carrier.VNPOST, OFFICE, NOW).new == 1


def test_what_fits_leaves_nothing_open_and_moves_no_money(sent: list[str]) -> None:
    assert take(f'{ONE},125000\n{TWO},"125.000 ₫"\n') == Result(False, 2, 0)
    assert found() == []
    assert set(session.scalars(select(PaymentShare.state))) == {"due"}
    assert books.verify().discrepancies == []


@pytest.mark.parametrize("stated", [DUE - 1, DUE + 1, 0])
def test_one_dong_is_a_difference(sent: list[str], stated: int) -> None:
    take(f"{ONE},{stated}\n")
    assert found() == [("amount", ONE, DUE, stated)]


def test_unknown_and_double_lines_are_differences(sent: list[str]) -> None:
    take(f"{ONE},125000\nEA999999999VN,5000\n{ONE},125000\n")
    assert found() == [("unknown", "EA999999999VN", None, 5000), ("double", ONE, DUE, DUE)]
    take(f"{ONE},125000\n", "BK-02")
    assert len(found()) == 3, "stated again in another statement"


def test_what_was_delivered_and_not_stated_is_missing_until_it_is_stated(sent: list[str]) -> None:
    deliver(TWO)
    assert take(f"{ONE},125000\n").differences == 1
    assert found() == [("missing", TWO, DUE, None)]
    assert take("EA999999999VN,1\n", "BK-02").differences == 1
    assert [one[0] for one in found()] == ["missing", "unknown"], "asked for once"
    take(f"{TWO},125000\n", "BK-03")
    assert [one[0] for one in found()] == ["unknown"]
    missing = select(CodDifference.outcome).where(CodDifference.kind == "missing")
    assert session.scalars(missing).one() == Outcome.IN_STATEMENT


def test_nothing_is_due_for_what_was_called_off_or_paid_before(sent: list[str]) -> None:
    share = select(PaymentShare.id).where(PaymentShare.reference == sent[0])
    set_values(PaymentShare, session.scalars(share).one(), state="void")
    take(f"{ONE},125000\n{TWO},125000\n")
    assert found() == [("amount", ONE, 0, DUE)]


def test_the_same_statement_again_changes_nothing_another_is_refused(sent: list[str]) -> None:
    take(f"{ONE},1\n")
    assert take(f"{ONE},1\n") == Result(is_known=True)
    with pytest.raises(errors.OtherStatement):
        take(f"{ONE},2\n")
    take(f"{ONE},1\n", carrier=Carrier.GHN)
    assert session.scalar(select(func.count(CodStatement.id))) == 2, "numbers are the carrier's"
    assert [one[0] for one in found()] == ["amount", "unknown"]


def test_one_bad_line_refuses_the_whole_statement(sent: list[str]) -> None:
    with pytest.raises(errors.UnreadableLines) as refused:
        take(f"{ONE},125000\nx,1\n{TWO},12.5\n{TWO},-3\n")
    assert refused.value.lines == [(3, "x"), (4, "12.5"), (5, "-3")]
    with pytest.raises(errors.EmptyStatement):
        take("")
    assert session.scalar(select(func.count(CodLine.id))) == 0


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("225000", 225_000),
        ("225.000", 225_000),
        ("1,225,000 ₫", 1_225_000),
        ("0", 0),
        ("12.5", None),
        ("1.000,00", None),
        ("1,000.000", None),
        ("-1", None),
        ("", None),
        ("٣", None),
        ("9" * 12, None),
    ],
)
def test_amounts_are_whole_dong(text: str, amount: int | None) -> None:
    assert rules.read_amount(text) == amount


@pytest.mark.parametrize(
    ("expected", "stated", "before", "kind"),
    [
        (None, 1, False, Difference.UNKNOWN),
        (5, 5, True, Difference.DOUBLE),
        (5, 4, False, Difference.AMOUNT),
        (5, 5, False, None),
        (0, 0, False, None),
    ],
)
def test_the_judgement_of_a_line(
    expected: int | None, stated: int, before: bool, kind: Difference | None
) -> None:
    assert rules.judge(expected, stated, stood_before=before) == kind


def test_an_operator_takes_a_statement_in_and_resolves(visitor: Visitor, sent: list[str]) -> None:
    visitor.sign_in("remittance.see", "remittance.enter", "remittance.resolve", "orders.see")
    url = "/quan-tri/thu-ho/nhap"
    given = {"carrier": "vnpost", "number": "bk-9", "until": "2026-11-20"}

    def file(rows: str) -> tuple[io.BytesIO, str]:
        return io.BytesIO((HEAD + rows).encode()), "bang-ke.csv"

    assert "Hãy chọn bên giao hàng." in visitor.post(url, 422)
    page = visitor.post(url, 422, **given, file=file(f"{ONE},x\n"))
    assert "Dòng 2 không đọc được: x" in page
    assert "Đã nhập 1 dòng, 1 chênh lệch." in visitor.post(
        url, **given, file=file(f"{ONE},124999\n")
    )
    assert "đã nhập rồi" in visitor.post(url, **given, file=file(f"{ONE},124999\n"))
    page = visitor.get("/quan-tri/thu-ho")
    assert 'data-kind="amount"' in page
    assert "124.999" in page
    key = session.scalars(select(CodDifference.id)).one()
    one = f"/quan-tri/thu-ho/{key}"
    assert "Hãy chọn một cách xử lý." in visitor.post(one, 422, note="x")
    visitor.post(one, 422, outcome="in_statement", note="x")
    assert "Đã ghi cách xử lý." in visitor.post(one, outcome="borne", note="1 đồng, PC-12")
    assert "đã có người xử lý" in visitor.post(one, outcome="borne", note="lần nữa")
    assert "PC-12" in visitor.get("/quan-tri/thu-ho?phan=xong")
    assert "Không có chênh lệch nào" in visitor.get("/quan-tri/thu-ho")
    entries = select(AuditEntry.sentence).where(AuditEntry.action == "remittance.resolve")
    assert "1 đồng, PC-12" in session.scalars(entries).one()
    visitor.get("/quan-tri/thu-ho/4711", 404)
    assert "Collected cash" in visitor.get("/quan-tri/thu-ho?lang=en")
    assert session.scalars(select(Parcel.tracking_number)).all() == [ONE, TWO]
