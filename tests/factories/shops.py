"""Builders of shops on their way to selling."""

from datetime import UTC, date, datetime

from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.db import session, transaction
from catalog.producers.rules import LegalForm
from storefront.accounts.models import Account, Membership
from storefront.onboarding import queries
from storefront.onboarding.models import ShopApplication
from storefront.onboarding.rules import Kind, ShopState
from storefront.onboarding.service import configuring, deciding, opening
from storefront.onboarding.service.opening import Papers, Who
from storefront.payouts import accounts as payout_accounts
from tests.factories.accounts import make_account
from tests.factories.storefront import make_places

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
TODAY = date(2026, 11, 22)
WHO = Who("Hộ minh họa Út Lành", LegalForm.HOUSEHOLD, "Nguyễn Thị Lành", "+84912345678")
TAX_CODE = "0100233488"


def make_shop(producer_id: int, state: ShopState = ShopState.SUBMITTED) -> ShopApplication:
    """A shop of a producer that is there, in any state."""
    with transaction():
        return deciding.open_for(SYSTEM, producer_id, state, NOW)


def open_shop(account: Account | None = None, who: Who = WHO) -> Actor:
    """A draft of a new shop; returns its owner as an actor."""
    account = account or make_account("Chị Lành")
    person = Actor(id=account.id, name=account.name)
    with transaction():
        producer_id = opening.open_shop(person, who, NOW).id
    return Actor(
        id=account.id,
        name=account.name,
        permissions=frozenset({"onboarding.fill", "seller.see", "payouts.account"}),
        producer_ids=frozenset({producer_id}),
    )


def fill_in(owner: Actor, tax_code: str = TAX_CODE) -> None:
    """All that the requirements of the product ask of the seller."""
    make_places()
    with transaction():
        opening.keep_papers(owner, Papers(tax_code))
        opening.keep_address(owner, "23644", "64", "Làng Ngol")
        (producer_id,) = owner.producer_ids
        payout_accounts.give_account(owner, producer_id, "970436", "0011002200", "LANH", NOW)
        words = [one.id for one in queries.list_wanted(TODAY) if one.kind == Kind.ATTESTED]
        opening.attest(owner, set(words), NOW)


def submitted_shop(tax_code: str = TAX_CODE) -> tuple[Actor, int]:
    """A shop that waits for an officer: its owner and its number."""
    owner = open_shop()
    fill_in(owner, tax_code)
    with transaction():
        opening.submit(owner, NOW)
    return owner, number_of(owner)


def verified_shop(officer: Actor) -> tuple[Actor, int]:
    """A shop that sells."""
    owner, number = submitted_shop()
    look_at(officer, number)
    with transaction():
        deciding.approve(officer, number, NOW)
    return owner, number


def look_at(officer: Actor, number: int) -> None:
    """The officer confirms everything an officer has to look at."""
    shop = queries.get_shop(number, TODAY)
    waiting = [item.wanted.id for item in shop.items if item.wanted.kind == Kind.VERIFIED]
    with transaction():
        for requirement_id in waiting:
            deciding.confirm(officer, number, requirement_id, "Gặp tại nhà", NOW)


def number_of(owner: Actor) -> int:
    return queries.get_own_shop(owner, TODAY).application.id


def join(account_id: int, producer_id: int) -> None:
    with transaction():
        session.add(Membership(account_id=account_id, producer_id=producer_id, role="owner"))


def load_requirements() -> None:
    with transaction():
        configuring.add_packaged_once()
