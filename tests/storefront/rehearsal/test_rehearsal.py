"""A rehearsal shows every step of an order and leaves every book as it was."""

import pytest
from sqlalchemy import func, select

from catalog.kernel.db import Base, session
from storefront.accounts.rules import EVERYONE, MEMBER_ROLES
from storefront.orders.numbers import read_parcel_code
from storefront.rehearsal import rules
from storefront.rehearsal.rules import Goods, Step
from tests.factories.accounts import make_account
from tests.factories.storefront import make_goods, make_seller
from tests.factories.trade import earn
from tests.visitor import Visitor

STEPS = [f"/ban-hang/tap-ban?buoc={step}" for step in Step]


def as_owner(visitor: Visitor, seller_id: int) -> None:
    account = make_account(phone="0912345678", memberships=[(seller_id, "owner")])
    visitor.sign_in(*EVERYONE, *MEMBER_ROLES["owner"], producer_ids=(seller_id,), number=account.id)


def rows() -> dict[str, int]:
    return {
        table.name: session.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
    }


def test_every_step_leads_to_the_next_and_says_it_is_not_real(visitor: Visitor, db: object) -> None:
    as_owner(visitor, make_goods(on_hand=3).seller_id)
    page = visitor.get("/ban-hang/tap-ban")
    for step in ("da-goi", "da-giao", "tien"):
        assert "data-rehearsal" in page
        assert f"/ban-hang/tap-ban?buoc={step}" in page.links
        page = visitor.get(f"/ban-hang/tap-ban?buoc={step}")
    assert "Phần của bạn" in page


def test_only_that_it_was_done_is_kept(visitor: Visitor, db: object) -> None:
    as_owner(visitor, make_goods(on_hand=3).seller_id)
    before = rows()
    for url in STEPS:
        visitor.get(url)
    assert rows() == before
    for _ in range(2):
        visitor.post("/ban-hang/tap-ban/xong")
    changed = {name for name, count in rows().items() if count != before[name]}
    assert changed == {"store_seller_marks", "catalog_audit_entries"}
    assert rows()["store_seller_marks"] == 1


def test_fee_and_tax_are_those_of_real_orders(visitor: Visitor, db: object) -> None:
    seller_id, number = earn(amount=95_000, units=2)
    as_owner(visitor, seller_id)
    real = visitor.get(f"/ban-hang/tien/{number}").html
    page = visitor.get("/ban-hang/tap-ban?buoc=tien").html
    for words in ("Phí sàn và thuế của phí", "Thuế khấu trừ"):
        assert value_of(real, words) == value_of(page, words)


def value_of(html: str, words: str) -> str:
    return html.partition(f"{words}</dt><dd>")[2].partition("</dd>")[0]


def test_who_sells_nothing_yet_rehearses_with_invented_goods(visitor: Visitor, db: object) -> None:
    as_owner(visitor, make_seller().id)
    assert "Chè khô của bạn" in visitor.get("/ban-hang/tap-ban")
    assert "Your dried tea" in visitor.get("/ban-hang/tap-ban?lang=en")


def test_the_code_of_a_rehearsal_opens_nothing(visitor: Visitor) -> None:
    assert read_parcel_code(rules.CODE) is None
    visitor.get(f"/kien/{rules.CODE}", 404)


@pytest.mark.parametrize(
    ("text", "step"), [(None, Step.PLACED), ("x", Step.PLACED), ("tien", Step.PAID)]
)
def test_an_unknown_step_begins_anew(text: str | None, step: Step) -> None:
    assert rules.step_of(text) == step


def test_the_parts_add_up() -> None:
    split = rules.split_of(Goods("Chè", "gói", 60_000), fee=7_000, tax=1_800)
    assert split.yours == 150_000 - 8_800
    assert split.by_platform == -8_800
