"""The legal pages all can read: /phap-ly. They touch no session."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.i18n import language
from catalog.producers.labels import LEGAL_FORM
from catalog.producers.queries import get_producer
from catalog.producers.rules import LegalForm
from storefront.deadlines import queries as deadlines
from storefront.deadlines.labels import WHAT, time_words
from storefront.deadlines.rules import is_in_force
from storefront.legal import labels, queries, rules
from storefront.legal.errors import NoSuchPage
from storefront.legal.queries import Version
from storefront.legal.rules import Page

bp = Blueprint("legal", __name__, url_prefix="/phap-ly")
TIMED = (Page.COMPLAINTS, Page.RETURNS)


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
        is_demo=found.is_demo,
    )


def _page(slug: str) -> Page:
    try:
        return Page(slug)
    except ValueError as error:
        raise NoSuchPage from error


def _show(found: Version, *, is_current: bool) -> ResponseReturnValue:
    times = []
    if is_current and found.page in TIMED:
        today = clock.today()
        times = [
            one for one in deadlines.list_deadlines() if is_in_force(deadlines.to_span(one), today)
        ]
    return render_template(
        "storefront/legal/page.html",
        version=found,
        blocks=rules.blocks_of(found.body),
        is_current=is_current,
        pages=labels.PAGE,
        times=times,
        what=WHAT,
        time_words=time_words,
    )
