"""All guides there are, and which stands beside a page. A feature with a new one adds it here."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.text import fold
from catalog.products import how_to as products
from catalog.restrictions import how_to as restrictions
from storefront.amendments import how_to as amendments
from storefront.assistance import how_to as assistance
from storefront.books import how_to as books
from storefront.bulk import how_to as bulk
from storefront.carriers import how_to as carriers
from storefront.claims import how_to as claims
from storefront.combos import how_to as combos
from storefront.complaints import how_to as complaints
from storefront.feeds import how_to as feeds
from storefront.floors import how_to as floors
from storefront.goods import how_to as goods
from storefront.hosts import how_to as hosts
from storefront.insight import how_to as insight
from storefront.inventory import how_to as inventory
from storefront.invoices import how_to as invoices
from storefront.listing import how_to as listing
from storefront.notices import how_to as notices
from storefront.onboarding import how_to as onboarding
from storefront.outside_sales import how_to as outside_sales
from storefront.packing import how_to as packing
from storefront.payouts import how_to as payouts
from storefront.pricing import how_to as pricing
from storefront.promotions import how_to as promotions
from storefront.push import how_to as push
from storefront.questions import how_to as questions
from storefront.reviews import how_to as reviews
from storefront.seller import how_to as seller
from storefront.sharing import how_to as sharing
from storefront.shipping import how_to as shipping
from storefront.sites import how_to as sites
from storefront.star_requests import how_to as star_requests
from storefront.tracking import how_to as tracking
from storefront.visits import how_to as visits
from storefront.webhooks import how_to as webhooks
from storefront.windows import how_to as windows
from traceability.areas import how_to as areas
from traceability.balance import how_to as balance
from traceability.entry import how_to as entry
from traceability.exports import how_to as exports
from traceability.labels import how_to as labels

GUIDES: tuple[HowTo, ...] = (
    *listing.HOW_TO,
    *goods.HOW_TO,
    *star_requests.HOW_TO,
    *bulk.HOW_TO,
    *packing.HOW_TO,
    *amendments.HOW_TO,
    *carriers.HOW_TO,
    *tracking.HOW_TO,
    *shipping.HOW_TO,
    *inventory.HOW_TO,
    *products.HOW_TO,
    *pricing.HOW_TO,
    *promotions.HOW_TO,
    *combos.HOW_TO,
    *payouts.HOW_TO,
    *questions.HOW_TO,
    *reviews.HOW_TO,
    *claims.HOW_TO,
    *complaints.HOW_TO,
    *invoices.HOW_TO,
    *notices.HOW_TO,
    *visits.HOW_TO,
    *windows.HOW_TO,
    *sites.HOW_TO,
    *sharing.HOW_TO,
    *hosts.HOW_TO,
    *insight.HOW_TO,
    *seller.HOW_TO,
    *entry.HOW_TO,
    *labels.HOW_TO,
    *areas.HOW_TO,
    *balance.HOW_TO,
    *books.HOW_TO,
    *restrictions.HOW_TO,
    *onboarding.HOW_TO,
    *assistance.HOW_TO,
    *exports.HOW_TO,
    *floors.HOW_TO,
    *outside_sales.HOW_TO,
    *feeds.HOW_TO,
    *push.HOW_TO,
    *webhooks.HOW_TO,
)
"""In the order in which a seller meets the tasks."""

_BESIDE = {name: one for one in GUIDES for name in one.beside}


def find_guide(endpoint: str) -> HowTo | None:
    """The guide of a page: its own before that of its blueprint."""
    return _BESIDE.get(endpoint) or _BESIDE.get(endpoint.partition(".")[0])


def search(sought: str) -> list[HowTo]:
    """Guides in which every word is found, accents aside; all where nothing is sought."""
    words = fold(sought).split()
    return [one for one in GUIDES if all(word in _folded(one) for word in words)]


def _folded(one: HowTo) -> str:
    return fold(" ".join(map(str, (one.title, *one.steps))))
