"""Visits of /quan-tri/so-sach."""

from sqlalchemy import text

from catalog.kernel.db import session
from storefront.books import queries as books
from storefront.journal import queries
from storefront.journal.rules import Account
from tests.factories.storefront import make_order
from tests.factories.trade import earn
from tests.visitor import Visitor

URL = "/quan-tri/so-sach"


def test_an_empty_journal_says_so(visitor: Visitor) -> None:
    visitor.sign_in("desk.see", "journal.see")
    assert "Chưa có bút toán nào." in visitor.get("/quan-tri/so-sach")


def test_the_operator_reads_the_trial_balance_and_what_made_it(visitor: Visitor) -> None:
    number = f"{make_order()}-1"
    other = f"{make_order()}-1"
    visitor.sign_in("desk.see", "journal.see")
    page = visitor.get("/quan-tri/so-sach")
    assert page.marks["data-difference"] == "0"
    assert "250.000\u00a0₫" in page
    assert number in page
    assert other in page
    one = visitor.get(f"/quan-tri/so-sach?so={number.lower()}")
    assert number in one
    assert other not in one


def test_others_do_not_see_it(visitor: Visitor) -> None:
    visitor.sign_in("desk.see")
    visitor.get("/quan-tri/so-sach", 403)


def test_a_balance_that_is_off_is_seen(visitor: Visitor) -> None:
    """Negative control: a line written past the service."""
    number = f"{make_order()}-1"
    session.execute(
        text("INSERT INTO store_journal_lines (entry_id, account, amount) VALUES (:id, 'bank', 1)"),
        {"id": session.scalar(text("SELECT max(id) FROM store_journal_entries"))},
    )
    visitor.sign_in("desk.see", "journal.see")
    assert visitor.get(f"/quan-tri/so-sach?so={number}").marks["data-difference"] == "1"


def test_money_of_a_partner_is_moved_to_the_bank_once(visitor: Visitor) -> None:
    earn()
    visitor.sign_in("desk.see", "journal.see", "journal.settle")
    form = {"partner": "vietqr", "amount": "125.000", "bank_reference": "FT1"}
    assert "Nhiều hơn số tiền" in visitor.post(URL, 422, **{**form, "amount": "125.001"})
    for field, value in (("partner", "mars"), ("amount", "0"), ("bank_reference", " ")):
        visitor.post(URL, 422, **{**form, field: value})
    assert "vietqr: 125.000" in visitor.get(URL)
    assert "Đã ghi tiền về ngân hàng." in visitor.post(URL, **form)
    balances = {one.account: one.balance for one in queries.trial_balance()}
    assert (balances[Account.BANK], balances[Account.CLEARING]) == (125_000, 0)
    assert books.verify().discrepancies == []


def test_who_may_only_look_moves_nothing(visitor: Visitor) -> None:
    earn()
    visitor.sign_in("desk.see", "journal.see")
    assert "Ghi tiền về" not in visitor.get(URL)
    visitor.post(URL, 403)
