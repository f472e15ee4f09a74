"""Writes of passkeys: added, used, given up."""

import json
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, parse_client_data_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import rows_changed, session
from catalog.kernel.errors import NotFound
from storefront.accounts import service as accounts
from storefront.accounts.models import Account
from storefront.accounts.queries import get_own_account
from storefront.passkeys import queries, rules
from storefront.passkeys.errors import (
    ChallengeLapsed,
    LastWayIn,
    PasskeyRefused,
    PasskeyTaken,
    SignInTooOld,
    TooManyPasskeys,
)
from storefront.passkeys.models import Passkey, PasskeyChallenge
from storefront.passkeys.rules import Site

REQUIRED = UserVerificationRequirement.REQUIRED
# What the library raises over answers made to break it; ValueError: text that is no base64.
BROKEN = (WebAuthnException, ValueError, KeyError, TypeError)


def ask_for_new(actor: Actor, site: Site, shop: str, now: datetime) -> str:
    """What a browser needs to make a passkey for the person, as JSON."""
    account = get_own_account(actor)
    options = generate_registration_options(
        rp_id=site.host,
        rp_name=shop,
        user_id=_handle(account),
        user_name=account.phone or account.email or account.name,
        user_display_name=account.name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=REQUIRED
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=base64url_to_bytes(one.credential_id))
            for one in queries.list_own(actor)
        ],
    )
    _remember(options.challenge, account.id, now)
    return options_to_json(options)


def add_passkey(
    actor: Actor, site: Site, answer: str, signed_in_at: datetime, device: str, now: datetime
) -> Passkey:
    """Keep the public key of the person's device.

    Raises SignInTooOld, ChallengeLapsed, PasskeyRefused, PasskeyTaken, TooManyPasskeys.
    """
    if not rules.is_fresh(signed_in_at, now):
        raise SignInTooOld
    account = _locked(actor)
    challenge = _take(answer, account.id, now)
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except BROKEN as error:
        raise PasskeyRefused from error
    if len(queries.list_own(actor)) >= rules.MOST_PASSKEYS:
        raise TooManyPasskeys
    passkey = Passkey(
        account_id=account.id,
        credential_id=bytes_to_base64url(made.credential_id),
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        device=device,
        created_at=now,
    )
    session.add(passkey)
    try:
        session.flush()  # gives the id its audit entry names
    except IntegrityError as error:
        raise PasskeyTaken from error
    audit.record(actor, "accounts.add_passkey", passkey, f"Thêm khóa đăng nhập ở {device}.")
    return passkey


def ask_at_sign_in(site: Site, now: datetime) -> str:
    """What a browser needs to sign somebody in, as JSON; the device itself knows who it is."""
    options = generate_authentication_options(rp_id=site.host, user_verification=REQUIRED)
    _remember(options.challenge, None, now)
    return options_to_json(options)


def sign_in(site: Site, answer: str, device: str, now: datetime, *, demo_allowed: bool) -> str:
    """The token of a fresh sign-in. Raises PasskeyRefused or ChallengeLapsed."""
    challenge = _take(answer, None, now)
    passkey = queries.find_passkey(_credential_id(answer))
    account = passkey.account if passkey else None
    if passkey is None or account is None or (account.is_demo and not demo_allowed):
        raise PasskeyRefused
    try:
        used = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except BROKEN as error:
        raise PasskeyRefused from error
    if not account.is_active:
        raise PasskeyRefused
    passkey.sign_count, passkey.used_at = used.new_sign_count, now
    checked = accounts.Checked(account.id, account.session_epoch, None)
    return accounts.sign_in(checked, device, now)


def remove_passkey(actor: Actor, passkey_id: int) -> None:
    """Give a passkey up. Raises LastWayIn; the account is held, so two at once queue up."""
    account = _locked(actor)
    own = queries.list_own(actor)
    passkey = next((one for one in own if one.id == passkey_id), None)
    if passkey is None:
        raise NotFound
    if not rules.may_give_up(len(own), has_password=account.has_password):
        raise LastWayIn
    sentence = f"Bỏ khóa đăng nhập ở {passkey.device}."
    audit.record(actor, "accounts.remove_passkey", passkey, sentence)
    session.delete(passkey)


def remove_all(account_id: int) -> int:
    """Forget every passkey of an account, as when its phone is lost; returns how many."""
    gone = session.execute(delete(Passkey).where(Passkey.account_id == account_id))
    return rows_changed(gone)


def _locked(actor: Actor) -> Account:
    query = select(Account).where(Account.id == actor.id).with_for_update()
    account = session.scalar(query.execution_options(populate_existing=True))
    if account is None:
        raise NotFound
    return account


def _handle(account: Account) -> bytes:
    """By what the device tells accounts apart; says nothing about the person."""
    return f"account:{account.id}".encode()


def _remember(challenge: bytes, account_id: int | None, now: datetime) -> None:
    session.execute(delete(PasskeyChallenge).where(PasskeyChallenge.created_at < now - rules.WAITS))
    row = PasskeyChallenge(
        challenge=bytes_to_base64url(challenge), account_id=account_id, created_at=now
    )
    session.add(row)


def _take(answer: str, account_id: int | None, now: datetime) -> bytes:
    """The challenge the answer is for, which no other answer can be for from now on."""
    try:
        data = json.loads(answer)["response"]["clientDataJSON"]
        challenge = parse_client_data_json(base64url_to_bytes(data)).challenge
    except BROKEN as error:
        raise PasskeyRefused from error
    taken = session.execute(
        delete(PasskeyChallenge).where(
            PasskeyChallenge.challenge == bytes_to_base64url(challenge),
            PasskeyChallenge.account_id == account_id
            if account_id
            else PasskeyChallenge.account_id.is_(None),
            PasskeyChallenge.created_at >= now - rules.WAITS,
        )
    )
    if rows_changed(taken) != 1:
        raise ChallengeLapsed
    return challenge


def _credential_id(answer: str) -> str:
    given = json.loads(answer).get("id")
    return given if isinstance(given, str) else ""
