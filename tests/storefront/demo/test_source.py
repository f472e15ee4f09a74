"""What the data files say is possible: real places, true sets, amounts that fit."""

from collections import Counter

import pytest

from catalog.kernel import codes
from catalog.places.packaged import read
from storefront.demo import goods, origin
from storefront.demo.drawing.pictures import PICTURES
from storefront.demo.source import DemoBatch, DemoProduct, provinces

PRODUCTS = [(province, product) for province in provinces() for product in province.products]
BATCHES = [(product, batch) for _, product in PRODUCTS for batch in product.batches]
FIVE = {"92", "86", "52", "91", "37"}


def name_of(given: object) -> str:
    return getattr(given, "slug", None) or getattr(given, "text", None) or ""


def test_twelve_producers_and_forty_one_products_in_five_provinces():
    assert {province.province for province in provinces()} == FIVE
    assert sum(len(province.producers) for province in provinces()) == 12
    assert len(PRODUCTS) == len({product.slug for _, product in PRODUCTS}) == 41


def test_all_six_groups_are_there():
    groups = {1: range(1, 14), 2: range(14, 18), 3: range(18, 21), 4: (21, 22), 5: range(23, 26)}
    numbers = {product.set for _, product in PRODUCTS}
    assert all(numbers & set(group) for group in groups.values())
    assert 26 in numbers
    assert numbers <= set(range(1, 27))


def test_every_commune_is_one_of_today_in_its_province():
    home = {row["code"]: row["province_code"] for row in read().communes}
    for province in provinces():
        for given in (*province.producers, *province.areas):
            assert home[given.commune] == province.province


def test_every_producer_says_it_is_invented():
    for province in provinces():
        for producer in province.producers:
            assert "minh họa" in producer.name
            assert producer.email.endswith(".example")
            # Behind an area code no number begins with 000: nobody's telephone rings.
            assert producer.phone[6:9] == "000"


def test_gtins_carry_the_prefix_for_examples_and_a_right_check_digit():
    made = [goods.gtin(number) for number in range(1, 41)]
    assert all(codes.is_gtin14(gtin) and gtin.startswith("0952") for gtin in made)
    with_one = [product for _, product in PRODUCTS if product.gtin]
    assert 15 <= len(with_one) <= 25


def test_every_picture_is_drawn_and_every_drawing_is_shown():
    used = {name for _, product in PRODUCTS for name in product.pictures}
    assert used == set(PICTURES)


@pytest.mark.parametrize(("product", "batch"), BATCHES, ids=name_of)
def test_no_more_is_sold_than_was_packed(product: DemoProduct, batch: DemoBatch):
    assert sum(batch.stock) <= batch.units
    assert len(batch.stock) in (0, len(product.variants))


@pytest.mark.parametrize(("product", "batch"), BATCHES, ids=name_of)
def test_no_more_is_packed_than_was_made(product: DemoProduct, batch: DemoBatch):
    making = product.making
    made = sum(batch.areas.values()) or (making.bought.quantity if making.bought else None)
    for step in making.process:
        made = made * step.yield_ if made is not None and step.yield_ else None
    if made is None or product.variants[0].net[1] not in ("g", "ml"):
        return
    nets = [one.net[0] for one in product.variants]
    assert batch.units * sum(nets) / len(nets) / 1000 <= made


def test_batch_codes_differ_and_never_change():
    bodies = Counter(origin.body_of(f"{product.slug}/{batch.text}") for product, batch in BATCHES)
    assert max(bodies.values()) == 1
    assert origin.body_of("ca-phe-rang-xay-dak-doa/IB-03") == "91CWM"
