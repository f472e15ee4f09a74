"""What register.py calls personal is planted in every column, given out, and gone afterwards."""

from dataclasses import asdict
from datetime import date, timedelta
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import Connection, select, text

from catalog.kernel import clock, outbox
from catalog.kernel.actor import Actor
from catalog.kernel.db import Base, session, transaction
from catalog.kernel.files import KINDS, PictureStore
from catalog.products.models import Product
from storefront.accounts.models import Account
from storefront.amendments import service as amendments
from storefront.amendments.service import Act
from storefront.cod.models import CodLift
from storefront.complaints import service as complaints
from storefront.complaints.models import Complaint
from storefront.complaints.rules import ComplaintKind, Outcome
from storefront.complaints.service import NewComplaint
from storefront.deadlines import service as deadlines
from storefront.inventory.models import StockMovement
from storefront.invoices import service as invoices
from storefront.invoices.service import Wanted
from storefront.messages import service as messages
from storefront.messages.rules import Kind, Recipient
from storefront.onboarding.models import ProducerClaim
from storefront.orders.models import ContactChange, OrderChange, OrderGroup
from storefront.orders.models import Recipient as ParcelRecipient
from storefront.orders.rules import Party
from storefront.pricing.models import PromotionPhone
from storefront.privacy import erasing, housekeeping, queries, service
from storefront.privacy.models import ErasureRequest
from storefront.privacy.register import PERSONAL
from storefront.privacy.rules import NOBODY, Kept
from storefront.questions import service as questions
from storefront.questions.models import Question
from storefront.questions.service import NewQuestion
from storefront.reviews import service as reviews
from storefront.reviews.models import Review
from storefront.reviews.service import NewReview
from tests.factories.accounts import make_account
from tests.factories.claims import make_claim, make_delivered, order_of
from tests.factories.promotions import make_promotion
from tests.factories.storefront import BUYER, make_goods, make_order, make_seller
from tests.storefront.one_time_codes.codes import SECRET
from traceability.scans import problems
from traceability.scans.models import ProblemReport
from traceability.scans.problems import NewProblem
from traceability.scans.rules import Outcome as Seen
from traceability.scans.rules import ProblemKind

OPERATOR = Actor(id=1, name="Cán bộ Lan")
NAME, PHONE, EMAIL, STREET = "Trần Thị Mận", BUYER.phone, "man@vi-du.example", "12 Hòa Bình"
PLANTED = (NAME, PHONE, "0987654321", "Mận", EMAIL, STREET, "nhà cạnh đình", "TRAN THI MAN")
RECORDS = ("catalog_audit_entries", "store_claim_steps")
pytestmark = pytest.mark.usefixtures("db")


def buy_and_claim() -> Account:
    """A delivered purchase with a claim, a review and all that stands beside it."""
    account = make_account(NAME, phone=PHONE, email=EMAIL)
    number = make_delivered()
    make_claim(number, text="Tôi là Mận", pay_to="0352350917 TRAN THI MAN")
    buyer = Actor(account.id, NAME)
    order = order_of(number)
    with transaction():
        order.group.account_id, order.group.note = account.id, "nhà cạnh đình"
        order.group.placed_at = clock.now() - timedelta(days=40)
        reviews.write(order, order.lines[0], NewReview(5, "Mận khen"), buyer, clock.now())
        changes = {"field": "street", "old": STREET, "new": STREET, "by": "buyer"}
        group = order.group_id
        session.add(ContactChange(group_id=group, actor_name=NAME, at=clock.now(), **changes))
        wanted = Wanted(NAME, "0100233488", STREET, EMAIL)
        deadlines.import_packaged(clock.now())
        invoices.ask(buyer, order, wanted, clock.now())
        to = {"name": NAME, "phone": PHONE, "street": STREET, "message": "Mận gửi"}
        place = {name: getattr(order.group, name) for name in PLACE}
        session.add(ParcelRecipient(group_id=group, position=1, **to, **place))
        change = session.scalars(select(OrderChange).where(OrderChange.by == "buyer")).first()
        moved = session.scalars(
            select(StockMovement).where(StockMovement.document == order.group.number)
        ).first()
        assert change
        assert moved
        change.actor_name = NAME
        moved.actor_name, moved.actor_id = "Mận", account.id  # the account's name, not the buyer's
    return account


