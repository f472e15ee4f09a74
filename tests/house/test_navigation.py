"""Whoever opens a page sees in the frame where it belongs."""

from collections import Counter

from flask import Flask

from storefront.desk.navigation import ACCOUNT, GROUPS, OVERVIEW
from storefront.navigation import FRAMES, Place
from storefront.seller.navigation import PLACES

DESK = (OVERVIEW, ACCOUNT, *(place for group in GROUPS for place in group.places))


def led_to(places: tuple[Place, ...]) -> Counter[str]:
    own = {place.endpoint.partition(".")[0] for place in places} - set(FRAMES)
    return Counter([*own, *(name for place in places for name in place.also)])


def test_each_page_of_sellers_and_operators_belongs_to_one_place(app: Flask) -> None:
    for prefix, places in (("/ban-hang", PLACES), ("/quan-tri", DESK)):
        blueprints = {
            str(rule.endpoint).partition(".")[0]
            for rule in app.url_map.iter_rules()
            if str(rule).startswith(f"{prefix}/") and "GET" in (rule.methods or ())
        }
        shown = led_to(places)
        assert {name: shown[name] for name in blueprints - set(FRAMES) if shown[name] != 1} == {}
