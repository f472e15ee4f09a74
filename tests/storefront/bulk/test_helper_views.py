"""One file for many households, by who helps them."""

import csv
import io

import pytest
from sqlalchemy import select

from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session
from catalog.kernel.sheets import name_of
from catalog.products.models import Product
from storefront.assistance.models import HelpConsent
from tests.factories.accounts import make_account
from tests.factories.storefront import (
    NOW,
    TODAY,
    Goods,
    make_goods,
    make_seller,
    save,
    set_values,
)
from tests.storefront.bulk.sending import ALL, MANY, count, say_yes, send
from tests.visitor import Visitor


@pytest.fixture
def goods(db: object) -> Goods:
    return make_goods(10)


@pytest.fixture
def seller(visitor: Visitor, goods: Goods) -> Visitor:
    visitor.sign_in(*ALL, producer_ids=(goods.seller_id,))
    return visitor


def consent(producer_id: int, account_id: int, **values: object) -> None:
    save(
        HelpConsent(
            **{
                "producer_id": producer_id,
                "account_id": account_id,
                "scope": "goods",
                "valid_from": TODAY,
                "valid_to": TODAY,
                "how": "paper",
                "note": "Giấy đồng ý",
                "recorded_at": NOW,
                **values,
            }
        )
    )


@pytest.fixture
def helped(visitor: Visitor, db: object) -> tuple[Visitor, list[str]]:
    """A helper with two households that agreed, one that no longer does, and a stranger."""
    account = make_account("Cán bộ Lan")
    sellers = [make_seller(f"Hộ {name}") for name in ("Một", "Hai", "Ba", "Bốn")]
    slugs = [one.slug for one in sellers]
    ids = [one.id for one in sellers]
    account_id = account.id
    consent(ids[0], account_id)
    consent(ids[1], account_id)
    consent(ids[2], account_id, ended_at=NOW, ended_by="Hộ Ba")
    visitor.sign_in("assistance.help", number=account_id)
    return visitor, slugs


MANY_HEAD = "Mã cơ sở,Tên sản phẩm,Quy cách,Giá\n"


def test_one_file_for_many_households_under_both_names(helped: tuple[Visitor, list[str]]) -> None:
    visitor, slugs = helped
    text = MANY_HEAD + "".join(f"{slug},Mật ong,chai 500 ml,185k\n" for slug in slugs[:2])
    page = send(visitor, text, url=MANY)
    assert "Chị Hoa làm thay Hộ Một" in page
    assert "Chị Hoa làm thay Hộ Hai" in page
    say_yes(visitor, page)
    session.expire_all()
    names = {one.producer.slug for one in session.scalars(select(Product)) if one.producer}
    assert names == set(slugs[:2])
    by = set(session.scalars(select(AuditEntry.actor_name)))
    assert {"Chị Hoa làm thay Hộ Một", "Chị Hoa làm thay Hộ Hai"} <= by


def test_rows_of_households_that_did_not_agree_are_refused(
    helped: tuple[Visitor, list[str]],
) -> None:
    visitor, slugs = helped
    rows = (slugs[0], slugs[2], slugs[3], "khong-co", "")
    text = MANY_HEAD + "".join(f"{slug},Mật ong,chai 500 ml,185k\n" for slug in rows)
    page = send(visitor, text, url=MANY)
    assert page.html.count('data-state="refused"') == 4
    assert page.html.count('data-state="new"') == 1
    assert "/ghi" not in page.html
    harvest = "Mã cơ sở,Nông sản,Số lượng,Đơn vị,Ngày\n" + f"{slugs[0]},Cà phê,5,kg,20/11/2026\n"
    refused = send(visitor, harvest, "thu-hoach", url=MANY)  # agreed to goods, not to the diary
    assert "chưa đồng ý" in refused
    assert count(Product) == 0


def test_a_consent_that_ends_meanwhile_refuses_the_yes(helped: tuple[Visitor, list[str]]) -> None:
    visitor, slugs = helped
    page = send(visitor, f"{MANY_HEAD}{slugs[0]},Mật ong,chai 500 ml,185k\n", url=MANY)
    for one in session.scalars(select(HelpConsent.id)).all():
        set_values(HelpConsent, one, ended_at=NOW, ended_by="Hộ Một")
    assert "chưa ghi dòng nào" in say_yes(visitor, page)
    assert count(Product) == 0


def test_the_template_for_many_names_each_household(helped: tuple[Visitor, list[str]]) -> None:
    visitor, slugs = helped
    text = visitor.raw(f"{MANY}/mau/thu-hoach.csv").get_data(as_text=True)
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert name_of(rows[0][0]) == "ma_co_so"
    assert {row[0] for row in rows[1:]} == set(slugs[:2])
    visitor.sign_in("seller.see")
    visitor.get(MANY, 403)
