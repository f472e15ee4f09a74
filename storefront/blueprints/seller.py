"""What sellers open, below /ban-hang."""

from flask import Blueprint

from catalog.products import seller_views as products_seller
from catalog.restrictions import seller_views as restrictions_seller
from storefront.amendments import seller_views as amendments_seller
from storefront.assistance import seller_views as assistance_seller
from storefront.books import seller_views as books_seller
from storefront.bulk import seller_views as bulk_seller
from storefront.carriers import seller_views as carriers_seller
from storefront.claims import seller_views as claims_seller
from storefront.combos import seller_views as combos_seller
from storefront.complaints import seller_views as complaints_seller
from storefront.feeds import seller_views as feeds_seller
from storefront.floors import seller_views as floors_seller
from storefront.goods import seller_views as goods_seller
from storefront.guides import views as guides
from storefront.hosts import seller_views as hosts_seller
from storefront.insight import seller_views as insight_seller
from storefront.inventory import seller_views as inventory_seller
from storefront.invoices import seller_views as invoices_seller
from storefront.listing import seller_views as listing_seller
from storefront.notices import seller_views as notices_seller
from storefront.offline import seller_views as offline_seller
from storefront.onboarding import seller_views as onboarding_seller
from storefront.orders import seller_views as orders_seller
from storefront.outside_sales import seller_views as outside_sales_seller
from storefront.packing import seller_views as packing_seller
from storefront.payouts import seller_views as payouts_seller
from storefront.pricing import seller_views as pricing_seller
from storefront.promotions import seller_views as promotions_seller
from storefront.push import seller_views as push_seller
from storefront.questions import seller_views as questions_seller
from storefront.rehearsal import views as rehearsal
from storefront.reviews import seller_views as reviews_seller
from storefront.seller import closing_views as seller_closing
from storefront.seller import views as seller
from storefront.sharing import seller_views as sharing_seller
from storefront.shipping import own_views as shipping_own
from storefront.shipping import seller_views as shipping_seller
from storefront.sites import seller_views as sites_seller
from storefront.star_requests import seller_views as star_requests_seller
from storefront.tracking import seller_views as tracking_seller
from storefront.visits import seller_views as visits_seller
from storefront.webhooks import seller_views as webhooks_seller
from storefront.windows import seller_views as windows_seller
from traceability.areas import seller_views as areas_seller
from traceability.balance import seller_views as balance_seller
from traceability.entry import beginning_views as entry_beginning
from traceability.entry import correcting_views as entry_correcting
from traceability.entry import quick_views as entry_quick
from traceability.entry import seller_views as entry_seller
from traceability.exports import seller_views as exports_seller
from traceability.labels import seller_views as labels_seller

BLUEPRINTS: tuple[Blueprint, ...] = (
    amendments_seller.bp,
    areas_seller.bp,
    assistance_seller.bp,
    balance_seller.bp,
    books_seller.bp,
    bulk_seller.bp,
    carriers_seller.bp,
    claims_seller.bp,
    combos_seller.bp,
    complaints_seller.bp,
    entry_beginning.bp,
    entry_correcting.bp,
    entry_quick.bp,
    entry_seller.bp,
    exports_seller.bp,
    feeds_seller.bp,
    floors_seller.bp,
    goods_seller.bp,
    star_requests_seller.bp,
    guides.bp,
    hosts_seller.bp,
    insight_seller.bp,
    inventory_seller.bp,
    invoices_seller.bp,
    labels_seller.bp,
    listing_seller.bp,
    notices_seller.bp,
    offline_seller.bp,
    onboarding_seller.bp,
    orders_seller.bp,
    outside_sales_seller.bp,
    packing_seller.bp,
    payouts_seller.bp,
    pricing_seller.bp,
    products_seller.bp,
    promotions_seller.bp,
    push_seller.bp,
    questions_seller.bp,
    rehearsal.bp,
    restrictions_seller.bp,
    reviews_seller.bp,
    seller.bp,
    seller_closing.bp,
    sharing_seller.bp,
    shipping_own.bp,
    shipping_seller.bp,
    sites_seller.bp,
    tracking_seller.bp,
    visits_seller.bp,
    webhooks_seller.bp,
    windows_seller.bp,
)
