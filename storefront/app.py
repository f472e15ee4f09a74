"""The application factory: the one place where all parts meet, and the site map."""

from base64 import b64decode
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from catalog.certification import operator_views as certification_operator
from catalog.certification import views as certification
from catalog.kernel.db import db, prepare
from catalog.kernel.files import PictureStore
from catalog.places import views as places
from catalog.products import seller_views as products_seller
from catalog.restrictions import operator_views as restrictions_operator
from catalog.restrictions import seller_views as restrictions_seller
from catalog.search import views as search
from catalog.search.index import open_index
from storefront import (
    addresses,
    cli,
    errors,
    exported,
    health,
    languages,
    logs,
    reactions,
    security,
    tables,
    templating,
)
from storefront.about import views as about
from storefront.accounts import login
from storefront.accounts import views as accounts
from storefront.accounts.rules import LIMITS
from storefront.amendments import operator_views as amendments_operator
from storefront.amendments import seller_views as amendments_seller
from storefront.amendments import views as amendments
from storefront.api import views as api
from storefront.assistance import seller_views as assistance_seller
from storefront.assistance import turns
from storefront.assistance import views as assistance
from storefront.basket import views as basket
from storefront.books import operator_views as books_operator
from storefront.books import seller_views as books_seller
from storefront.bulk import helper_views as bulk_helper
from storefront.bulk import seller_views as bulk_seller
from storefront.carriers import seller_views as carriers_seller
from storefront.carriers import views as carriers
from storefront.checkout import views as checkout
from storefront.claims import operator_views as claims_operator
from storefront.claims import seller_views as claims_seller
from storefront.claims import views as claims
from storefront.cod import operator_views as cod_operator
from storefront.combos import operator_views as combos_operator
from storefront.combos import seller_views as combos_seller
from storefront.combos import views as combos
from storefront.commission import operator_views as commission_operator
from storefront.complaints import operator_views as complaints_operator
from storefront.complaints import seller_views as complaints_seller
from storefront.complaints import views as complaints
from storefront.config import Config
from storefront.deadlines import operator_views as deadlines_operator
from storefront.demo import bank_views as demo_bank
from storefront.demo import carrier_views as demo_carrier
from storefront.demo import phone_views as demo_phones
from storefront.desk import views as desk
from storefront.disclosures import views as disclosures
from storefront.extensions import csrf, limiter, migrate
from storefront.feeds import seller_views as feeds_seller
from storefront.feeds import views as feeds
from storefront.floors import operator_views as floors_operator
from storefront.floors import seller_views as floors_seller
from storefront.gateways import operator_views as gateways_operator
from storefront.gateways import views as gateways
from storefront.goods import seller_views as goods_seller
from storefront.guides import views as guides
from storefront.holidays import operator_views as holidays_operator
from storefront.hosts import operator_views as hosts_operator
from storefront.hosts import seller_views as hosts_seller
from storefront.hosts.gate import OwnHosts
from storefront.inbox import operator_views as inbox_operator
from storefront.inbox import views as inbox
from storefront.insight import seller_views as insight_seller
from storefront.invented_partners import views as invented_partners
from storefront.invented_partners.connecting import connect
from storefront.inventory import seller_views as inventory_seller
from storefront.invoices import operator_views as invoices_operator
from storefront.invoices import seller_views as invoices_seller
from storefront.invoices import views as invoices
from storefront.journal import operator_views as journal_operator
from storefront.legal import operator_views as legal_operator
from storefront.legal import views as legal
from storefront.listing import seller_views as listing_seller
from storefront.media import views as media
from storefront.messages import operator_views as messages_operator
from storefront.notices import operator_views as notices_operator
from storefront.notices import seller_views as notices_seller
from storefront.offline import answering
from storefront.offline import seller_views as offline_seller
from storefront.offline import views as offline
from storefront.onboarding import operator_views as onboarding_operator
from storefront.onboarding import seller_views as onboarding_seller
from storefront.onboarding import views as onboarding
from storefront.orders import operator_views as orders_operator
from storefront.orders import seller_views as orders_seller
from storefront.orders import views as orders
from storefront.outside_sales import seller_views as outside_sales_seller
from storefront.parcels import views as parcels
from storefront.passkeys import views as passkeys
from storefront.payments import operator_views as payments_operator
from storefront.payouts import operator_views as payouts_operator
from storefront.payouts import seller_views as payouts_seller
from storefront.payouts import views as payouts
from storefront.phone_changes import operator_views as phone_changes_operator
from storefront.phone_changes import views as phone_changes
from storefront.price_sheets import operator_views as price_sheets_operator
from storefront.pricing import seller_views as pricing_seller
from storefront.privacy import operator_views as privacy_operator
from storefront.privacy import views as privacy
from storefront.promotions import operator_views as promotions_operator
from storefront.promotions import seller_views as promotions_seller
from storefront.push import seller_views as push_seller
from storefront.questions import operator_views as questions_operator
from storefront.questions import seller_views as questions_seller
from storefront.questions import views as questions
from storefront.rehearsal import views as rehearsal
from storefront.remittance import operator_views as remittance_operator
from storefront.reviews import operator_views as reviews_operator
from storefront.reviews import seller_views as reviews_seller
from storefront.reviews import views as reviews
from storefront.seller import closing_views as seller_closing
from storefront.seller import views as seller
from storefront.sharing import seller_views as sharing_seller
from storefront.shipping import operator_views as shipping_operator
from storefront.shipping import own_views as shipping_own
from storefront.shipping import seller_views as shipping_seller
from storefront.shop import views as shop
from storefront.sites import cards as site_cards
from storefront.sites import operator_views as sites_operator
from storefront.sites import seller_views as sites_seller
from storefront.sites import views as sites
from storefront.styleguide import views as styleguide
from storefront.tracking import operator_views as tracking_operator
from storefront.tracking import seller_views as tracking_seller
from storefront.visits import seller_views as visits_seller
from storefront.visits import views as visits
from storefront.webhooks import operator_views as webhooks_operator
from storefront.webhooks import seller_views as webhooks_seller
from storefront.windows import seller_views as windows_seller
from storefront.windows import views as windows
from storefront.withholding import operator_views as withholding_operator
from traceability.alerts import operator_views as alerts_operator
from traceability.areas import operator_views as areas_operator
from traceability.areas import seller_views as areas_seller
from traceability.balance import operator_views as balance_operator
from traceability.balance import seller_views as balance_seller
from traceability.entry import beginning_views as entry_beginning
from traceability.entry import correcting_views as entry_correcting
from traceability.entry import operator_views as entry_operator
from traceability.entry import quick_views as entry_quick
from traceability.entry import seller_views as entry_seller
from traceability.epcis_rest import api_views as epcis
from traceability.exports import seller_views as exports_seller
from traceability.inspection import operator_views as inspection_operator
from traceability.labels import seller_views as labels_seller
from traceability.labels import views as labels
from traceability.ledger import views as ledger
from traceability.ledger.keeper import Keeper
from traceability.links import views as links
from traceability.passport import views as passport
from traceability.recalls import operator_views as recalls_operator
from traceability.recalls import views as recalls
from traceability.scans import operator_views as scans_operator
from traceability.scans import views as scans
from traceability.scans.counter import ScanCounter

