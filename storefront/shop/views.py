"""The shop's public pages. None of them touches the session."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from sqlalchemy import Row

from catalog.kernel import clock
from catalog.kernel.errors import NotFound
from catalog.kernel.web import page_number, public_url
from catalog.product_sets.queries import list_groups
from catalog.products.queries import find_slug_after
from catalog.restrictions.labels import sentence
from catalog.search.queries import search
from catalog.search.rules.documents import ProductSearch, asked
from storefront import ages
from storefront.basket.errors import FromElsewhere
from storefront.closures.labels import off_words, short_words
from storefront.closures.queries import off_sale
from storefront.closures.rules import Off
from storefront.combos import finding as combos
from storefront.extensions import csrf
from storefront.inventory.queries import available_for
from storefront.inventory.rules import Availability, BatchStock, first_expiring_first
from storefront.media.queries import price_words
from storefront.media.share_card import Card
from storefront.media.views import card_url, picture_url
from storefront.pricing.queries import list_steps, lowest_before
from storefront.questions import queries as questions
from storefront.quotas.queries import open_for
from storefront.quotas.rules import Promise
from storefront.reviews import queries as reviews
from storefront.reviews.rules import Summary
from storefront.security import is_from_elsewhere
from storefront.shop import labels, queries, rules
from storefront.shop.queries import ProductPage
from traceability.batches import rules as batches
from traceability.links.queries import MOST_SIGNS, find_printed

CARDS_AT_HOME = 8
CARDS_BESIDE = 4

bp = Blueprint("shop", __name__)
bp.add_app_template_global(short_words, "short_off_words")


@bp.get("/")
def home() -> ResponseReturnValue:
    """The first page: what has stars today, the six groups, why to trust it."""
    on = clock.today()
    found = search(ProductSearch(size=CARDS_AT_HOME), on)
    cards, gifts = queries.list_cards(found.ids, on), combos.list_newest(on)
    return render_template(
        "storefront/shop/home.html",
        cards=cards,
        combos=gifts,
        total=found.total,
        groups=labels.tiles(list_groups(on), found.facets),
        is_demo=any(card.is_demo for card in cards) or any(one.is_demo for one in gifts),
    )


@bp.get("/san-pham")
def products() -> ResponseReturnValue:
    """List and search the products; the address holds the whole question.

    The code on a pack, typed where goods are looked for, leads to its passport.
    """
    typed = batches.as_printed(request.args.get("q", "")[:MOST_SIGNS])
    if batches.is_code(typed) and (code := find_printed(typed)):
        return redirect(f"/truy-xuat/{code}")
    on = clock.today()
    query = question()
    found = search(query, on)
    cards = queries.list_cards(found.ids, on)
    gifts = [] if query.has_filters or found.page > 1 else combos.search(query.text, on)
    return render_template(
        "storefront/shop/products.html",
        cards=cards,
        combos=gifts,
        found=found,
        query=labels.Asked.of(query),
        choices=labels.choices(found.facets, list_groups(on)),
        is_demo=any(card.is_demo for card in cards) or any(one.is_demo for one in gifts),
    )


@bp.get("/san-pham/<slug>")
def product(slug: str) -> ResponseReturnValue:
    """One product: stars and their decision, price, batches, story, who sells it."""
    on = clock.today()
    try:
        page = queries.get_product_page(slug, on)
    except NotFound:
        if (now := find_slug_after(slug)) is None:
            raise
        return redirect(url_for(".product", slug=now), 301)
    if page.asked.min_age and not ages.is_of_age(request, page.asked.min_age):
        return _age_page(page)
    variant_ids = [variant.id for variant in page.variants]
    availability, prices = available_for(variant_ids, on), queries.prices_of(page, on)
    siblings = queries.list_products_of(page.about.producer_id)
    others = [one for one in siblings if one != page.about.id][:CARDS_BESIDE]
    summary, off = reviews.summary_of(page.about.id), off_sale(variant_ids, on)
    return render_template(
        "storefront/shop/product.html",
        about=page.about,
        place=queries.place_of(page.about),
        standing=page.standing,
        recognition=labels.recognition_facts(page.standing, on),
        variants=page.variants,
        prices=prices,
        steps=list_steps(variant_ids),
        per_unit=labels.price_per_unit(page.variants, prices),
        lowest=lowest_before(variant_ids, clock.now()),
        availability=availability,
        off=off,
        closed=closed_of(off.values()),
        off_words=off_words,
        ahead=offers_ahead(page),
        pictures=page.pictures,
        batches=batches_on_sale(availability),
        certificates=page.certificates,
        summary=summary,
        reviews=reviews.list_of_product(page.about.id, size=reviews.AT_THE_PRODUCT),
        questions=questions.list_of_product(page.about.id, size=questions.AT_THE_PRODUCT),
        details=labels.product_details(page),
        seller=labels.seller_identity(page.about),
        others=queries.list_cards(others, on),
        combos=combos.list_with(page.about.id, on),
        json_ld=structured_data(page, availability, prices, summary, off),
        share_card=share_card(page, prices),
        asked=page.asked,
        sentences=[sentence(duty) for duty in page.asked.sentences],
        is_demo=page.about.is_demo,
    )


@bp.post("/san-pham/<slug>/tuoi")
@csrf.exempt  # docs/decisions/0161: says one thing about the visitor, and keeps nothing here
def confirm_age(slug: str) -> ResponseReturnValue:
    """The visitor says to be old enough: kept in the browser until it is closed."""
    if is_from_elsewhere(request):
        raise FromElsewhere
    asked = queries.get_product_page(slug, clock.today()).asked
    return ages.keep(redirect(url_for(".product", slug=slug), 303), asked.min_age)


def _age_page(page: ProductPage) -> Response:
    """What stands before goods that are not for everybody: the name and its stars, no offer."""
    html = render_template(
        "storefront/shop/age.html",
        about=page.about,
        standing=page.standing,
        asked=page.asked,
        is_demo=page.about.is_demo,
    )
    return vary_by_cookie(make_response(html))


def vary_by_cookie(answer: Response) -> Response:
    answer.vary.add("Cookie")
    return answer


@bp.get("/sitemap.xml")
def sitemap() -> Response:
    """Every public product and producer page, for search engines."""
    pages = [public_url(endpoint) for endpoint in ("shop.home", "shop.products")]
    pages += [public_url(endpoint, slug=slug) for endpoint, slug in queries.list_addresses()]
    pages += [public_url("combos.combo", slug=slug) for slug in combos.list_slugs(clock.today())]
    text = render_template("storefront/shop/sitemap.xml", pages=pages)
    return Response(text, mimetype="application/xml")


@bp.get("/robots.txt")
def robots() -> Response:
    """What crawlers may read: all that is public, but no baskets, orders or desks."""
    closed = ("/gio-hang", "/thanh-toan", "/don-hang", "/tai-khoan", "/ban-hang", "/quan-tri")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines += ["", f"Sitemap: {public_url('shop.sitemap')}", ""]
    return Response("\n".join(lines), mimetype="text/plain")


def question() -> ProductSearch:
    """The question in the address: q, bo, nhom, sao, tinh, trang."""
    given = request.args
    return asked(
        given.get("q", ""),
        sets=given.getlist("bo"),
        groups=given.getlist("nhom"),
        stars=given.getlist("sao"),
        provinces=given.getlist("tinh"),
        page=page_number(),
    )


def offers_ahead(page: ProductPage) -> list[tuple[Row[Any], Promise]]:
    """What of this product can be ordered before it is there, by day and then by size."""
    found = open_for([variant.id for variant in page.variants], clock.now())
    pairs = [(one, promise) for one in page.variants for promise in found.get(one.id, ())]
    return sorted(pairs, key=lambda pair: (pair[1].first_day, pair[1].quota_id))


def closed_of(off: Iterable[Off]) -> Off | None:
    """What the shop says while it is closed: the same at each of its goods."""
    return next((one for one in off if one.is_shop), None)


def structured_data(
    page: ProductPage,
    availability: Mapping[int, Availability],
    prices: Mapping[int, int],
    summary: Summary,
    off: Collection[int] = (),
) -> dict[str, Any]:
    """The page's schema.org facts."""
    about, fact = page.about, page.standing.fact
    offers = [
        rules.Offer(
            variant.name,
            prices[variant.id],
            availability[variant.id].free > 0 and variant.id not in off,
        )
        for variant in page.variants
        if not page.asked.obstacle
    ]
    return rules.json_ld(
        name=about.name,
        address=public_url("shop.product", slug=about.slug),
        description=about.summary or about.story,
        pictures=[public_origin() + picture_url(one.digest, "1600.webp") for one in page.pictures],
        maker=about.producer_name,
        category=about.set_name,
        gtin=about.gtin,
        offers=offers,
        min_age=page.asked.min_age,
        notices=[duty.text for duty in page.asked.sentences if duty.text],
        stars=page.standing.stars,
        decision=fact.decision_number if fact else None,
        valid_from=fact.valid_from if fact else None,
        valid_to=fact.valid_to if fact else None,
        rating=(summary.average, summary.count) if summary.has_average else None,
    )


