"""The legal pages all can read: /phap-ly. They touch no session."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.i18n import language
from catalog.producers.labels import LEGAL_FORM
from catalog.producers.queries import get_producer
from catalog.producers.rules import LegalForm, public_tax_code
from storefront.claims.labels import KIND
from storefront.deadlines import queries as deadlines
from storefront.deadlines.labels import WHAT, time_words
from storefront.deadlines.rules import What
from storefront.legal import labels, queries, rules
from storefront.legal.errors import NoSuchPage
from storefront.legal.queries import Version
from storefront.legal.rules import Page

bp = Blueprint("legal", __name__, url_prefix="/phap-ly")
_CLAIMS = (
    What.CLAIM_WINDOW,
    What.CLAIM_ANSWER,
    What.CLAIM_APPEAL,
    What.CLAIM_SEND_BACK,
    What.CLAIM_DONE,
)
_COMPLAINTS = (What.COMPLAINT_ACKNOWLEDGE, What.COMPLAINT_HEARING, What.COMPLAINT_RESOLVE)
TIMED = {
    Page.RETURNS: _CLAIMS,
    Page.COMPLAINTS: (*_COMPLAINTS, *_CLAIMS),
    Page.BEFORE_BUYING: (What.CLAIM_WINDOW, What.CLAIM_DONE),
    Page.PRIVACY: (What.DATA_ANSWER, What.DATA_ERASE),
}
"""Pages that speak of times say none themselves: the rows of the day stand below the text."""


@bp.get("")
def overview() -> ResponseReturnValue:
    """Who runs the market, and every legal page."""
    operator = queries.find_operator(clock.today())
    return render_template(
        "storefront/legal/overview.html",
        facts=labels.facts_of(operator),
        operator=operator,
        pages=labels.PAGE,
        is_demo=bool(operator and operator.is_demo),
    )


@bp.get("/<slug>")
def page(slug: str) -> ResponseReturnValue:
    """The text in force."""
    found = queries.find_in_force(_page(slug), language(), clock.today())
    return _show(found, is_current=True)


@bp.get("/<slug>/cac-ban")
def versions(slug: str) -> ResponseReturnValue:
    """Every version there ever was."""
    found = _page(slug)
    return render_template(
        "storefront/legal/versions.html",
        page=found,
        pages=labels.PAGE,
        versions=queries.list_versions(found),
    )


@bp.get("/<slug>/cac-ban/<int:number>")
def version(slug: str, number: int) -> ResponseReturnValue:
    """One version, old or still to come."""
    return _show(queries.get_version(_page(slug), number), is_current=False)


@bp.get("/nguoi-ban/<slug>")
def seller(slug: str) -> ResponseReturnValue:
    """Who a seller is, as far as it is known."""
    found = get_producer(slug)
    return render_template(
        "storefront/legal/seller.html",
        producer=found,
        legal_form=LEGAL_FORM[LegalForm(found.legal_form)],
        tax_code=public_tax_code(found.tax_code),
        is_demo=found.is_demo,
    )


def _page(slug: str) -> Page:
    try:
        return Page(slug)
    except ValueError as error:
        raise NoSuchPage from error


def _show(found: Version, *, is_current: bool) -> ResponseReturnValue:
    timed = TIMED.get(found.page, ()) if is_current else ()
    return render_template(
        "storefront/legal/page.html",
        version=found,
        blocks=rules.blocks_of(found.body),
        is_current=is_current,
        pages=labels.PAGE,
        is_timed=bool(timed),
        times=deadlines.list_for_all(clock.today(), timed),
        kinds=KIND,
        what=WHAT,
        time_words=time_words,
    )
