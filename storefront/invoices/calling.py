"""Calls to the provider: what is meant is committed before, what was answered after."""

import logging
from datetime import datetime

from flask import current_app

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import DomainError
from storefront.invoices import queries, service
from storefront.invoices.errors import NoProvider, NotHandedOver
from storefront.invoices.models import InvoiceRequest
from storefront.invoices.providers import provider_for
from storefront.invoices.providers.base import Draft, InvoiceProvider, Issued, NoAnswer, Rejected
from storefront.invoices.rules import State

_log = logging.getLogger("ocop.invoices")


def find_provider() -> InvoiceProvider | None:
    """The provider that is connected, or None."""
    return provider_for(current_app.extensions["ocop_config"])


def issue(request_id: int, now: datetime) -> None:
    """Have the provider make an invoice, and write down its answer. Raises NoProvider."""
    provider = find_provider()
    if provider is None:
        raise NoProvider
    with transaction():
        draft = _draft(request_id, provider.name)
    if draft is None:
        return
    try:
        issued = provider.issue(draft)
    except NoAnswer as lost:
        with transaction():
            service.note_no_answer(_get(request_id), str(lost), now)
    except Rejected as no:
        with transaction():
            service.note_rejected(_get(request_id), str(no))
    else:
        _note(request_id, issued, provider.name, now)


def _note(request_id: int, issued: Issued, name: str, now: datetime) -> None:
    try:
        with transaction():
            service.note_issued(Actor(name=name), _get(request_id), issued, now)
    except NotHandedOver:
        return  # the page and the worker asked at once; the other has written it down


def _draft(request_id: int, name: str) -> Draft | None:
    """What is to be made; None when somebody else has had it made meanwhile."""
    request = _get(request_id)
    if request.state != State.HANDED_OVER or request.via != name:
        return None
    return queries.draft_of(request)


def _get(request_id: int) -> InvoiceRequest:
    return session.get_one(InvoiceRequest, request_id)


def ask_all() -> int:
    """Ask again for every number nobody knows yet; how many those were.

    What is with a provider that is gone its seller goes on with.
    """
    now, provider = clock.now(), find_provider()
    _leave_behind(now, provider.name if provider else None)
    waiting = queries.due(now, provider.name) if provider else []
    for one in waiting:
        try:
            issue(one, now)
        except DomainError as refused:  # one must not stop the others
            _log.warning("invoice request %s: %s", one, refused)
    return len(waiting)


def _leave_behind(now: datetime, via: str | None) -> None:
    for one in queries.left_behind(now, via):
        try:
            with transaction():
                service.leave_to_seller(_get(one))
        except NotHandedOver:
            continue  # it has its number meanwhile
