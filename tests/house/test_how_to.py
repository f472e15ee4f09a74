"""Every page of a seller has its guide beside it, or a reason why it has none."""

from flask import Flask

from storefront.guides.register import GUIDES, find_guide

EXEMPT = {
    "guides.guides": "it is all guides",
    "offline_seller": "what waits on the phone, and the pass it asks for by itself",
    "rehearsal.rehearsal": "each of its steps says what to do",
    "rehearsal.done": "the last press of the rehearsal",
    "seller.said": "a list to read; each line opens a page that has a guide",
    "seller.producers": "one press, and the page says what it does",
    "seller.choose": "that press",
    "seller.leave": "the same page says what it does",
    "seller.later": "puts away the first steps; its button says so",
}
"""Endpoints and blueprints without a guide."""


def seller_endpoints(app: Flask) -> set[str]:
    return {rule.endpoint for rule in app.url_map.iter_rules() if rule.rule.startswith("/ban-hang")}


def test_every_page_of_a_seller_has_its_guide(app: Flask) -> None:
    bare = {
        name
        for name in seller_endpoints(app)
        if not find_guide(name) and not {name, name.partition(".")[0]} & EXEMPT.keys()
    }
    assert not bare, f"tell how in the feature's how_to.py, or say why not in EXEMPT: {bare}"


def test_guides_and_exemptions_name_only_what_is_there(app: Flask) -> None:
    endpoints = seller_endpoints(app)
    known = endpoints | {name.partition(".")[0] for name in endpoints}
    named = {name for one in GUIDES for name in (*one.beside, one.page)} | EXEMPT.keys()
    assert named <= known, named - known


def test_a_guide_has_two_to_four_steps_and_a_name_of_its_own() -> None:
    assert len({one.key for one in GUIDES}) == len(GUIDES)
    for one in GUIDES:
        assert 2 <= len(one.steps) <= 4, one.key
