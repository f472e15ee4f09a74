"""The invented telephones: /dien-thoai-minh-hoa. Not there without DEMO=1."""

from flask import Blueprint, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel.errors import NotFound
from storefront.messages.labels import CHANNEL
from storefront.messages.providers import fake

bp = Blueprint("demo_phones", __name__, url_prefix="/dien-thoai-minh-hoa")
SHOWN = 20


@bp.app_template_global()
def demo_phones_url() -> str | None:
    """Where pages that ask for a code may lead a visitor who has no such telephone."""
    return url_for("demo_phones.phones") if current_app.config["DEMO"] else None


@bp.get("")
def phones() -> ResponseReturnValue:
    """The last texts, newest first, as if one held all the telephones in one's hand."""
    if not current_app.config["DEMO"]:
        raise NotFound
    data_dir = current_app.extensions["ocop_config"].data_dir
    texts = fake.list_texts(data_dir, SHOWN)
    return render_template(
        "storefront/demo/phones.html", texts=texts, channels=CHANNEL, is_demo=True
    )
