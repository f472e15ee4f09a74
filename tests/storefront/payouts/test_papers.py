"""The statement on paper: read back as text, and each sum the one of the journal."""

import re
from datetime import date, timedelta

import pypdfium2
import pytest
from flask import Flask
from sqlalchemy import Connection, func, select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import NotFound
from catalog.producers.models import Producer
from storefront.deadlines import service as deadlines
from storefront.journal.models import JournalEntry, JournalLine
from storefront.journal.rules import Account
from storefront.legal.models import OperatorIdentity
from storefront.payments.signals import money_returned
from storefront.payouts import papers, queries, service, statement_pdf, statement_sheet
from storefront.payouts.models import Payout
from storefront.payouts.papers import Paper
from tests.factories.storefront import NOW, TODAY, Goods, make_order, save, set_values
from tests.factories.trade import deliver, earn, give_account
from tests.storefront.payouts.test_statement import add_fees, household, seller_of
from tests.visitor import Visitor

URL = "/ban-hang/tien"
pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def goods(db: Connection) -> Goods:
    """A household that sold two orders, one paid through the platform and one in cash, and gave
    some of the first back."""
    add_fees()
    goods = household()
    set_values(Producer, goods.seller_id, name="Hộ Nguyễn & Ổi <Đặc sản>", tax_code="012345678901")
    _, number = earn(goods=goods)
    deliver(f"{make_order((goods.variant_id, 1))}-1")
    with transaction():
        money_returned.send(None, reference=number, amount=12_500, holder="vietqr", key="r1")
    return goods


def month(goods: Goods) -> Paper:
    return papers.of_month(seller_of(goods), clock.today().replace(day=1), clock.now())


def pay_out(goods: Goods) -> str:
    give_account(goods.seller_id)
    with transaction():
        batch = service.make_batch(Actor(name="Sáu"), clock.today(), "mau-1", clock.now())
        return batch.payouts[0].number


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def booked(goods: Goods, account: Account) -> int:
    query = select(func.coalesce(func.sum(JournalLine.amount), 0)).where(
        JournalLine.account == account
    )
    if account == Account.SELLERS:
        query = query.where(JournalLine.producer_id == goods.seller_id)
    return int(session.scalar(query) or 0)


def test_each_sum_of_a_month_is_the_one_of_the_journal(goods: Goods) -> None:
    paper = month(goods)
    assert len(paper.orders) == 2
    assert paper.sum.by_platform == -booked(goods, Account.SELLERS)
    assert (paper.opening, paper.closing) == (0, paper.sum.by_platform)
    assert paper.taxes == {
        one: booked(goods, one)
        for one in (Account.FEE_VAT, Account.WITHHELD_VAT, Account.WITHHELD_PIT)
    }
    fee = booked(goods, Account.COMMISSION) + booked(goods, Account.FEE_VAT)
    assert paper.sum.fee == fee
    withheld = paper.taxes[Account.WITHHELD_VAT] + paper.taxes[Account.WITHHELD_PIT]
    assert paper.sum.tax == withheld


def test_what_was_owed_before_plus_what_moved_is_what_is_owed_after(goods: Goods) -> None:
    pay_out(goods)
    paper = month(goods)
    assert paper.opening is not None and paper.closing is not None
    moved = paper.sum.by_platform - paper.paid_out + paper.paid_in
    assert paper.opening + moved == paper.closing == 0
    last = (clock.today().replace(day=1) - timedelta(days=1)).replace(day=1)
    before = papers.of_month(seller_of(goods), last, clock.now())
    assert (before.orders, before.opening, before.closing) == ({}, 0, 0)


def test_a_payout_is_made_of_its_orders_to_the_dong(goods: Goods) -> None:
    number = pay_out(goods)
    paper = papers.of_payout(seller_of(goods), number, clock.now())
    assert paper.payout
    assert paper.sum.by_platform + paper.others == paper.payout.amount
    assert set(paper.orders) == set(month(goods).orders)
    assert (
        statement_sheet.as_csv(paper.orders, paper.others)
        .splitlines()[-1]
        .endswith(str(paper.payout.amount))
    )


def test_a_payout_that_failed_is_carried_into_the_next(goods: Goods) -> None:
    first = pay_out(goods)
    with transaction():
        payout = session.scalars(select(Payout).where(Payout.number == first)).one()
        service.mark_failed(Actor(name="Sáu"), payout, "Sai tên", clock.now())
        batch = service.make_batch(Actor(name="Sáu"), clock.today(), "mau-2", clock.now())
        second = batch.payouts[0].number
    paper = papers.of_payout(seller_of(goods), second, clock.now())
    assert paper.payout
    assert paper.orders == {}
    assert paper.others == paper.payout.amount
    assert "Khoản khác chuyển sang từ kỳ trước" in text_of(statement_pdf.draw(paper))


