"""What a number is shown of a purchase somebody else made for it: its own parcel, no more."""

from dataclasses import asdict

import pytest

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from storefront.deadlines import service as deadlines
from storefront.invoices import service as invoices
from storefront.invoices.service import Wanted
from storefront.orders.models import Recipient
from storefront.privacy import queries
from tests.factories.claims import make_claim, make_delivered, order_of
from tests.factories.storefront import BUYER
from tests.storefront.one_time_codes.codes import SECRET, last_code
from tests.visitor import Visitor

MOTHER = "+84911111111"
PLACE = ("commune_code", "commune_name", "province_code", "province_name", "places_as_of")
URL = "/du-lieu-cua-toi"


@pytest.fixture
def parcel(db: object) -> str:
    """An order sent to the mother, and another of the same purchase to an uncle; its number."""
    number = make_delivered()
    order = order_of(number)
    make_claim(number, text="Gói rách", pay_to="0352350917 TRAN THI MAN")
    with transaction():
        deadlines.import_packaged(clock.now())
        wanted = Wanted("Công ty Mận", "0100233488", "9 Lê Lợi", "ke-toan@vi-du.example")
        invoices.ask(Actor(), order, wanted, clock.now())
        order.group.note = "gọi Mận trước"
        place = {name: getattr(order.group, name) for name in PLACE}
        for position, (name, phone, street) in enumerate(
            (("Mẹ Tư", MOTHER, "Ấp 3"), ("Chú Bảy", "+84922222222", "7 Nguyễn Huệ")), start=1
        ):
            row = Recipient(position=position, name=name, phone=phone, street=street, **place)
            row.message = "Chúc mẹ khỏe" if position == 1 else None
            order.group.recipients.append(row)
        session.flush()
        order.recipient = order.group.recipients[0]
    return number


def test_who_gets_a_gift_learns_neither_who_paid_nor_what_nor_who_else(parcel: str) -> None:
    given = str(asdict(queries.dossier_of(SECRET, MOTHER, clock.now())))
    order = order_of(parcel)
    for known in ("Mẹ Tư", "Ấp 3", "Chúc mẹ khỏe", parcel, order.lines[0].product_name):
        assert known in given
    for hidden in (
        BUYER.buyer_name,
        BUYER.phone,
        BUYER.street,
        "gọi Mận",
        "Chú Bảy",
        "+84922222222",
        "7 Nguyễn Huệ",
        str(order.total),
        "TRAN THI MAN",
        "Gói rách",
        "Công ty Mận",
        "ke-toan",
    ):
        assert hidden not in given, hidden


def test_the_buyer_still_reads_all_of_it(parcel: str) -> None:
    found = queries.dossier_of(SECRET, BUYER.phone, clock.now())
    assert found.orders[0]["name"] == BUYER.buyer_name
    assert [one["name"] for one in found.orders[0]["recipients"]] == ["Mẹ Tư", "Chú Bảy"]
    assert (len(found.claims), len(found.invoices), found.parcels) == (1, 1, [])


def test_the_page_shows_the_parcel_with_its_card(visitor: Visitor, parcel: str) -> None:
    visitor.post(URL, phone=MOTHER)
    given = {"phone": MOTHER, "code": last_code()}
    answer = visitor.raw(f"{URL}/mo", 303, "POST", data=given)
    page = visitor.get(str(answer.location))
    assert "Quà người khác gửi bạn" in page
    assert "Chúc mẹ khỏe" in page
    assert "Không có đơn nào" in page
    assert BUYER.street not in page