ROOT = Path(__file__).parent.parent
MEGABYTE = 1024 * 1024


def create_app(config: Config) -> Flask:
    """An application for these settings; everything it needs is checked here, at start."""
    app = Flask(__name__, template_folder=ROOT / "templates", static_folder=ROOT / "static")
    app.config.update(settings_of(config))
    app.extensions["ocop_config"] = config
    app.extensions["ocop_tables"] = tables
    app.extensions["ocop_search"] = open_index(config.search_url, config.data_dir)
    app.extensions["ocop_scans"] = ScanCounter(app, by_itself=not config.testing)
    app.extensions["ocop_ledger"] = Keeper(
        b64decode(config.ledger_key), f"{config.public_host}/ledger", config.data_dir
    )
    app.extensions["ocop_gateways"] = connect(config)
    app.extensions["ocop_pictures"] = PictureStore(config.data_dir / "media")
    app.extensions["ocop_export_tables"] = exported.TABLES
    app.extensions["ocop_labels"] = config.data_dir / "labels"
    app.jinja_options["undefined"] = StrictUndefined
    app.wsgi_app = OwnHosts(app, app.wsgi_app)  # type: ignore[method-assign]  # the documented way to wrap it
    if config.app_env == "production":
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]  # the documented way to wrap it
    csrf.init_app(app)
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    limiter.init_app(app)
    with app.app_context():
        prepare(db.engine)
    for part in (
        addresses,
        logs,
        languages,
        security,
        templating,
        login,
        turns,
        answering,
        errors,
        health,
        reactions,
        cli,
    ):
        part.init_app(app)
    register_pages(app)
    return app


