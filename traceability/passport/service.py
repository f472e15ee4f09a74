"""Renders a passport page whole: one HTML with its style inside, the same for every reader.

Needs an application, not a request, so that the lane in front of Flask and the worker can
store pages ready.
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from flask import current_app
from markupsafe import Markup

from catalog.kernel.i18n import speaking
from traceability.ledger.showing import script_address
from traceability.passport import labels, queries, rules, words
from traceability.passport.facts import Facts

CSS = Path(__file__).parent.parent.parent / "static" / "css"
SHEETS = (
    "tokens.css",
    "components/stars.css",
    "components/evidence.css",
    "components/timeline.css",
    "components/verdict.css",
    "passport.css",
)


@dataclass(frozen=True)
class RenderedPage:
    """A finished page. It may be shown until `true_until`, and only with this policy."""

    html: str
    true_until: datetime
    status: int
    csp: str


def render(code: str, language: str, on: date) -> RenderedPage:
    """The page of a batch code as it stands on that day, in "vi" or "en"."""
    return _render(queries.passport_facts(code, on), language)


def render_unknown_batch(gtin: str, text: str, language: str, on: date) -> RenderedPage:
    """The page for a batch text that the producer of the product with this GTIN never entered."""
    return _render(queries.unknown_batch_facts(gtin, text, on), language)


def _render(facts: Facts, language: str) -> RenderedPage:
    template = current_app.jinja_env.get_template("traceability/passport/page.html")
    with speaking(language):
        html = template.render(
            facts=facts,
            words=labels.words(facts),
            steps=words.steps(facts),
            claims=words.claims(facts),
            laboratories=words.laboratories(facts),
            certificates=words.certificates(facts),
            about=words.about(facts),
            standing_=words.standing,
            can_buy=can_buy(facts),
            css=Markup(style()),  # noqa: S704 - our own files
            day_=labels.day,
            origin=current_app.config["PUBLIC_URL"],
            script=script_address(),
        )
    return RenderedPage(
        html=re.sub(r"\n\s*", "\n", html),
        true_until=rules.true_until(facts.on),
        status=200 if facts.batch or facts.product else 404,
        csp=policy(),
    )


def can_buy(facts: Facts) -> bool:
    """Whether the page ends with an offer: never for goods nobody should use."""
    product = facts.product
    return bool(
        product
        and product.price
        and product.is_published
        and facts.verdict not in rules.NOT_FOR_SALE
    )


@cache
def style() -> str:
    """The stylesheet of the page: our own sheets, without comments and needless space."""
    text = "\n".join((CSS / name).read_text("utf-8") for name in SHEETS)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s*([{};,>])\s*", r"\1", text)
    return re.sub(r"\s+", " ", text).replace(";}", "}").replace(": ", ":").strip()


@cache
def policy() -> str:
    """What the page may load: its own style, named by its hash, our pictures, our checks."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'self' data:; "
        "script-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
