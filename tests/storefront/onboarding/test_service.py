"""Opening shops, deciding on them, claiming producers of the register."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from catalog.kernel.actor import Actor
from catalog.kernel.audit import AuditEntry
from catalog.kernel.dated import AlreadyEnded
from catalog.kernel.db import session, transaction
from catalog.kernel.errors import DomainError, NotFound
from catalog.producers.models import Producer
from catalog.producers.rules import LegalForm
from storefront.accounts.models import Membership
from storefront.onboarding import queries
from storefront.onboarding.errors import (
    AlreadyAnswered,
    AlreadyClaimed,
    NotATaxCode,
    NotOpenForChanges,
    NotThatStep,
    NotToClaim,
    NotWaivable,
    OwnShop,
    StillMissing,
    TaxCodeTaken,
    TooManyShops,
)
from storefront.onboarding.rules import Check, Kind, ShopState
from storefront.onboarding.service import claiming, configuring, deciding, opening
from storefront.onboarding.service.configuring import NewRequirement
from storefront.onboarding.service.opening import Papers, Who
from tests.factories.accounts import make_account
from tests.factories.catalog import make_producer
from tests.factories.shops import (
    NOW,
    TAX_CODE,
    TODAY,
    WHO,
    fill_in,
    join,
    load_requirements,
    look_at,
    make_shop,
    number_of,
    open_shop,
    submitted_shop,
    verified_shop,
)

pytestmark = pytest.mark.usefixtures("db")
LAN = Actor(id=900_001, name="Cán bộ Lan")


def do(work: Callable[[], object]) -> None:
    with transaction():
        work()


def refused(kind: type[DomainError], work: Callable[[], object]) -> DomainError:
    with pytest.raises(kind) as caught, transaction():
        work()
    return caught.value


def state_of(owner: Actor) -> ShopState:
    return queries.get_own_shop(owner, TODAY).state


def producer_of(owner: Actor) -> Producer:
    (producer_id,) = owner.producer_ids
    return session.get_one(Producer, producer_id, populate_existing=True)


def sentences() -> list[str]:
    return list(session.scalars(select(AuditEntry.sentence).order_by(AuditEntry.id)))


def test_a_shop_goes_from_draft_to_selling() -> None:
    owner = open_shop()
    assert (state_of(owner), producer_of(owner).is_listed) == (ShopState.DRAFT, False)
    fill_in(owner)
    do(lambda: opening.submit(owner, NOW))
    look_at(LAN, number_of(owner))
    do(lambda: deciding.approve(LAN, number_of(owner), NOW))
    producer = producer_of(owner)
    assert (state_of(owner), producer.is_listed) == (ShopState.VERIFIED, True)
    assert (producer.verified_on, producer.verified_by) == (date(2026, 11, 22), "Cán bộ Lan")
    assert "Xác minh chủ thể Hộ minh họa Út Lành." in sentences()


def test_what_is_missing_is_named_at_submit() -> None:
    owner = open_shop()
    error = refused(StillMissing, lambda: opening.submit(owner, NOW))
    assert "Mã số thuế" in str(error.message)
    assert "Địa chỉ nơi sản xuất" in str(error.message)
    assert "Đúng người" not in str(error.message), "an officer looks at that later"


def test_an_officer_looks_before_a_shop_sells() -> None:
    owner, number = submitted_shop()
    error = refused(StillMissing, lambda: deciding.approve(LAN, number, NOW))
    assert "Đúng người" in str(error.message)
    assert state_of(owner) == ShopState.SUBMITTED
    assert producer_of(owner).verified_on is None


def test_returned_with_a_reason_it_is_mended_and_handed_in_again() -> None:
    owner, number = submitted_shop()
    refused(NotOpenForChanges, lambda: opening.keep_papers(owner, Papers(TAX_CODE)))
    do(lambda: deciding.return_shop(LAN, number, "Sai tên", NOW))
    assert queries.get_own_shop(owner, TODAY).application.reason == "Sai tên"
    who = Who("Hộ minh họa Út Lành 2", LegalForm.HOUSEHOLD, "Lành", "+84912345678")
    do(lambda: opening.keep_who(owner, who))
    do(lambda: opening.submit(owner, NOW))
    assert queries.get_own_shop(owner, TODAY).application.reason is None
    assert producer_of(owner).folded == "ho minh hoa ut lanh 2"


def test_suspended_it_sells_no_more_until_it_is_let() -> None:
    owner, number = verified_shop(LAN)
    do(lambda: deciding.suspend(LAN, number, "Người mua phản ánh", NOW))
    producer = producer_of(owner)
    assert (producer.verified_on, producer.is_listed) == (None, False)
    refused(NotThatStep, lambda: opening.submit(owner, NOW))
    do(lambda: deciding.reinstate(LAN, number, "Đã rõ", NOW))
    assert producer_of(owner).verified_on and state_of(owner) == ShopState.VERIFIED


def test_goods_of_the_register_stay_to_be_read_about() -> None:
    producer = make_producer(source="register", verified_on=date(2026, 1, 5))
    number = make_shop(producer.id, ShopState.VERIFIED).id
    do(lambda: deciding.suspend(LAN, number, "Dừng", NOW))
    found = session.get_one(Producer, producer.id, populate_existing=True)
    assert (found.verified_on, found.is_listed) == (None, True)


@pytest.mark.parametrize("step", ["approve", "return", "suspend", "reinstate"])
def test_a_step_is_taken_from_its_state_alone(step: str) -> None:
    owner = open_shop()
    number = number_of(owner)
    acts: dict[str, Callable[[], object]] = {
        "approve": lambda: deciding.approve(LAN, number, NOW),
        "return": lambda: deciding.return_shop(LAN, number, "x", NOW),
        "suspend": lambda: deciding.suspend(LAN, number, "x", NOW),
        "reinstate": lambda: deciding.reinstate(LAN, number, "x", NOW),
    }
    refused(NotThatStep, acts[step])
    assert state_of(owner) == ShopState.DRAFT


def test_nobody_verifies_the_own_shop() -> None:
    owner, number = submitted_shop()
    refused(OwnShop, lambda: deciding.approve(owner, number, NOW))
    other = Actor(id=owner.id, name=owner.name)  # works for another producer just now
    refused(OwnShop, lambda: deciding.return_shop(other, number, "x", NOW))


def test_a_waiver_has_its_reason_and_its_limits() -> None:
    owner = open_shop()
    fill_in(owner, tax_code="")
    refused(StillMissing, lambda: opening.submit(owner, NOW))
    make = {item.wanted.check: item.wanted.id for item in queries.get_own_shop(owner, TODAY).items}
    number = number_of(owner)
    refused(NotThatStep, lambda: deciding.waive(LAN, number, make[Check.TAX_CODE], "x", NOW))
    _force(owner, ShopState.SUBMITTED)
    do(lambda: deciding.waive(LAN, number, make[Check.TAX_CODE], "Hộ chưa phải đăng ký", NOW))
    refused(NotWaivable, lambda: deciding.waive(LAN, number, make[Check.ADDRESS], "x", NOW))
    refused(NotThatStep, lambda: deciding.confirm(LAN, number, make[Check.ADDRESS], "x", NOW))
    look_at(LAN, number)
    do(lambda: deciding.approve(LAN, number, NOW))
    assert any("Miễn “Mã số thuế”" in one for one in sentences())


def _force(owner: Actor, state: ShopState) -> None:
    def change() -> None:
        queries.get_own_shop(owner, TODAY).application.state = state.value

    do(change)


def test_a_tax_code_is_had_once_and_nobody_learns_by_whom() -> None:
    submitted_shop()
    other = open_shop(make_account("Anh Ba"), WHO)
    error = refused(TaxCodeTaken, lambda: opening.keep_papers(other, Papers(TAX_CODE)))
    assert "Út Lành" not in str(error.message)
    refused(NotATaxCode, lambda: opening.keep_papers(other, Papers("0100233480")))
    assert producer_of(other).tax_code is None


def test_of_two_with_one_tax_code_the_second_is_not_approved() -> None:
    first, one = submitted_shop()
    second = open_shop(make_account("Anh Ba"))
    fill_in(second, "0314409058")
    do(lambda: opening.submit(second, NOW))
    with transaction():
        producer_of(second).tax_code = TAX_CODE
    for number in (one, number_of(second)):
        look_at(LAN, number)
    refused(TaxCodeTaken, lambda: deciding.approve(LAN, number_of(second), NOW))
    assert state_of(first) == ShopState.SUBMITTED


def test_nobody_fills_the_queue_alone() -> None:
    account = make_account()
    for _ in range(3):
        open_shop(account)
    person = Actor(id=account.id, name=account.name)
    refused(TooManyShops, lambda: opening.open_shop(person, WHO, NOW))


def test_other_peoples_shops_are_not_found() -> None:
    open_shop()
    stranger = Actor(id=4711, name="Anh Ba", producer_ids=frozenset({4711}))
    with pytest.raises(NotFound):
        queries.get_own_shop(stranger, TODAY)


def test_a_claim_needs_an_officers_consent() -> None:
    producer = make_producer("HTX minh họa Đồng Tâm", source="register")
    account = make_account("Chị Hoa")
    hoa = Actor(id=account.id, name="Chị Hoa")
    do(lambda: claiming.claim(hoa, producer.id, "Giám đốc", NOW))
    refused(AlreadyClaimed, lambda: claiming.claim(hoa, producer.id, "Giám đốc", NOW))
    assert session.scalar(select(Membership.id)) is None, "the own word gives nothing"
    (claim,) = queries.list_open_claims()
    refused(OwnShop, lambda: claiming.grant(hoa, claim.id, "Tôi đây", NOW))
    do(lambda: claiming.grant(LAN, claim.id, "Gặp tại trụ sở", NOW))
    membership = session.scalars(select(Membership)).one()
    assert (membership.producer_id, membership.role) == (producer.id, "owner")
    refused(AlreadyAnswered, lambda: claiming.refuse(LAN, claim.id, "x", NOW))
    owner = Actor(id=account.id, name="Chị Hoa", producer_ids=frozenset({producer.id}))
    assert state_of(owner) == ShopState.DRAFT
    assert producer_of(owner).is_listed, "its stars stay to be read"


def test_of_two_claims_one_is_granted() -> None:
    producer = make_producer()
    for name in ("Chị Hoa", "Anh Ba"):
        person = Actor(id=make_account(name).id, name=name)
        with transaction():
            claiming.claim(person, producer.id, "Của tôi", NOW)
    first, second = queries.list_open_claims()
    do(lambda: claiming.grant(LAN, first.id, "Đúng", NOW))
    refused(NotToClaim, lambda: claiming.grant(LAN, second.id, "Cũng đúng?", NOW))
    do(lambda: claiming.refuse(LAN, second.id, "Không phải", NOW))
    third = Actor(id=make_account("Cô Tư").id, name="Cô Tư")
    refused(NotToClaim, lambda: claiming.claim(third, producer.id, "Tôi", NOW))


def test_producers_without_sellers_are_found_to_claim() -> None:
    free = make_producer("HTX minh họa Đồng Tâm").id
    taken = make_producer("HTX minh họa Đồng Khởi").id
    join(make_account().id, taken)
    assert [one.id for one in queries.search_claimable("dong")] == [free]
    assert queries.search_claimable("đo") == []


def test_requirements_are_rows_with_days() -> None:
    load_requirements()
    before = len(queries.list_wanted(TODAY))
    load_requirements()
    assert len(queries.list_wanted(TODAY)) == before, "they come once"
    new = NewRequirement("Giấy ATTP", Kind.VERIFIED, None, "", True, "NĐ 15", date(2026, 11, 23))
    with transaction():
        row = configuring.add_requirement(LAN, new)
    assert len(queries.list_wanted(TODAY)) == before
    assert len(queries.list_wanted(date(2026, 11, 23))) == before + 1
    do(lambda: configuring.close_requirement(LAN, row.id, date(2026, 11, 24)))
    assert len(queries.list_wanted(date(2026, 11, 25))) == before
    refused(AlreadyEnded, lambda: configuring.close_requirement(LAN, row.id, TODAY))


def test_a_new_requirement_stops_no_shop_that_sells() -> None:
    owner, _ = verified_shop(LAN)
    new = NewRequirement("Giấy mới", Kind.VERIFIED, None, "", False, "NĐ 99", date(2026, 1, 1))
    do(lambda: configuring.add_requirement(LAN, new))
    assert producer_of(owner).verified_on
    assert state_of(owner) == ShopState.VERIFIED
