"""An act as its form brings it: static/js/behaviours/queue.js fills these fields in."""

from collections.abc import Callable
from datetime import datetime
from secrets import token_hex

from flask import g, request

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from traceability.acts import rules, service
from traceability.acts.errors import DayInDoubt
from traceability.acts.rules import Claim, Sent

QUEUED = "X-Queued"
"""The head under which a phone sends what has waited; answered in JSON: storefront/offline."""


def sent(*, has_day: bool = True) -> Sent:
    """The key of the form that is being sent; its times only if it has waited on a phone.

    Where no day is written, none can be wrong: nothing is held for the phone's clock.
    """
    key = request.form.get("key") or token_hex(16)
    if not is_queued():
        return Sent(key)
    acted_at, sent_at = _moment("act-at"), _moment("act-now")
    claim = Claim(acted_at, sent_at) if acted_at and sent_at else None
    return Sent(key, claim, is_sure=not has_day or request.form.get("act-sure") == "1")


def once(actor: Actor, sent: Sent, now: datetime, act: Callable[[], str]) -> str:
    """service.once; what is held for its day is said so to the phone, whatever page shows it."""
    try:
        answer = service.once(actor, sent, now, act)
    except DayInDoubt as doubt:
        g.day_in_doubt = doubt
        raise
    g.act_taken = True
    return answer


def day_in_doubt() -> DayInDoubt | None:
    found: DayInDoubt | None = g.get("day_in_doubt")
    return found


def was_taken() -> bool:
    """Whether an act was written for this request, now or when it was sent the first time.

    Only for an answer that follows its transaction: a refused one leads nowhere.
    """
    return bool(g.get("act_taken"))


def is_queued() -> bool:
    """Whether this waited on a phone, and no person looks at the answer."""
    return request.headers.get(QUEUED) == "1"


def _moment(name: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(request.form.get(name, ""))
    except ValueError:
        return None
    if moment.tzinfo is None or not rules.is_clock(moment, clock.now()):
        return None
    return moment
