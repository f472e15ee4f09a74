"""A producer's page as a visitor sees it."""

import re

from tests.factories.storefront import make_seller, make_variant
from tests.visitor import Visitor


def test_a_producer_has_a_page(visitor: Visitor) -> None:
    seller = make_seller()
    for name in ("Cà phê rang xay", "Gạo thơm", "Giỏ cói đan tay"):
        make_variant(name, seller)
    page = visitor.get(f"/chu-the/{seller.slug}")
    assert len(re.findall(r'class="card__link"', page.html)) == 3
