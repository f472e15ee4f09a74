"""What an officer does with a shop: look, waive, approve, return, suspend, let sell again."""

from datetime import datetime

from catalog.kernel import audit, clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.producers import service as producers
from storefront.onboarding import queries, rules
from storefront.onboarding.errors import (
    NotThatStep,
    NotWaivable,
    OwnShop,
    StillMissing,
    TaxCodeTaken,
)
from storefront.onboarding.models import ShopApplication
from storefront.onboarding.queries import Shop
from storefront.onboarding.rules import Item, Kind, ShopState, Status, Step
from storefront.onboarding.service import configuring
from storefront.onboarding.service.opening import answer


def open_for(actor: Actor, producer_id: int, state: ShopState, now: datetime) -> ShopApplication:
    """Begin with a producer of the register; the one that is there already, if it is."""
    found = queries.find_application(producer_id)
    if found:
        return found
    configuring.add_packaged_once()
    submitted_at = now if state == ShopState.SUBMITTED else None
    shop = ShopApplication(
        producer_id=producer_id, state=state.value, opened_at=now, submitted_at=submitted_at
    )
    session.add(shop)
    session.flush()  # for the id the audit entry names
    audit.record(actor, "onboarding.open", shop, f"Mở hồ sơ người bán của {shop.producer.name}.")
    return shop


def confirm(
    actor: Actor, application_id: int, requirement_id: int, note: str, now: datetime
) -> None:
    """An officer has looked, and says at what."""
    shop, item = _item(actor, application_id, requirement_id, now)
    if item.wanted.kind == Kind.COMPUTED:
        raise NotThatStep
    answer(shop, requirement_id, Status.MET, actor, note, now)
    sentence = f"Xác nhận “{item.wanted.name}” của {shop.producer.name}: {note}."
    audit.record(actor, "onboarding.confirm", shop.application, sentence)


def waive(actor: Actor, application_id: int, requirement_id: int, why: str, now: datetime) -> None:
    """This shop need not meet it. Raises NotWaivable."""
    shop, item = _item(actor, application_id, requirement_id, now)
    if not item.wanted.is_waivable:
        raise NotWaivable
    answer(shop, requirement_id, Status.WAIVED, actor, why, now)
    sentence = f"Miễn “{item.wanted.name}” cho {shop.producer.name}: {why}."
    audit.record(actor, "onboarding.waive", shop.application, sentence)


def approve(actor: Actor, application_id: int, now: datetime) -> None:
    """Let the shop sell. Raises StillMissing, TaxCodeTaken, OwnShop or NotThatStep."""
    shop = _stepping(actor, application_id, Step.APPROVE, now)
    if shop.unsettled:
        raise StillMissing([item.wanted.name for item in shop.unsettled])
    code = shop.producer.tax_code
    if code and queries.is_tax_code_taken(code, shop.producer.id):
        raise TaxCodeTaken
    _decide(actor, shop, Step.APPROVE, now, None)
    producers.verify_producer(actor, shop.producer.id, clock.local_date(now))


def return_shop(actor: Actor, application_id: int, reason: str, now: datetime) -> None:
    """Give the shop back to its seller, who reads why."""
    shop = _stepping(actor, application_id, Step.RETURN, now)
    _decide(actor, shop, Step.RETURN, now, reason)
    sentence = f"Trả lại hồ sơ của {shop.producer.name}: {reason}."
    audit.record(actor, "onboarding.return", shop.application, sentence)


def suspend(actor: Actor, application_id: int, reason: str, now: datetime) -> None:
    """Sell no more; printed codes and their passports go on answering."""
    shop = _stepping(actor, application_id, Step.SUSPEND, now)
    _decide(actor, shop, Step.SUSPEND, now, reason)
    producers.suspend_producer(actor, shop.producer.id, reason)


def reinstate(actor: Actor, application_id: int, note: str, now: datetime) -> None:
    """Let a suspended shop sell again."""
    shop = _stepping(actor, application_id, Step.REINSTATE, now)
    _decide(actor, shop, Step.REINSTATE, now, None)
    producers.verify_producer(actor, shop.producer.id, clock.local_date(now), note)


def _item(
    actor: Actor, application_id: int, requirement_id: int, now: datetime
) -> tuple[Shop, Item]:
    shop = queries.get_shop(application_id, clock.local_date(now), lock=True)
    _not_own(actor, shop)
    found = next((one for one in shop.items if one.wanted.id == requirement_id), None)
    if found is None or shop.state != ShopState.SUBMITTED:
        raise NotThatStep
    return shop, found


def _stepping(actor: Actor, application_id: int, step: Step, now: datetime) -> Shop:
    shop = queries.get_shop(application_id, clock.local_date(now), lock=True)
    _not_own(actor, shop)
    if rules.after(shop.state, step) is None:
        raise NotThatStep
    return shop


def _decide(actor: Actor, shop: Shop, step: Step, now: datetime, reason: str | None) -> None:
    state = rules.after(shop.state, step)
    assert state  # noqa: S101 - _stepping has looked
    row = shop.application
    row.state, row.reason = state.value, reason
    row.decided_by, row.decided_at = actor.name, now


def _not_own(actor: Actor, shop: Shop) -> None:
    """Whoever has more than one hat does not verify the own shop, whichever is worn now."""
    if queries.works_there(actor, shop.producer.id):
        raise OwnShop
