"""Whose rights a request has while its browser acts for a household."""

from flask import Flask, g

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from storefront.accounts import login
from storefront.accounts.rules import EVERYONE
from storefront.assistance import queries, rules
from storefront.assistance.models import HelpConsent
from storefront.assistance.rules import Scope


def init_app(app: Flask) -> None:
    app.before_request(offer_actor)
    app.add_template_global(helped_household)


def offer_actor() -> None:
    """After login's: who acts for a household has the rights of the consent, and no others."""
    g.load_actor = acting


def acting() -> Actor:
    own = login.signed_in_actor()
    consent = current_turn()
    if consent is None:
        return own
    return as_helper(own, consent)


def as_helper(own: Actor, consent: HelpConsent) -> Actor:
    """The person acting for the household of a consent: by both names, with its rights alone."""
    return Actor(
        id=own.id,
        name=rules.name_for(own.name, consent.producer.name),
        permissions=EVERYONE | rules.PERMISSIONS[Scope(consent.scope)],
        producer_ids=frozenset({consent.producer_id}),
    )


def current_turn() -> HelpConsent | None:
    """The consent this browser acts by, read once per request and afresh in each."""
    found = login.signed_in()
    if found is None:
        return None
    if "help_turn" not in g:
        g.help_turn = queries.find_turn(
            found.sign_in_id, found.account_id, found.created_at, clock.today()
        )
    consent: HelpConsent | None = g.help_turn
    return consent


def helped_household() -> str | None:
    """The name of the household on whose behalf this page is seen, for the frame."""
    consent = current_turn()
    return consent.producer.name if consent else None