PLACE = ("commune_code", "commune_name", "province_code", "province_name", "places_as_of")


def speak(account: Account) -> None:
    """Asked, complained, reported, claimed a producer, took part in promotions."""
    promotion = make_promotion("BOT30", phone=PHONE)
    product = queries.groups_of(PHONE)[0].orders[0].lines[0].variant.product
    now = clock.now()
    with transaction():
        assert product.producer
        product.producer.verified_on = date(2026, 1, 1)
        session.add(PromotionPhone(promotion_id=promotion.id, phone=PHONE, used=1))
        session.add(CodLift(phone=PHONE, reason="thử", lifted_by="Lan", lifted_at=now))
        session.add(
            ProducerClaim(
                producer_id=make_seller().id, account_id=account.id, note="Mận đây", made_at=now
            )
        )
        questions.ask(product, NewQuestion("k", "Mận", "Mận hỏi", PHONE, EMAIL, "vi"), now)
        complain()
        problems.report(NewProblem("X", ProblemKind.OTHER, "Hộp móp", "Mận 0987 654 321"), now)
        messages.queue(Kind.NEWS, "k/1", Recipient(PHONE, EMAIL), {"number": "x"}, now)


def complain() -> None:
    """A complaint that was resolved 40 days ago."""
    kind = ComplaintKind.PLATFORM
    new = NewComplaint("k", kind, "Mận", NAME, PHONE, EMAIL, "vi", "Tôi là Mận")
    row = complaints.receive(new, clock.now())
    complaints.acknowledge(OPERATOR, row, clock.now())
    complaints.resolve(OPERATOR, row, Outcome.SETTLED, "Đã xong", clock.now())
    row.resolved_at = clock.now() - timedelta(days=40)


def keep(days: int, *kept: Kept, since: date = date(2026, 1, 1)) -> None:
    with transaction():
        for what in kept or (Kept.ORDERS, Kept.COMPLAINTS):
            service.add_retention(OPERATOR, what, days, since, "Luật thử", clock.now())


def ask() -> int:
    with transaction():
        return service.ask_to_erase(PHONE, clock.now()).id


def carry_out(number: int) -> ErasureRequest:
    with transaction():
        service.approve(OPERATOR, number, clock.now())
    outbox.relay({service.TOPIC: erasing.consume}, clock.now())
    return session.get_one(ErasureRequest, number, populate_existing=True)


def holding(db: Connection) -> set[str]:
    """Every table and column that holds something planted."""
    found = set()
    for table in Base.metadata.sorted_tables:
        if table.name not in RECORDS:
            for row in db.execute(text(f"SELECT * FROM {table.name}")).mappings():  # noqa: S608 - our own names
                found |= {f"{table.name}.{key}" for key, value in row.items() if _planted(value)}
    return found


def _planted(value: object) -> bool:
    return any(one in str(value) for one in PLANTED)


def test_what_is_called_personal_is_planted_given_out_and_gone(db: Connection) -> None:
    keep(30)
    speak(buy_and_claim())
    number = ask()
    personal = {f"{table}.{column}" for table, columns in PERSONAL.items() for column in columns}
    assert personal - holding(db) == set(), "plant something there: else this proves nothing"
    given = asdict(queries.dossier_of(SECRET, PHONE, clock.now()))
    assert [name for name, value in given.items() if not value] == ["parcels", "consents"]
    done = carry_out(number)
    assert holding(db) == set()
    assert {name: done.result[name] for name in ("reviews", "questions", "reports")} == {
        "reviews": 1,
        "questions": 1,
        "reports": 1,
    }
    assert (done.result["complaints_nameless"], done.result["complaints_kept"]) == (1, 0)