def settings_of(config: Config) -> dict[str, object]:
    """Our settings as the names Flask and its extensions know."""
    return {
        "SECRET_KEY": config.secret_key,
        "SQLALCHEMY_DATABASE_URI": config.database_url,
        "TESTING": config.testing,
        "SERIAL_KEY": config.serial_key or config.secret_key,
        "PUBLIC_URL": config.public_url,
        "SHOP_NAME": config.shop_name,
        "DEMO": config.demo,
        "WTF_CSRF_ENABLED": not config.testing,
        "WTF_CSRF_TIME_LIMIT": None,  # a page left open over lunch still sends
        "SESSION_COOKIE_NAME": "__Host-session" if config.is_https else "session",
        "SESSION_COOKIE_SECURE": config.is_https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": max(one.absolute for one in LIMITS.values()),
        "SESSION_REFRESH_EACH_REQUEST": False,  # else every page would set the cookie again
        "MAX_CONTENT_LENGTH": 12 * MEGABYTE,
        "MAX_FORM_MEMORY_SIZE": MEGABYTE // 2,
        "MAX_FORM_PARTS": 200,
        "TRUSTED_HOSTS": sorted(config.hosts),
        "RATELIMIT_STORAGE_URI": config.redis_url or "memory://",
        "RATELIMIT_ENABLED": not config.testing,
    }


def register_pages(app: Flask) -> None:
    """The site map: every blueprint, in the order of the tree."""
    register_selling(app)
    register_elsewhere(app)
    register_opening(app)
    register_after_sale(app)
    app.register_blueprint(media.bp)
    app.register_blueprint(places.bp)
    app.register_blueprint(products_seller.bp)
    app.register_blueprint(certification.bp)
    app.register_blueprint(certification_operator.bp)
    app.register_blueprint(links.bp)
    app.register_blueprint(labels.bp)
    app.register_blueprint(labels_seller.bp)
    app.register_blueprint(exports_seller.bp)
    app.register_blueprint(ledger.bp)
    app.register_blueprint(search.bp)
    app.register_blueprint(alerts_operator.bp)
    app.register_blueprint(areas_operator.bp)
    app.register_blueprint(areas_seller.bp)
    app.register_blueprint(balance_operator.bp)
    app.register_blueprint(balance_seller.bp)
    for part in (entry_beginning, entry_quick, entry_correcting, entry_seller, entry_operator):
        app.register_blueprint(part.bp)
    for part in (books_operator, books_seller, scans, scans_operator, recalls, recalls_operator):
        app.register_blueprint(part.bp)
    app.register_blueprint(inspection_operator.bp)
    app.register_blueprint(passport.bp)
    app.register_blueprint(accounts.bp)
    for part in (passkeys, phone_changes, phone_changes_operator):
        app.register_blueprint(part.bp)
    for part in (offline, offline_seller, push_seller, seller, seller_closing):
        app.register_blueprint(part.bp)
    for part in (guides, rehearsal, desk, insight_seller, about):
        app.register_blueprint(part.bp)
    for part in (legal, legal_operator, privacy, privacy_operator):
        app.register_blueprint(part.bp)
    register_shop(app)
    api.init_app(app)
    app.register_blueprint(epcis.bp)
    csrf.exempt(epcis.capture)  # takes only JSON, which no form can send: docs/decisions/0068
    csrf.exempt(ledger.add_checkpoint)  # takes only a note signed by a log: docs/decisions/0066
    app.register_blueprint(styleguide.bp)
    limit_pages(app)


def register_shop(app: Flask) -> None:
    """The pages everybody reads: goods, and who makes them."""
    for part in (shop, sites, sites_seller, sites_operator, hosts_seller, hosts_operator):
        app.register_blueprint(part.bp)


