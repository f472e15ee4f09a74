"""What officers and operators open, below /quan-tri."""

from flask import Blueprint

from catalog.certification import operator_views as certification_operator
from catalog.restrictions import operator_views as restrictions_operator
from storefront.amendments import operator_views as amendments_operator
from storefront.books import operator_views as books_operator
from storefront.claims import operator_views as claims_operator
from storefront.cod import operator_views as cod_operator
from storefront.combos import operator_views as combos_operator
from storefront.commission import operator_views as commission_operator
from storefront.complaints import operator_views as complaints_operator
from storefront.deadlines import operator_views as deadlines_operator
from storefront.desk import views as desk
from storefront.floors import operator_views as floors_operator
from storefront.gateways import operator_views as gateways_operator
from storefront.holidays import operator_views as holidays_operator
from storefront.hosts import operator_views as hosts_operator
from storefront.inbox import operator_views as inbox_operator
from storefront.invoices import operator_views as invoices_operator
from storefront.journal import operator_views as journal_operator
from storefront.legal import operator_views as legal_operator
from storefront.messages import operator_views as messages_operator
from storefront.notices import operator_views as notices_operator
from storefront.onboarding import operator_views as onboarding_operator
from storefront.orders import operator_views as orders_operator
from storefront.payments import operator_views as payments_operator
from storefront.payouts import operator_views as payouts_operator
from storefront.phone_changes import operator_views as phone_changes_operator
from storefront.price_sheets import operator_views as price_sheets_operator
from storefront.privacy import operator_views as privacy_operator
from storefront.promotions import operator_views as promotions_operator
from storefront.questions import operator_views as questions_operator
from storefront.remittance import operator_views as remittance_operator
from storefront.reviews import operator_views as reviews_operator
from storefront.shipping import operator_views as shipping_operator
from storefront.sites import operator_views as sites_operator
from storefront.star_requests import operator_views as star_requests_operator
from storefront.tracking import operator_views as tracking_operator
from storefront.webhooks import operator_views as webhooks_operator
from storefront.withholding import operator_views as withholding_operator
from traceability.alerts import operator_views as alerts_operator
from traceability.areas import operator_views as areas_operator
from traceability.balance import operator_views as balance_operator
from traceability.entry import operator_views as entry_operator
from traceability.inspection import operator_views as inspection_operator
from traceability.recalls import operator_views as recalls_operator
from traceability.scans import operator_views as scans_operator

BLUEPRINTS: tuple[Blueprint, ...] = (
    alerts_operator.bp,
    amendments_operator.bp,
    areas_operator.bp,
    balance_operator.bp,
    books_operator.bp,
    certification_operator.bp,
    star_requests_operator.bp,
    claims_operator.bp,
    cod_operator.bp,
    combos_operator.bp,
    commission_operator.bp,
    complaints_operator.bp,
    deadlines_operator.bp,
    desk.bp,
    entry_operator.bp,
    floors_operator.bp,
    gateways_operator.bp,
    holidays_operator.bp,
    hosts_operator.bp,
    inbox_operator.bp,
    inspection_operator.bp,
    invoices_operator.bp,
    journal_operator.bp,
    legal_operator.bp,
    messages_operator.bp,
    notices_operator.bp,
    onboarding_operator.bp,
    orders_operator.bp,
    payments_operator.bp,
    payouts_operator.bp,
    phone_changes_operator.bp,
    price_sheets_operator.bp,
    privacy_operator.bp,
    promotions_operator.bp,
    questions_operator.bp,
    recalls_operator.bp,
    remittance_operator.bp,
    restrictions_operator.bp,
    reviews_operator.bp,
    scans_operator.bp,
    shipping_operator.bp,
    sites_operator.bp,
    tracking_operator.bp,
    webhooks_operator.bp,
    withholding_operator.bp,
)
