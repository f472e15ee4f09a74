"""The pages of the demonstration's sellers."""

from flask import Flask
from sqlalchemy import Connection, select

from catalog.kernel import clock
from catalog.kernel.db import session, transaction
from catalog.kernel.files import Picture
from storefront.demo import sites
from storefront.demo.days import Days
from storefront.hosts.queries import find_slug
from storefront.sites.models import Site
from storefront.sites.rules import Theme
from tests.factories.storefront import make_seller


def test_three_sellers_tell_of_themselves_in_words_that_say_they_are_invented(
    app: Flask, db: Connection
) -> None:
    with app.app_context():
        names = {name for told in sites.SITES for name in told.scenes}
        drawn = {name: Picture(f"{n:032x}", 1, 1, "#fff") for n, name in enumerate(sorted(names))}
        for told in sites.SITES:
            make_seller(slug=told.producer)
        with transaction():
            sites.add_sites(Days(clock.today(), clock.now()), drawn)
            sites.add_hosts(Days(clock.today(), clock.now()), "localhost")
        assert find_slug("ia-bang.localhost") == sites.SITES[0].producer
        found = session.scalars(select(Site)).all()
        assert len({one.theme for one in found}) == 3
        assert {one.theme for one in found} <= set(Theme)
        for one in found:
            assert one.published_at
            assert all("minh họa" in photo.caption for photo in one.photos)
            assert all("minh họa" in person.name for person in one.people)
