"""Stars come from the register by an officer's act; a seller only says which decision it was."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from catalog.certification.errors import AlreadyEntered, DateOutOfRange, DecisionUnreadable
from catalog.certification.models import Recognition
from catalog.certification.queries import standing_of
from catalog.certification.register import RegisterFilter, list_register
from catalog.certification.register_file import COLUMNS
from catalog.certification.service.recognising import Decision, enter_recognition
from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import DomainError, NotFound
from catalog.products.models import Product
from catalog.products.queries import list_named
from storefront.messages.models import Message
from storefront.star_requests import errors, queries, service
from storefront.star_requests.models import StarRequest
from storefront.star_requests.rules import State
from tests.factories.accounts import make_account
from tests.factories.catalog import (
    TODAY,
    make_producer,
    make_product,
    make_province,
    make_recognition,
    make_variant,
)
from tests.factories.traceability import make_batch
from tests.storefront.star_requests.conftest import NUMBER, OFFICER, Shop


def do(act: Callable[[], Any]) -> Any:
    with transaction():
        return act()


def refused(error: type[DomainError], act: Callable[[], Any]) -> None:
    with pytest.raises(error):
        act()


def asked(shop: Shop, number: str = NUMBER) -> int:
    with transaction():
        return service.ask(shop.seller, shop.sold, number, None, clock.now()).id


def attach(request_id: int, source: int, *, sure: bool = False, by: Actor = OFFICER) -> None:
    with transaction():
        service.attach(by, request_id, source, clock.now(), is_confirmed=sure)


def request(number: int) -> StarRequest:
    session.expire_all()
    return session.get_one(StarRequest, number)


def product(number: int) -> Product:
    session.expire_all()
    return session.get_one(Product, number)


def test_asking_gives_no_stars_and_twice_is_once(shop: Shop) -> None:
    number = asked(shop, f"Quyết định số {NUMBER}")
    assert number == asked(shop)
    assert session.scalar(select(func.count(StarRequest.id))) == 1
    assert request(number).decision_number == NUMBER
    assert not standing_of(shop.sold, TODAY).shows_stars
    refused(errors.AlreadyAsked, lambda: asked(shop, "1/QĐ-UBND"))
    assert queries.count_waiting() == 1


def test_what_cannot_be_asked(shop: Shop) -> None:
    def ask(actor: Actor, product_id: int, number: str, day: date | None, now: datetime) -> None:
        do(lambda: service.ask(actor, product_id, number, day, now))

    now = clock.now()
    refused(DecisionUnreadable, lambda: ask(shop.seller, shop.sold, "của tỉnh", None, now))
    tomorrow = TODAY + timedelta(days=1)
    refused(DateOutOfRange, lambda: ask(shop.seller, shop.sold, NUMBER, tomorrow, now))
    refused(errors.StarsShown, lambda: ask(shop.seller, shop.record, NUMBER, None, now))
    stranger = Actor(id=77, producer_ids=frozenset({make_producer("HTX lạ").id}))
    refused(NotFound, lambda: ask(stranger, shop.sold, NUMBER, None, now))
    assert session.scalar(select(func.count(StarRequest.id))) == 0


def test_candidates_are_told_by_number_then_producer_then_name(shop: Shop) -> None:
    same_name = make_product("Cà Phê Đak Đoa")
    make_recognition(same_name)
    same_number = make_product("Cà phê bột")
    make_recognition(same_number, decision_number=f"{NUMBER} (minh họa)")
    make_recognition(make_product("Mật ong"))
    own = make_product("Tiêu", producer_id=shop.producer)
    make_recognition(own)
    also_sold = make_product("Cà phê khác", producer_id=shop.producer)
    make_recognition(also_sold)
    make_variant(also_sold)
    found = queries.list_candidates(request(asked(shop)), TODAY)
    expected = [shop.record, same_number.id, own.id, same_name.id]
    assert [one.product.id for one in found] == expected
    assert all(one.obstacle is None for one in found)


def test_attached_the_product_has_the_stars_and_the_record_is_gone_from_sight(shop: Shop) -> None:
    number = asked(shop)
    attach(number, shop.record)
    sold, record = product(shop.sold), product(shop.record)
    assert standing_of(shop.sold, TODAY).stars == 4
    assert (sold.name, sold.folded, sold.is_published) == (
        "Cà phê Đak Đoa",
        "ca phe dak doa",
        True,
    )
    assert (record.is_published, record.producer_id) == (False, None)
    made = request(number)
    assert (made.state, made.answered_by) == (State.ATTACHED, "Cán bộ Lan")
    entries, total = list_register(RegisterFilter(), TODAY)
    assert total == 1
    assert entries[0].slug == sold.slug
    assert [one.id for one in list_named("ca phe")] == [shop.sold]
    sentence = session.scalars(
        select(AuditEntry.sentence).where(AuditEntry.action == "certification.attach")
    ).one()
    assert "Gắn công nhận của “Cà phê Đak Đoa” (4 sao, QĐ 437/QĐ-UBND)" in sentence
    message = session.scalars(select(Message)).one()
    assert message.values["path"] == f"/ban-hang/hang/{shop.sold}"
    refused(errors.AlreadyAnswered, lambda: attach(number, shop.record))


def test_history_goes_along(shop: Shop) -> None:
    record = product(shop.record)
    make_recognition(record, decision_date=TODAY - timedelta(days=1500), stars=3)
    attach(asked(shop), shop.record)
    assert (
        session.scalar(
            select(func.count(Recognition.id)).where(Recognition.product_id == shop.sold)
        )
        == 2
    )


def test_a_record_with_goods_or_batches_or_of_another_shop_stays(shop: Shop) -> None:
    number = asked(shop)
    with_batch = make_product("Có lô", producer_id=shop.producer)
    make_recognition(with_batch)
    make_batch(with_batch)
    refused(errors.SoldAlready, lambda: attach(number, with_batch.id))
    make_variant(product(shop.record))
    refused(errors.SoldAlready, lambda: attach(number, shop.record))
    taken = make_producer("HTX có người")
    make_account("Chị Tư", memberships=[(taken.id, "owner")])
    others = make_product("Cà phê Đak Đoa", producer=taken)
    make_recognition(others, decision_number=NUMBER)
    refused(errors.OthersProduct, lambda: attach(number, others.id, sure=True))
    unlike = make_product("Mật ong")
    make_recognition(unlike)
    refused(errors.NotACandidate, lambda: attach(number, unlike.id, sure=True))
    refused(errors.NotACandidate, lambda: attach(number, shop.sold))
    refused(NotFound, lambda: attach(number, 999_999))
    assert not standing_of(shop.sold, TODAY).shows_stars
    assert request(number).state == State.WAITING


@pytest.mark.parametrize("named", [True, False])
def test_a_record_of_nobody_needs_the_officers_word(shop: Shop, named: bool) -> None:
    owner = make_producer("HTX Ia Băng (sổ)", source="register") if named else None
    record = make_product("Cà phê rang", producer=owner)
    make_recognition(record, decision_number=NUMBER)
    number = asked(shop)
    refused(errors.NotConfirmed, lambda: attach(number, record.id))
    attach(number, record.id, sure=True)
    assert standing_of(shop.sold, TODAY).stars == 4
    sentence = session.scalars(
        select(AuditEntry.sentence).where(AuditEntry.action == "certification.attach")
    ).one()
    assert "cán bộ đã xem giấy" in sentence


def test_the_same_decision_is_not_there_twice(shop: Shop) -> None:
    number = asked(shop)
    old = TODAY - timedelta(days=1500)
    make_recognition(product(shop.sold), decision_number=NUMBER, decision_date=old)
    refused(AlreadyEntered, lambda: attach(number, shop.record))


def test_goods_that_changed_hands_are_left_alone(shop: Shop) -> None:
    number = asked(shop)
    do(lambda: setattr(product(shop.sold), "producer_id", make_producer("HTX mới").id))
    refused(errors.ChangedHands, lambda: attach(number, shop.record))


def test_nobody_gives_stars_to_the_own_goods(shop: Shop) -> None:
    both = Actor(shop.seller.id, "Rơ Hoa", frozenset({"certification.enter"}))
    number = asked(shop)
    refused(errors.OwnGoods, lambda: attach(number, shop.record, by=both))
    refused(errors.OwnGoods, lambda: do(lambda: service.refuse(both, number, "x", clock.now())))


def withdraw(shop: Shop, by: Actor | None = None) -> None:
    with transaction():
        service.withdraw(by or shop.seller, shop.sold, clock.now())


def test_a_wrong_number_is_taken_back_and_the_right_one_sent(shop: Shop) -> None:
    wrong = asked(shop, "1/QĐ-UBND")
    withdraw(shop)
    withdraw(shop)
    assert (request(wrong).state, request(wrong).answered_by) == (State.WITHDRAWN, "Rơ Hoa")
    assert queries.count_waiting() == 0
    refused(errors.AlreadyAnswered, lambda: attach(wrong, shop.record))
    attach(asked(shop), shop.record)
    assert standing_of(shop.sold, TODAY).stars == 4
    refused(errors.AlreadyAnswered, lambda: withdraw(shop))
    sentences = select(AuditEntry.sentence).where(AuditEntry.action == "star_requests.withdraw")
    assert session.scalars(sentences).all() == [
        "Rút yêu cầu gắn sao cho ca phe dak doa theo QĐ 1/QĐ-UBND."
    ]


def test_only_what_was_asked_for_own_goods_is_taken_back(shop: Shop) -> None:
    refused(NotFound, lambda: withdraw(shop))
    number = asked(shop)
    stranger = Actor(id=77, producer_ids=frozenset({make_producer("HTX lạ").id}))
    refused(NotFound, lambda: withdraw(shop, stranger))
    assert request(number).state == State.WAITING


def test_refused_the_seller_reads_why_and_asks_again(shop: Shop) -> None:
    number = asked(shop)
    do(lambda: service.refuse(OFFICER, number, "Chưa thấy trong quyết định", clock.now()))
    assert request(number).reason == "Chưa thấy trong quyết định"
    assert session.scalar(select(func.count(Message.id))) == 1
    assert asked(shop) != number


def test_a_decision_entered_by_hand_answers_the_request(shop: Shop) -> None:
    number = asked(shop, "88/QĐ-UBND")
    given = Decision("99/QĐ-UBND", date(2026, 3, 1), 3, "UBND tỉnh Gia Lai", "province")
    do(lambda: enter_recognition(OFFICER, shop.sold, given, clock.now()))
    assert request(number).state == State.WAITING
    given = Decision("88/QĐ-UBND", date(2026, 3, 1), 3, "UBND tỉnh Gia Lai", "province")
    do(lambda: enter_recognition(OFFICER, shop.sold, given, clock.now()))
    assert request(number).state == State.ENTERED


def test_a_register_taken_in_again_neither_moves_it_back_nor_doubles_it(
    app: Flask, shop: Shop, tmp_path: Path
) -> None:
    make_province("52", "Gia Lai", "Tỉnh")
    row = "Mật ong Phương Di,HTX Phương Di,4,,Gia Lai,Thực phẩm,yes,2024,QĐ 88/QĐ-UBND 19/9/2024,x"
    newer = row.replace("88/QĐ-UBND 19/9/2024", "99/QĐ-UBND 19/9/2026").replace(",2024,", ",2026,")
    file = tmp_path / "so.csv"

    def imported(*rows: str) -> str:
        file.write_text("\n".join([",".join(COLUMNS), *rows]) + "\n", "utf-8")
        said = app.test_cli_runner().invoke(args=["register", "import", str(file)])
        session.expire_all()
        return said.output

    def counted() -> list[int | None]:
        tables = (Product.id, Recognition.id)
        return [session.scalar(select(func.count(one))) for one in tables]

    assert "created: 1" in imported(row)
    record = session.scalars(select(Product.id).where(Product.name == "Mật ong Phương Di")).one()
    attach(asked(shop, "88/QĐ-UBND"), record, sure=True)
    before = counted()
    for _time in range(2):
        assert "unchanged: 1" in imported(row)
    assert counted() == before
    assert (product(record).producer_id, product(record).is_published) == (None, False)
    assert product(shop.sold).producer_id == shop.producer
    assert standing_of(shop.sold, TODAY).stars == 4
    # What is decided of it later comes to the product that is sold.
    assert "created: 1" in imported(row, newer)
    assert counted() == [before[0], (before[1] or 0) + 1]
    assert standing_of(shop.sold, TODAY).fact.decision_number == "99/QĐ-UBND"  # type: ignore[union-attr]  # it is there