def test_the_file_says_all_of_it_in_text_that_can_be_read(goods: Goods) -> None:
    save(
        OperatorIdentity(
            name="Công ty vận hành Chợ Xã",
            address="Số 1, phường Ninh Kiều",
            valid_from=date(2026, 1, 1),
            source="Thử",
            entered_by="Sáu",
            recorded_at=NOW,
        )
    )
    number = pay_out(goods)
    paper = month(goods)
    text = text_of(statement_pdf.draw(paper))
    for words in (
        "Bảng kê tiền bán hàng tháng 11/2026",
        "Công ty vận hành Chợ Xã",
        "Số 1, phường Ninh Kiều",
        "Hộ Nguyễn & Ổi <Đặc sản>",
        "012345678901",
        "Tháng chưa hết",
        number,
        "trang 1/1",
    ):
        assert words in text, words
    # The operator's tax code and telephone, the seller's address: not known, and so said.
    assert text.count("chưa ghi") >= 3
    for order, one in paper.orders.items():
        assert order in text
        assert f"{one.yours:,}".replace(",", ".").replace("-", "−") in text
    assert f"{paper.sum.fee:,}".replace(",", ".").replace("-", "−") in text


def test_fonts_are_in_the_file_and_a_long_month_takes_pages(goods: Goods) -> None:
    paper = month(goods)
    one = next(iter(paper.orders.values()))
    for place in range(60):
        paper.orders[f"DH26TEST{place:02}-1"] = one
    content = statement_pdf.draw(paper)
    assert re.search(rb"/FontFile2", content)
    text = text_of(content)
    assert "trang 1/" in text and "trang 1/1" not in text
    assert text.count("Người mua trả") >= 4  # the heads stand on each page
    assert "Cộng 62 đơn" in text


def test_a_reader_is_told_title_language_and_whose_it_is(app: Flask, goods: Goods) -> None:
    paper = month(goods)
    for code, lang, title in (
        ("vi", b"vi-VN", "Bảng kê tiền bán hàng tháng 11/2026"),
        ("en", b"en", "Statement of sales, 11/2026"),
    ):
        with app.test_request_context(f"/?lang={code}"):
            content = statement_pdf.draw(paper)
        told = pypdfium2.PdfDocument(content).get_metadata_dict()
        assert told["Title"] == title
        assert "Hộ Nguyễn & Ổi <Đặc sản>" in told["Subject"]
        assert told["Keywords"] == "012345678901, 11/2026"
        assert "anonymous" not in told["Author"] + told["Creator"]
        assert re.search(rb"/Lang \(" + lang + rb"\)", content)
        assert re.search(rb"/DisplayDocTitle true", content)


def test_it_speaks_english_too(visitor: Visitor, goods: Goods) -> None:
    visitor.sign_in("seller.see", "payouts.own", producer_ids=(goods.seller_id,))
    text = text_of(visitor.raw(f"{URL}/thang.pdf?lang=en").data)
    assert "Statement of sales, 11/2026" in text
    assert "Người mua" not in text


def test_files_are_for_those_who_see_the_money_of_this_shop(visitor: Visitor, goods: Goods) -> None:
    number = pay_out(goods)
    files = (f"{URL}/thang.pdf", f"{URL}/lan-chi/{number}.pdf", f"{URL}/lan-chi/{number}.csv")
    visitor.sign_in("seller.see", "payouts.own", producer_ids=(goods.seller_id,))
    for file in files:
        answer = visitor.raw(file)
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["Content-Disposition"].startswith("attachment")
    assert visitor.raw(files[0]).data.startswith(b"%PDF-")
    page = visitor.get(URL)
    assert f"/lan-chi/{number}.pdf" in page and "trong đó phí giao" in page
    visitor.sign_in("seller.see", "payouts.own", producer_ids=(goods.seller_id + 1,))
    for file in files[1:]:
        visitor.get(file, 404)
    visitor.sign_in("seller.see", producer_ids=(goods.seller_id,))
    for file in files:
        visitor.get(file, 403)
    visitor.get(f"{URL}/lan-chi/{number}.exe", 404)


def test_who_works_for_nobody_has_no_paper() -> None:
    with pytest.raises(NotFound):
        papers.of_month(Actor(), TODAY.replace(day=1), NOW)


def test_the_page_says_by_when_the_money_comes_or_why_not(visitor: Visitor, goods: Goods) -> None:
    visitor.sign_in("seller.see", "payouts.own", producer_ids=(goods.seller_id,))
    assert "Sàn chưa ghi ngày chi." in visitor.get(URL)
    with transaction():
        deadlines.import_packaged(NOW)
    page = visitor.get(URL)
    due = clock.today() + timedelta(days=7)
    assert f"Hẹn chuyển trước ngày {due:%d/%m/%Y}" in page
    assert "chưa có tài khoản nhận tiền" in page
    give_account(goods.seller_id)
    assert "Chưa chuyển được" not in visitor.get(URL)
    pay_out_again(goods)
    assert "data-coming" not in visitor.get(URL)


def pay_out_again(goods: Goods) -> None:
    with transaction():
        service.make_batch(Actor(name="Sáu"), clock.today(), "mau-9", clock.now())
    assert queries.next_payout(seller_of(goods), 0, clock.now()) is None


def test_booking_days_stand_beside_the_orders(goods: Goods) -> None:
    paper = month(goods)
    booked_on = set(session.scalars(select(JournalEntry.booked_on)))
    assert set(paper.days) == set(paper.orders)
    assert set(paper.days.values()) <= booked_on
