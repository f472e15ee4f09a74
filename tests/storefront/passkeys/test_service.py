"""Passkeys are bound to person, site and moment."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from catalog.kernel.actor import Actor
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import NotFound
from storefront.accounts.models import Account
from storefront.accounts.queries import find_signed_in
from storefront.accounts.service import close_account
from storefront.passkeys import queries, service
from storefront.passkeys.errors import (
    ChallengeLapsed,
    LastWayIn,
    PasskeyRefused,
    PasskeyTaken,
    SignInTooOld,
)
from storefront.passkeys.models import Passkey
from storefront.passkeys.rules import Site
from tests.factories.accounts import make_account
from tests.factories.authenticator import HOST, ORIGIN, Authenticator, to_bytes, to_text

pytestmark = pytest.mark.usefixtures("db")
NOW = datetime(2026, 11, 29, 8, tzinfo=UTC)
SITE = Site(HOST, ORIGIN)


def actor_of(account: Account) -> Actor:
    return Actor(id=account.id, name=account.name)


def ask_for_new(account: Account, now: datetime = NOW) -> str:
    with transaction():
        return service.ask_for_new(actor_of(account), SITE, "Chợ", now)


def ask(now: datetime = NOW) -> str:
    with transaction():
        return service.ask_at_sign_in(SITE, now)


def add(account: Account, answer: str, now: datetime = NOW, since: datetime = NOW) -> Passkey:
    with transaction():
        return service.add_passkey(actor_of(account), SITE, answer, since, "Chrome · Android", now)


def sign_in(answer: str, now: datetime = NOW, *, demo_allowed: bool = False) -> str:
    with transaction():
        return service.sign_in(SITE, answer, "Chrome · Android", now, demo_allowed=demo_allowed)


def with_passkey(account: Account) -> Authenticator:
    device = Authenticator()
    add(account, device.create(ask_for_new(account)))
    return device


def test_a_device_signs_its_person_in_and_counts() -> None:
    hoa, ba = make_account("Chị Hoa"), make_account("Anh Ba")
    with_passkey(ba)
    device = with_passkey(hoa)
    for _ in range(2):
        found = find_signed_in(sign_in(device.get(ask())), NOW, demo_allowed=False)
        assert found and found.account_id == hoa.id
    (passkey,) = queries.list_own(actor_of(hoa))
    assert (passkey.sign_count, passkey.used_at) == (2, NOW)


def test_the_device_is_asked_to_know_its_person_and_to_keep_the_key() -> None:
    account = make_account()
    options = json.loads(ask_for_new(account))
    chosen = options["authenticatorSelection"]
    assert (chosen["residentKey"], chosen["userVerification"]) == ("required", "required")
    assert account.name.encode() not in to_bytes(options["user"]["id"])
    assert json.loads(ask())["userVerification"] == "required"
    assert "allowCredentials" not in json.loads(ask()) or not json.loads(ask())["allowCredentials"]


def test_an_answer_counts_once() -> None:
    account = make_account()
    device = Authenticator()
    made = device.create(ask_for_new(account))
    add(account, made)
    with pytest.raises(ChallengeLapsed):
        add(account, made)
    answer = device.get(ask())
    sign_in(answer)
    with pytest.raises(ChallengeLapsed):
        sign_in(answer)


def test_a_challenge_waits_five_minutes() -> None:
    account = make_account()
    device = with_passkey(account)
    late = NOW + timedelta(minutes=5, seconds=1)
    with pytest.raises(ChallengeLapsed):
        sign_in(device.get(ask()), late)
    with pytest.raises(ChallengeLapsed):
        add(account, Authenticator().create(ask_for_new(account)), late, since=late)
    sign_in(device.get(ask()), late - timedelta(seconds=1))


def test_challenges_are_not_changed_for_one_another() -> None:
    hoa, ba = make_account("Chị Hoa"), make_account("Anh Ba")
    device = with_passkey(hoa)
    with pytest.raises(ChallengeLapsed):
        sign_in(device.get(ask_for_new(hoa)))
    with pytest.raises(ChallengeLapsed):
        add(ba, Authenticator().create(ask_for_new(hoa)))


@pytest.mark.parametrize(
    "device",
    [
        Authenticator(origin="https://ocop.example.evil.vn"),
        Authenticator(origin="http://ocop.example"),
        Authenticator(host="evil.vn"),
        Authenticator(verifies=False),
    ],
    ids=["another origin", "plain http", "another site", "nobody verified"],
)
def test_other_sites_and_unverified_people_are_refused(device: Authenticator) -> None:
    account = make_account()
    with pytest.raises(PasskeyRefused):
        add(account, device.create(ask_for_new(account)))
    good = with_passkey(account)
    good.origin, good.host, good.flags = device.origin, device.host, device.flags
    with pytest.raises(PasskeyRefused):
        sign_in(good.get(ask()))


def test_a_stranger_a_forger_and_an_old_copy_are_refused() -> None:
    device = with_passkey(make_account())
    with pytest.raises(PasskeyRefused):
        sign_in(Authenticator().get(ask()))
    forger = Authenticator()
    forger.id = device.id
    with pytest.raises(PasskeyRefused):
        sign_in(forger.get(ask()))
    sign_in(device.get(ask()))
    device.count = 0  # a copy made before
    with pytest.raises(PasskeyRefused):
        sign_in(device.get(ask()))


@pytest.mark.parametrize(
    "answer",
    ["", "[]", "{}", "nothing", '{"response": 1}', '{"response": {"clientDataJSON": "%%%"}}',
     json.dumps({"response": {"clientDataJSON": to_text(b'{"type": "webauthn.get"}')}}), "1e999"],
)  # fmt: skip
def test_rubbish_is_refused(answer: str) -> None:
    with pytest.raises(PasskeyRefused):
        sign_in(answer)
    with pytest.raises(PasskeyRefused):
        add(make_account(), answer)


def test_closed_and_demonstration_accounts_stay_out() -> None:
    closed, demo = make_account("Anh Ba"), make_account("Minh họa", is_demo=True)
    shut, invented = with_passkey(closed), with_passkey(demo)
    with transaction():
        close_account(closed)
    with pytest.raises(PasskeyRefused):
        sign_in(shut.get(ask()))
    with pytest.raises(PasskeyRefused):
        sign_in(invented.get(ask()))
    assert sign_in(invented.get(ask()), demo_allowed=True)


def test_a_phone_left_on_the_table_gets_no_passkey() -> None:
    account = make_account()
    answer = Authenticator().create(ask_for_new(account))
    with pytest.raises(SignInTooOld):
        add(account, answer, since=NOW - timedelta(minutes=15))


def test_a_device_is_entered_once() -> None:
    device = with_passkey(make_account())
    other = make_account("Anh Ba")
    with pytest.raises(PasskeyTaken):
        add(other, device.create(ask_for_new(other)))


def test_the_last_way_in_stays() -> None:
    account = make_account()
    actor = actor_of(account)
    with_passkey(account)
    with_passkey(account)
    with transaction():
        session.get_one(Account, account.id).password_hash = ""
    first, last = queries.list_own(actor)
    with transaction():
        service.remove_passkey(actor, first.id)
    with pytest.raises(LastWayIn), transaction():
        service.remove_passkey(actor, last.id)
    assert len(queries.list_own(actor)) == 1


def test_nobody_removes_the_passkey_of_another() -> None:
    with_passkey(hoa := make_account("Chị Hoa"))
    (passkey,) = queries.list_own(actor_of(hoa))
    stranger = actor_of(make_account("Anh Ba"))
    with pytest.raises(NotFound), transaction():
        service.remove_passkey(stranger, passkey.id)
