"""How the service worker is answered: in JSON, and told which pages it may keep for whom.

X-Queued: 1 is an act that waited and that nobody looks at; X-Queued: live is a form a person has
just sent, whose refusals they read as a page.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from flask import (
    Flask,
    Response,
    before_render_template,
    g,
    get_flashed_messages,
    jsonify,
    request,
    url_for,
)

from catalog.kernel.web import current_actor
from traceability.acts.web import QUEUED, day_in_doubt, is_queued, was_taken

KEPT = frozenset(
    {
        "seller",
        "entry_seller",
        "entry_beginning",
        "entry_quick",
        "labels_seller",
        "inventory_seller",
        "orders_seller",
        "packing_seller",
        "offline_seller",
    }
)
"""Blueprints whose pages a seller's phone may keep: what is done in the yard and at the packing
table. Money, accounts, people and keys of other machines are read with a signal only."""
NOT_KEPT = frozenset({"seller.members", "seller.producers"})

LATER = {"state": "later"}
"""Neither taken nor refused: the phone keeps the act, and asks again."""


def init_app(app: Flask) -> None:
    app.after_request(mark_kept)
    app.after_request(answer_queued)
    app.jinja_env.globals.update(device_owner=device_owner)
    before_render_template.connect(note_words, app)


def device_owner() -> str:
    """Who works here for whom, as pages and acts on a phone are kept apart."""
    actor = current_actor()
    return f"{actor.id}-{min(actor.producer_ids, default=0)}"


def mark_kept(response: Response) -> Response:
    """Say of a seller's page whose it is; what is not marked is never kept."""
    if (
        request.method == "GET"
        and response.status_code == 200
        and response.mimetype == "text/html"
        and request.blueprint in KEPT
        and request.endpoint not in NOT_KEPT
        and current_actor().is_signed_in
    ):
        response.headers["X-Kept-For"] = device_owner()
    return response


def note_words(_sender: object, context: dict[str, Any], **_more: Any) -> None:
    """Remember what a page of refusal says: the form, its pasted lines, or its one message."""
    if QUEUED in request.headers:
        g.said = [*g.get("said", []), *_words(context)]


def _words(context: dict[str, Any]) -> Iterator[str]:
    form = context.get("form")
    if form is not None and hasattr(form, "form_errors"):
        yield from map(str, form.form_errors)
        for field in form:
            yield from (f"{field.label.text}: {text}" for text in field.errors)
    for lines in (context.get("refused") or {}).values():
        yield from (f"{one.text}: {one.reason}" for one in lines)
    if isinstance(message := context.get("message"), str):
        yield message


def answer_queued(response: Response) -> Response:
    """The outcome of what was sent; where it is a page for a person, the page itself."""
    if QUEUED not in request.headers or request.method != "POST":
        return response
    outcome = _outcome(response)
    if outcome is None:
        return response
    answer = jsonify(outcome)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _outcome(response: Response) -> dict[str, Any] | None:
    status = response.status_code
    if 300 <= status < 400:
        return _led_to(response)
    if status == 400:  # the token is of a session that has ended
        return {"state": "stale"}
    if not is_queued():
        return None
    if status == 429 or status >= 500:
        return LATER
    if doubt := day_in_doubt():
        proposed = doubt.day.isoformat() if doubt.day else ""
        return {"state": "held", "words": str(doubt.message), "proposed": proposed}
    return {"state": "refused", "words": " ".join(g.get("said", []))}


def _led_to(response: Response) -> dict[str, Any]:
    """Done is what a view took and led on from; any other redirect leaves the act where it is."""
    location = response.location or ""
    where, sign_in = urlsplit(location), url_for("accounts.sign_in")
    if where.netloc not in ("", request.host) or response.status_code not in (302, 303):
        return LATER
    if where.path == sign_in or where.path.startswith(f"{sign_in}/"):
        return {"state": "signed-out"}
    if is_queued() and not was_taken():
        return LATER
    # Somebody who looks reads what was done on the next page, or why it was not.
    words = [str(text) for text in get_flashed_messages()] if is_queued() else []
    state = "done" if was_taken() else "read"
    return {"state": state, "location": location, "words": " ".join(words)}
