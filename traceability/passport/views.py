"""The page every code ends on. The lane in front sends the stored one; this makes it."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.i18n import language
from catalog.kernel.text import nfc
from traceability.areas.drawing import draw
from traceability.areas.labels import SCHEMES, STATES, VALIDITIES
from traceability.areas.queries import find_shown_cell, get_area_facts
from traceability.balance.labels import FOR_BUYERS
from traceability.balance.queries import list_seasons_of_area
from traceability.batches.rules import as_printed
from traceability.events.labels import GRADES
from traceability.passport import answers, pages, queries, service, words
from traceability.scans import counter
from traceability.scans.rules import is_scan

bp = Blueprint("passport", __name__)


@bp.get("/truy-xuat/<code>")
def batch(code: str) -> ResponseReturnValue:
    """Show what is known of a batch code."""
    printed = as_printed(code)
    if printed != code and pages.is_batch(printed):
        query = request.query_string.decode("ascii", "ignore")
        return redirect(f"{url_for('.batch', code=printed)}?{query}".rstrip("?"), 307)
    made = pages.make(code, language(), clock.now(), service.render)
    if made.status == 200 and _is_scan():
        counter.connected().add(code)
    return _answer(made)


@bp.get("/truy-xuat/lo-chua-dang-ky")
def unknown_batch() -> Response:
    """Say first that this producer registered no such batch, then show the product."""
    gtin, text = request.args.get("gtin", ""), nfc(request.args.get("lo", ""))[:40]
    return _answer(service.render_unknown_batch(gtin, text, language(), clock.today()))


@bp.get("/vung-trong/<code>")
def area(code: str) -> ResponseReturnValue:
    """Show a growing area: its code, the dated history of it, and the goods from there."""
    found = get_area_facts(code)
    cell = find_shown_cell(found.id)
    return render_template(
        "traceability/passport/area.html",
        area=found,
        validity=found.validity_on(clock.today()),
        hectares=words.number(found.hectares) if found.hectares else None,
        seasons=[
            (one, FOR_BUYERS[one.standing])
            for one in list_seasons_of_area(found.id, clock.today())[:3]
            if one.standing in FOR_BUYERS
        ],
        map=draw(cell) if cell and found.place else None,
        batches=queries.list_packed_from_area(found.id),
        schemes=SCHEMES,
        states=STATES,
        validities=VALIDITIES,
        grades=GRADES,
        is_demo=found.is_demo,
    )


def _is_scan() -> bool:
    headers = request.headers
    return is_scan(request.method, headers.get("User-Agent", ""), headers.get("Sec-Purpose", ""))


def _answer(page: service.RenderedPage) -> Response:
    """What the lane would send, with the status of this page."""
    known = request.headers.get("If-None-Match", "") if page.status == 200 else ""
    accepted = request.headers.get("Accept-Encoding", "")
    status, headers, body = answers.answer_of(pages.pack(page), language(), accepted, known)
    return Response(body, status if page.status == 200 else page.status, headers)
