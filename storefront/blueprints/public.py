"""What everybody opens: goods, baskets, orders, accounts, codes."""

from flask import Blueprint

from catalog.certification import views as certification
from catalog.places import views as places
from catalog.search import views as search
from storefront.about import views as about
from storefront.accounts import views as accounts
from storefront.amendments import views as amendments
from storefront.assistance import views as assistance
from storefront.basket import views as basket
from storefront.bulk import helper_views as bulk_helper
from storefront.carriers import views as carriers
from storefront.checkout import views as checkout
from storefront.claims import views as claims
from storefront.combos import views as combos
from storefront.complaints import views as complaints
from storefront.disclosures import views as disclosures
from storefront.feeds import views as feeds
from storefront.gateways import views as gateways
from storefront.inbox import views as inbox
from storefront.invoices import views as invoices
from storefront.legal import views as legal
from storefront.media import views as media
from storefront.offline import views as offline
from storefront.onboarding import views as onboarding
from storefront.orders import views as orders
from storefront.parcels import views as parcels
from storefront.passkeys import views as passkeys
from storefront.payouts import views as payouts
from storefront.phone_changes import views as phone_changes
from storefront.privacy import views as privacy
from storefront.questions import views as questions
from storefront.reviews import views as reviews
from storefront.shop import views as shop
from storefront.sites import cards as site_cards
from storefront.sites import views as sites
from storefront.visits import views as visits
from storefront.windows import views as windows
from traceability.labels import views as labels
from traceability.links import views as links
from traceability.passport import views as passport
from traceability.recalls import views as recalls
from traceability.scans import views as scans

BLUEPRINTS: tuple[Blueprint, ...] = (
    about.bp,
    accounts.bp,
    amendments.bp,
    assistance.bp,
    basket.bp,
    bulk_helper.bp,
    carriers.bp,
    certification.bp,
    checkout.bp,
    claims.bp,
    combos.bp,
    complaints.bp,
    disclosures.bp,
    feeds.bp,
    gateways.bp,
    inbox.bp,
    invoices.bp,
    labels.bp,
    legal.bp,
    links.bp,
    media.bp,
    offline.bp,
    onboarding.bp,
    orders.bp,
    parcels.bp,
    passkeys.bp,
    passport.bp,
    payouts.bp,
    phone_changes.bp,
    places.bp,
    privacy.bp,
    questions.bp,
    recalls.bp,
    reviews.bp,
    scans.bp,
    search.bp,
    shop.bp,
    site_cards.bp,
    sites.bp,
    visits.bp,
    windows.bp,
)
