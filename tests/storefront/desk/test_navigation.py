"""The operators' places: in groups, the one of the page open, and only what a person may see."""

import re

from storefront.accounts import rules
from storefront.desk.navigation import ACCOUNT, GROUPS, OVERVIEW
from tests.visitor import Visitor


def opened(html: str) -> list[str]:
    nav = html[html.index("desk-nav") : html.index("</nav>")]
    return [
        part.partition("<span>")[2].partition("</span>")[0]
        for part in re.findall(r"<details[^>]* open>(.*?)</summary>", nav, re.S)
    ]


def test_only_the_group_of_the_page_is_open(visitor: Visitor) -> None:
    visitor.sign_in(*rules.EVERYONE, *rules.ROLES["operator"])
    assert opened(visitor.get("/quan-tri").html) == []
    assert opened(visitor.get("/quan-tri/tien-vao").html) == ["Tiền và sổ sách"]


def test_a_group_without_a_place_one_may_see_is_left_out(visitor: Visitor) -> None:
    visitor.sign_in(*rules.EVERYONE, "desk.see", "orders.see")
    page = visitor.get("/quan-tri").html
    assert "Đơn và giao hàng" in page
    assert "Tiền và sổ sách" not in page


def test_each_place_is_named_once() -> None:
    places = [OVERVIEW, ACCOUNT, *(place for group in GROUPS for place in group.places)]
    assert len({place.endpoint for place in places}) == len(places)