def batches_on_sale(availability: Mapping[int, Availability]) -> list[BatchStock]:
    """Each batch once, the first to expire first."""
    batches = {one.code: one for each in availability.values() for one in each.batches}
    return first_expiring_first(batches.values())


def share_card(page: ProductPage, prices: Mapping[int, int]) -> str | None:
    """What a shared link shows: the product's card, or its photo where no card can be drawn."""
    card = card_of(page, prices)
    photo = public_origin() + picture_url(card.picture, "800.jpg") if card.picture else None
    return card_url(page.about.slug, card) or photo


def card_of(page: ProductPage, prices: Mapping[int, int]) -> Card:
    """What stands on a product's card today."""
    about, standing = page.about, page.standing
    first = page.variants[0] if page.variants and not page.asked.obstacle else None
    return Card(
        shop=current_app.config["SHOP_NAME"],
        name=about.name,
        maker=about.producer_name or "",
        place=queries.place_of(about),
        picture=page.pictures[0].digest if page.pictures else None,
        stars=standing.stars,
        until=standing.fact.valid_to if standing.stars and standing.fact else None,
        notice=None,
        price=price_words(prices[first.id], first.name) if first else None,
        link=public_url("shop.product", slug=about.slug),
    )


def public_origin() -> str:
    """PUBLIC_URL without a path."""
    return public_url("shop.home").rstrip("/")
