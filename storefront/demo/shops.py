"""Shops of the demonstration: those that sell, one that waits for an officer, one just begun."""

from catalog.kernel.actor import SYSTEM, Actor
from catalog.producers.models import Producer
from catalog.producers.rules import LegalForm
from storefront.accounts import service as accounts
from storefront.demo.days import Days
from storefront.demo.trade import DOMAIN, PASSWORD
from storefront.onboarding import queries
from storefront.onboarding.rules import Kind, ShopState
from storefront.onboarding.service import deciding, opening
from storefront.onboarding.service.opening import Papers, Who
from storefront.payouts.accounts import give_account

WAITING = Who(
    "Hộ kinh doanh minh họa Tám Sen", LegalForm.HOUSEHOLD, "Bà Tám Minh Họa", "0912000777"
)
BEGUN = Who("Trang trại minh họa Năm Ớt", LegalForm.FARM, "Ông Năm Minh Họa", "0912000888")


def add_shops(producers: list[Producer], days: Days) -> None:
    """The producers sell already; two people have begun."""
    for producer in producers:
        shop = deciding.open_for(SYSTEM, producer.id, ShopState.VERIFIED, days.now)
        shop.decided_by = producer.verified_by
        shop.decided_at = days.moment(producer.verified_on or days.ago(0))
    _open(BEGUN, "nam-ot", days)
    owner = _open(WAITING, "tam-sen", days)
    _hand_in(owner, days)


def _open(who: Who, login: str, days: Days) -> Actor:
    account = accounts.register_account(
        who.representative,
        email=f"{login}@{DOMAIN}",
        password=PASSWORD,
        now=days.now,
        is_demo=True,
        actor=SYSTEM,
    )
    person = Actor(id=account.id, name=account.name)
    producer = opening.open_shop(person, who, days.now)
    producer.is_demo = True
    return Actor(id=account.id, name=account.name, producer_ids=frozenset({producer.id}))


def _hand_in(owner: Actor, days: Days) -> None:
    (producer_id,) = owner.producer_ids
    # Of nobody: the province 099 of personal numbers does not exist.
    opening.keep_papers(owner, Papers("099070000777"))
    opening.keep_address(owner, "31528", "92", "Ấp minh họa An Phú")
    give_account(owner, producer_id, "970436", "MINHHOA0777", "BA TAM MINH HOA", days.now)
    wanted = queries.list_wanted(days.today)
    opening.attest(owner, {one.id for one in wanted if one.kind == Kind.ATTESTED}, days.now)
    opening.submit(owner, days.now)
