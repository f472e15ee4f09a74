"""The application factory: the one place where all parts meet."""

from base64 import b64decode
from pathlib import Path

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from catalog.kernel.db import db, prepare
from catalog.kernel.files import PictureStore
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
from storefront.accounts import login
from storefront.accounts.rules import LIMITS
from storefront.api import views as api
from storefront.assistance import standing, turns
from storefront.blueprints import invented, machines, operator, public, seller
from storefront.blueprints.limits import limit_pages
from storefront.config import Config
from storefront.extensions import csrf, limiter, migrate
from storefront.hosts.gate import OwnHosts
from storefront.invented_partners.connecting import connect
from storefront.offline import answering
from traceability.ledger.keeper import Keeper
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
        standing,
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
    """Every blueprint of the site map, by audience."""
    for part in (public, seller, operator, machines, invented):
        for blueprint in part.BLUEPRINTS:
            app.register_blueprint(blueprint)
    api.init_app(app)
    for view in machines.WITHOUT_TOKEN:
        csrf.exempt(view)
    limit_pages(app)
