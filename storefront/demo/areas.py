"""Growing areas, entered as officers and producers would: by the services."""

from decimal import Decimal

from catalog.kernel.actor import Actor
from catalog.producers.models import Producer
from storefront.demo.days import Days
from storefront.demo.origin import Makings
from storefront.demo.source import DemoArea
from traceability.areas import proposals
from traceability.areas import service as areas
from traceability.areas.cells import Point
from traceability.areas.proposals import Paper
from traceability.areas.rules import AreaState, Scheme
from traceability.areas.service import NewArea, NewStatus


def add_area(given: DemoArea, producer: Producer, actor: Actor, makings: Makings) -> None:
    """A code with the history of its decisions."""
    days = makings.days
    new = NewArea(
        scheme=Scheme(given.scheme),
        code=given.code,
        name=given.name,
        crop=given.crop,
        hectares=given.hectares,
        commune_code=given.commune,
        issuer=given.issuer,
        growers=given.growers,
        point=Point(*given.point) if given.point else None,
        producer_id=producer.id,
        is_demo=True,
    )
    decisions = [
        NewStatus(
            state=AreaState(one.state),
            since=days.ago(one.ago),
            source=one.source or "Quyết định cấp mã (minh họa)",
            evidence="document",
        )
        for one in given.statuses
    ]
    area = areas.register_area(actor, new, decisions[0], days.moment(decisions[0].since))
    for decision in decisions[1:]:
        areas.append_status(actor, area.id, decision, days.moment(decision.since))
    makings.areas[given.code] = area.id


def propose_area(producer: Producer, actor: Actor, days: Days) -> None:
    """A second pepper garden that waits for an officer: the answer to what the first one sold."""
    given = NewArea(
        scheme=Scheme.NONE,
        name="Vườn tiêu làng Bông",
        crop="Hồ tiêu",
        hectares=Decimal("0.3"),
        growers=4,
        commune_code=producer.commune_code,
        producer_id=producer.id,
    )
    proposals.propose(actor, given, Paper(), days.moment(days.ago(2)))
