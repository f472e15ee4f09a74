"""Guides stand beside the task and all together, found with or without accents."""

import pytest

from catalog.kernel.i18n import speaking
from storefront.accounts.rules import EVERYONE, MEMBER_ROLES
from storefront.guides.register import find_guide, search
from tests.factories.storefront import make_seller
from tests.visitor import Visitor


@pytest.fixture
def seller(visitor: Visitor, db: object) -> Visitor:
    number = make_seller().id
    visitor.sign_in(*EVERYONE, *MEMBER_ROLES["owner"], producer_ids=(number,))
    return visitor


@pytest.mark.parametrize(
    ("sought", "key"),
    [("goi hang", "orders.pack"), ("gói", "orders.pack"), ("IN TEM", "labels.print")],
)
def test_guides_are_found_without_accents(sought: str, key: str) -> None:
    assert key in {one.key for one in search(sought)}


def test_every_word_has_to_be_there() -> None:
    assert search("goi xyz") == []
    assert len(search("  ")) > 30


def test_in_english_they_are_found_by_english_words(seller: Visitor) -> None:
    page = seller.get("/ban-hang/huong-dan?lang=en&q=print labels")
    assert "Print labels for a batch" in page
    assert "Change a price" not in page


def test_an_endpoint_counts_before_its_blueprint() -> None:
    assert getattr(find_guide("packing_seller.repick"), "key", "") == "orders.other_batch"
    assert getattr(find_guide("orders_seller.refuse"), "key", "") == "orders.pack"
    assert find_guide("shop.home") is None


def test_the_guide_stands_beside_the_task(seller: Visitor) -> None:
    page = seller.get("/ban-hang/kho/nhap")
    assert 'data-how-to="inventory.stock"' in page
    assert "/ban-hang/huong-dan" in page.links
    assert "data-how-to" not in seller.get("/ban-hang/huong-dan")


def test_what_is_sought_in_vain_says_so(seller: Visitor) -> None:
    page = seller.get("/ban-hang/huong-dan?q=<b>xyz")
    assert "Không có hướng dẫn nào khớp." in page
    assert "<b>xyz" not in page.html


def test_strangers_see_no_guides(visitor: Visitor) -> None:
    visitor.raw("/ban-hang/huong-dan", 302)
    with speaking("vi"):
        assert search("")
