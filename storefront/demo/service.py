"""Loads the demonstration: all of it in the caller's transaction, or nothing."""

from collections.abc import Callable

from catalog.kernel.files import Picture
from catalog.producers.models import Producer
from storefront.demo import (
    ahead,
    areas,
    gift_combos,
    goods,
    offers,
    origin,
    purchases,
    queries,
    shops,
    trade,
    yields,
)
from storefront.demo.after import add_claims, add_complaint, add_invoices, add_words
from storefront.demo.busy import add_busy_weeks
from storefront.demo.days import Days
from storefront.demo.elsewhere import add_links, add_sales
from storefront.demo.errors import NotEmpty
from storefront.demo.known import add_known, add_request
from storefront.demo.origin import Makings
from storefront.demo.resting import add_rest
from storefront.demo.source import DemoProducer, DemoProvince, provinces
from storefront.demo.told import keep_what_was_told

Told = Callable[[str], None]


def picture_names() -> list[str]:
    return [name for one in provinces() for product in one.products for name in product.pictures]


def load(days: Days, pictures: dict[str, Picture], tell: Told) -> None:
    """Producers, goods, their origin and their trade. Raises NotEmpty."""
    if not queries.is_empty():
        raise NotEmpty
    trade.add_rates(days)
    trade.add_cut_offs(days)
    trade.add_receiving_account(days)
    trade.add_fees(days)
    trade.add_cash_rules(days)
    trade.add_operator(days)
    loader = Loader(days, pictures)
    for province in provinces():
        loader.add_people(province)
        tell(f"{len(loader.owned)} producers")
    for province in provinces():
        loader.add_products(province)
        tell(f"{loader.count} products with their batches")
    yields.add_caps(days)
    loader.add_proposal("hop-tac-xa-minh-hoa-ia-bang")
    trade.add_accounts(list(loader.owned.values()), days)
    shops.add_shops([producer for producer, _ in loader.owned.values()], days)
    offers.add_offers(days)
    gift_combos.add_combos(days)
    purchases.add_orders(days)
    add_claims(days)
    add_invoices(days)
    ahead.add_window(days)
    add_words(days)
    add_complaint(days)
    ahead.add_visits(days)
    add_links(days)
    add_sales(days)
    add_rest(days)
    add_known(days)
    add_request(days)
    add_busy_weeks(days)
    keep_what_was_told()
    origin.stop_batches(loader.makings)
    tell(f"{len(purchases.WISHES)} orders")


class Loader:
    """What has been entered so far, by the names the files use."""

    def __init__(self, days: Days, pictures: dict[str, Picture]) -> None:
        self.days = days
        self.pictures = pictures
        self.makings = Makings(days)
        self.owned: dict[str, tuple[Producer, DemoProducer]] = {}
        self.count = 0

    def add_people(self, province: DemoProvince) -> None:
        """The producers of a province and the areas they grow on."""
        for given in province.producers:
            producer = goods.add_producer(given, province.province, self.days)
            self.owned[given.slug] = (producer, given)
            if given.licence:
                trade.add_licence(producer, given.licence, self.days)
            if given.owner:
                trade.add_bank_account(producer, trade.member(producer, given), self.days)
                trade.add_own_delivery(producer, trade.member(producer, given))
        for area in province.areas:
            owner = self.owned[area.producer]
            areas.add_area(area, owner[0], trade.member(*owner), self.makings)

    def add_proposal(self, slug: str) -> None:
        """An area that a producer wants in the register."""
        owner = self.owned[slug]
        areas.propose_area(owner[0], trade.member(*owner), self.days)

    def add_products(self, province: DemoProvince) -> None:
        """The products of a province with their recognitions, batches and stock."""
        for given in province.products:
            self.count += 1
            owner = self.owned[given.producer]
            product = goods.add_product(given, owner[0], self.count, self.pictures, self.days)
            goods.add_recognitions(given, product, province, self.days)
            actor = trade.member(*owner)
            for one in given.batches:
                batch = origin.make_batch(self.makings, actor, product, given, one)
                trade.add_stock(actor, product, batch, one, self.days)