def register_elsewhere(app: Flask) -> None:
    """The pages of other floors, of what is sent there, and of sheets filled in on a computer."""
    for part in (
        *(feeds, feeds_seller, floors_seller, floors_operator),
        *(outside_sales_seller, bulk_seller, bulk_helper, site_cards, sharing_seller),
    ):
        app.register_blueprint(part.bp)


def register_opening(app: Flask) -> None:
    """The pages on which people begin to sell, or help others to."""
    for part in (listing_seller, goods_seller):
        app.register_blueprint(part.bp)
    for part in (onboarding, onboarding_seller, onboarding_operator, assistance, assistance_seller):
        app.register_blueprint(part.bp)


def register_selling(app: Flask) -> None:
    """The pages of stock, basket, orders and what follows from them."""
    app.register_blueprint(inventory_seller.bp)
    app.register_blueprint(basket.bp)
    for part in (
        shipping_operator,
        shipping_own,
        holidays_operator,
        restrictions_operator,
        restrictions_seller,
    ):
        app.register_blueprint(part.bp)
    for part in (carriers, carriers_seller, demo_carrier):
        app.register_blueprint(part.bp)
    csrf.exempt(carriers.webhook)  # nothing happens without the carrier's signature
    app.register_blueprint(orders.bp)
    app.register_blueprint(orders_seller.bp)
    app.register_blueprint(orders_operator.bp)
    for part in (disclosures, invoices, invoices_seller, invoices_operator):
        app.register_blueprint(part.bp)
    for part in (amendments, amendments_seller, amendments_operator):
        app.register_blueprint(part.bp)
    for part in (parcels, shipping_seller, tracking_seller, tracking_operator, remittance_operator):
        app.register_blueprint(part.bp)
    for part in (checkout, payments_operator, inbox_operator, inbox, demo_bank, demo_phones):
        app.register_blueprint(part.bp)
    for part in (gateways, gateways_operator, invented_partners):
        app.register_blueprint(part.bp)
    csrf.exempt(inbox.webhook)  # nothing happens without the partner's signature over the body
    csrf.exempt(gateways.told)  # the same
    app.register_blueprint(deadlines_operator.bp)
    app.register_blueprint(price_sheets_operator.bp)
    app.register_blueprint(cod_operator.bp)
    for part in (
        *(webhooks_seller, webhooks_operator, messages_operator, notices_seller, notices_operator),
        *(journal_operator, commission_operator, withholding_operator),
    ):
        app.register_blueprint(part.bp)
    for part in (
        *(payouts, payouts_operator, payouts_seller),
        *(windows, windows_seller, visits, visits_seller),
        *(combos, combos_seller, combos_operator),
        *(pricing_seller, promotions_operator, promotions_seller),
    ):
        app.register_blueprint(part.bp)


def register_after_sale(app: Flask) -> None:
    """The pages of what happens once goods have arrived, and of what people say."""
    for part in (claims, claims_seller, claims_operator):
        app.register_blueprint(part.bp)
    for part in (complaints, complaints_seller, complaints_operator):
        app.register_blueprint(part.bp)
    for part in (reviews, reviews_seller, reviews_operator):
        app.register_blueprint(part.bp)
    for part in (questions, questions_seller, questions_operator):
        app.register_blueprint(part.bp)


def limit_pages(app: Flask) -> None:
    """Limits of pages whose packages do not know the limiter; what it returns must be called."""
    for endpoint, limit, methods in (
        ("places.suggest", "240 per minute", None),
        ("search.suggest", "240 per minute", None),
        ("labels.check", "30 per minute; 300 per day", ["POST"]),
        ("labels.confirm", "10 per minute; 60 per day", ["POST"]),
        ("exports_seller.for_checkvn", "20 per hour", None),
        ("exports_seller.everything", "20 per hour", None),
        ("epcis_rest.events", "120 per minute", None),
        ("epcis_rest.capture", "60 per minute; 600 per hour", ["POST"]),
        ("ledger.add_checkpoint", "60 per minute", ["POST"]),
        ("scans.case", "60 per hour; 200 per day", None),
        ("areas_seller.propose", "20 per hour; 100 per day", ["POST"]),
        ("scans.report", "10 per hour; 40 per day", ["POST"]),
    ):
        view: Any = app.view_functions[endpoint]
        app.view_functions[endpoint] = limiter.limit(limit, methods=methods)(view)