def test_what_is_still_kept_loses_reviews_and_questions_at_once() -> None:
    keep(1000)
    speak(buy_and_claim())
    done = carry_out(ask())
    assert (done.result["orders_kept_by_law"], done.result["complaints_kept"]) == (1, 1)
    assert session.scalars(select(Complaint)).one().name == NAME
    review = session.scalars(select(Review)).one()
    assert (review.author, review.points) == (NOBODY, 5)
    assert review.hidden_at
    assert session.scalars(select(Question)).all() == []
    assert session.scalars(select(ProblemReport)).one().text == "Hộp móp"
    claim = session.scalars(select(ProducerClaim)).one()
    assert (claim.note, claim.is_granted) == (NOBODY, False)


def test_complaints_go_by_the_clock_once_they_are_past_their_time() -> None:
    with transaction():
        complain()
    assert housekeeping.forget_old() == 0, "no row, nothing is taken"
    keep(41)
    assert housekeeping.forget_old() == 0
    with transaction():
        session.scalars(select(Complaint)).one().resolved_at = clock.now() - timedelta(days=42)
    assert housekeeping.forget_old() == 1
    assert session.scalars(select(Complaint)).one().phone == ""
    assert housekeeping.forget_old() == 0


def test_who_asked_and_who_reported_go_by_rows_of_their_own() -> None:
    long_ago = clock.now() - timedelta(days=42)
    with transaction():
        product = session.get_one(Product, make_goods(5).product_id)
        new = NewQuestion("k", "Mận", "Còn hàng không?", PHONE, EMAIL, "vi")
        questions.ask(product, new, clock.now()).asked_at = long_ago
        case = problems.report(NewProblem("X", ProblemKind.OTHER, "Móp", PHONE), clock.now())
        problems.close(OPERATOR, case.id, Seen.UNCLEAR, "Không rõ", long_ago)
    assert (housekeeping.forget_who_asked(), housekeeping.forget_reports()) == (0, 0)
    assert session.scalars(select(ProblemReport)).one().contact == PHONE, "no row, nothing is taken"
    keep(43, Kept.QUESTIONS, Kept.REPORTS)
    assert housekeeping.forget_who_asked() == 0
    keep(41, Kept.QUESTIONS, Kept.REPORTS, since=date(2026, 2, 1))
    assert (housekeeping.forget_who_asked(), housekeeping.forget_reports()) == (1, 0)
    assert session.scalars(select(Question)).one().phone is None
    assert session.scalars(select(ProblemReport)).one().contact is None


def test_an_open_complaint_keeps_its_person() -> None:
    keep(1)
    with transaction():
        complain()
        row = session.scalars(select(Complaint)).one()
        row.state, row.resolved_at = "acknowledged", None
    assert carry_out(ask()).result["complaints_kept"] == 1


def test_the_photo_of_a_withdrawn_review_is_deleted(app: Flask) -> None:
    number = make_delivered()
    store = PictureStore(app.extensions["ocop_pictures"].folder / "reviews")
    image = BytesIO()
    Image.new("RGB", (900, 900), "red").save(image, "PNG")
    image.seek(0)
    digest = store.keep_upload(image).digest
    new = NewReview(5, "Ngon", digest)
    with transaction():
        order = order_of(number)
        reviews.write(order, order.lines[0], new, Actor(), clock.now())
    assert store.path(digest, "800.webp").is_file()
    with app.app_context():
        carry_out(ask())
    assert not [kind for kind in KINDS if store.path(digest, kind).exists()]


def test_what_a_buyer_takes_out_names_nobody(db: Connection) -> None:
    number = f"{make_order((make_goods(5).variant_id, 3))}-1"
    with transaction():
        order = order_of(number)
        act = Act(Party.BUYER, Actor(name=NAME), "key-1")
        amendments.cut(order, {order.lines[0].id: 1}, act, clock.now())
    assert "store_order_amendments.actor_name" not in holding(db)
    assert session.scalars(select(OrderGroup)).one().buyer_name == NAME
