"""What every template may use: money, dates, addresses of files, the other language."""

import gzip
import hashlib
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    request,
    url_for,
)
from markupsafe import Markup, escape

from catalog.certification import labels as certification
from catalog.kernel import clock
from catalog.kernel.i18n import LANGUAGES, _, format_day, language, ngettext
from catalog.kernel.money import format_dong
from catalog.kernel.phone import format_phone
from catalog.kernel.web import current_actor, public_url
from catalog.places.labels import former_hint
from storefront.security import script_nonce

ROOT = Path(__file__).parent.parent
CSS = ROOT / "static" / "css"
BEHAVIOURS = ROOT / "static" / "js" / "behaviours"
A_YEAR = 365 * 24 * 3600
A_WEEK = 7 * 24 * 3600

OWN_ORIGIN, SHOWN_PATH = "ocop.own_origin", "ocop.shown_path"
"""In the environment of a request for a seller's own host (storefront/hosts): where it is, and the
path its visitor sees."""

bp = Blueprint("assets", __name__)


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)
    app.extensions["ocop_assets"] = {"site.css": stylesheet()}
    app.jinja_env.filters.update(
        money=format_dong, day=format_day, moment=format_moment, phone=format_phone
    )
    app.jinja_env.globals.update(
        _=_,
        ngettext=ngettext,
        asset_url=asset_url,
        language=language,
        given=given,
        languages=LANGUAGES,
        in_language=in_language,
        page_with=page_with,
        current_actor=current_actor,
        public_url=public_url,
        script_nonce=script_nonce,
        shop_name=app.config["SHOP_NAME"],
        standing_sentence=certification.sentence,
        grade_label=certification.GRADE.__getitem__,
        ground_label=certification.ground,
        place_hint=former_hint,
        today=clock.today,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def format_moment(moment: datetime | None) -> str:
    """14:05, 12/03/2028: the time on the wall in Vietnam."""
    if moment is None:
        return ""
    local = moment.astimezone(clock.VIETNAM)
    return f"{local:%H:%M}, {format_day(local.date())}"


def given(text: str | None) -> str:
    """What people entered: Vietnamese on every page, and marked so on those in another language.

    WCAG 2.2, 3.1.2 Language of Parts.
    """
    if not text or language() == "vi":
        return text or ""
    return Markup('<span lang="vi">{}</span>').format(escape(text))


def stylesheet() -> bytes:
    """Our CSS in one file: tokens, base, layout, then every component by name."""
    files = [CSS / name for name in ("fonts.css", "tokens.css", "base.css", "layout.css")]
    files += sorted((CSS / "components").glob("*.css"))
    return "\n".join(file.read_text("utf-8") for file in files if file.exists()).encode()


def asset_url(name: str) -> str:
    """The address of a file of ours, with its content in the address: kept for a year."""
    assets: dict[str, Any] = current_app.extensions["ocop_assets"]
    if name == "site.css":
        if current_app.debug:
            assets[name] = stylesheet()
        return url_for("assets.site_css", v=_digest(assets[name]))
    if name not in assets:
        assets[name] = _content(name)
    return url_for("static", filename=name, v=_digest(assets[name]))


def _content(name: str) -> bytes:
    """What the address of a file stands for: that of app.js stands for all it fetches, too."""
    content = (ROOT / "static" / name).read_bytes()
    if name == "js/app.js":
        fetched = (BEHAVIOURS.parent / "sending.js", *sorted(BEHAVIOURS.glob("*.js")))
        content += b"".join(file.read_bytes() for file in fetched)
    return content


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


@bp.get("/static/site.css")
def site_css() -> Response:
    """The stylesheet of every page, a fifth of its size where the browser unpacks it."""
    content: bytes = current_app.extensions["ocop_assets"]["site.css"]
    answer = Response(content, mimetype="text/css")
    if request.accept_encodings["gzip"]:
        answer.set_data(packed(content))
        answer.content_encoding = "gzip"
    answer.vary.add("Accept-Encoding")
    return answer


@lru_cache(maxsize=2)
def packed(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)


@bp.get("/favicon.ico")
def favicon() -> Response:
    """The mark, where browsers look for it on pages that name none, as passports do."""
    icon = (ROOT / "static" / "images" / "touch-icon.png").read_bytes()
    response = Response(icon, mimetype="image/png")
    response.headers["Cache-Control"] = f"public, max-age={A_WEEK}"
    return response


@bp.after_app_request
def keep_files(response: Response) -> Response:
    if request.path.startswith("/static/") and "v" in request.args and response.status_code == 200:
        response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response


def page_with(**changes: Any) -> str:
    """The address of this page with some of its query changed; None takes a part out."""
    query = {name: values for name, values in request.args.lists() if name != "lang"}
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = [str(value)]
    text = urlencode(sorted(query.items()), doseq=True)
    path: str = request.environ.get(SHOWN_PATH, request.path)
    return path + (f"?{text}" if text else "")


def in_language(code: str) -> str:
    """The address of this page in another language."""
    return page_with(lang=code)
