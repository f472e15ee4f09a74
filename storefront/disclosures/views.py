"""What a buyer was told: /don-hang/<number>/da-bao, for who may open the purchase."""

from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue

from storefront.disclosures import queries
from storefront.legal.labels import PAGE
from storefront.legal.rules import blocks_of
from storefront.orders.opening import get_group

bp = Blueprint("disclosures", __name__, url_prefix="/don-hang/<number>/da-bao")


@bp.get("")
def told(number: str) -> ResponseReturnValue:
    """Word for word what stood there when the purchase was placed."""
    group = get_group(number)
    kept = queries.get_kept(group)
    return _private(
        render_template(
            "storefront/disclosures/told.html",
            group=group,
            document=queries.document_of(kept),
            kept=kept,
            pages=PAGE,
            public_host=request.host,
            is_demo=any(one.producer.is_demo for one in group.orders),
        )
    )


@bp.get("/<slug>")
def text(number: str, slug: str) -> ResponseReturnValue:
    """One of the legal texts that held."""
    group = get_group(number)
    version = queries.get_text(queries.get_kept(group), slug)
    return _private(
        render_template(
            "storefront/disclosures/text.html",
            group=group,
            version=version,
            blocks=blocks_of(version.body),
            pages=PAGE,
        )
    )


def _private(html: str) -> ResponseReturnValue:
    answer = make_response(html)
    answer.headers["Cache-Control"] = "no-store"
    return answer
