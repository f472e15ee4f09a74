"""What a seller's figures are made of, in a fixed number of queries. Nobody is named in any."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Label, Row, case, func, select

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.places.models import Province
from catalog.products.models import Product, Variant
from storefront.claims.models import Claim
from storefront.insight import rules
from storefront.insight.rules import Hint, Places, Sold, Topic
from storefront.orders.models import Order, OrderGroup, OrderLine
from storefront.orders.rules import CALLED_OFF, OrderStatus
from storefront.questions.models import Question
from traceability.batches.models import Batch
from traceability.labels.models import CheckCount
from traceability.scans.models import ProblemReport, ScanCount

MOST_QUESTIONS = 500
WAITING_SHOWN = 5


@dataclass(frozen=True)
class Insight:
    """All that the page of figures shows. Weeks and months are told by their first days."""

    weeks: list[date]
    months: list[date]
    sold_by_week: list[Sold]
    sold_by_month: list[Sold]
    sold_by_product: list[tuple[str, Sold]]
    scans_by_week: list[int]
    scans_by_product: list[tuple[str, int]]
    checks: Places
    topics: list[tuple[Topic, int]]
    waiting: list[Question]
    waiting_count: int
    hints: list[tuple[str, Hint]]
    claims: list[tuple[str, int]]
    problems: list[tuple[str, int]]
    returning: int | None


def insight_of(actor: Actor, today: date) -> Insight:
    """The last weeks and months of the actor's producer."""
    weeks, months = rules.weeks_until(today), rules.months_until(today)
    products = {row.id: row for row in session.execute(_products(actor))}
    sold = _sold(actor, weeks)
    scanned = _scanned(actor, weeks)
    asked = _questions(actor, weeks[0])
    waiting = [one for one in asked if one.answer is None]
    return Insight(
        weeks=weeks,
        months=months,
        sold_by_week=[_sum(sold, week=place) for place in range(len(weeks))],
        sold_by_month=_by_month(actor, months),
        sold_by_product=_by_product(sold, products),
        scans_by_week=[
            sum(count for (week, _), count in scanned.items() if week == place)
            for place in range(len(weeks))
        ],
        scans_by_product=_scans_of(scanned, products),
        checks=rules.by_place(_checks(actor, weeks[0])),
        topics=rules.count_topics(one.text for one in asked),
        waiting=sorted(waiting, key=lambda one: (one.due_at, one.id))[:WAITING_SHOWN],
        waiting_count=len(waiting),
        hints=_hints(asked, products),
        claims=_claims(actor, weeks[0]),
        problems=_problems(actor, weeks[0]),
        returning=rules.told(_returning(actor, today)),
    )


def _products(actor: Actor) -> Any:
    return select(
        Product.id,
        Product.name,
        *(getattr(Product, name) for name in dict.fromkeys(rules.SAID_BY.values())),
    ).where(Product.producer_id.in_(actor.producer_ids))


def _moment(day: date) -> datetime:
    """The moment a day begins in Vietnam."""
    return clock.midnight_after(day - timedelta(days=1))


def _place(column: Any, starts: Sequence[Any]) -> Label[int]:
    """Which span something falls into: the last that has begun."""
    spans = [(column >= start, place) for place, start in enumerate(starts)]
    return case(*reversed(spans), else_=-1).label("span")


def _is_sold(actor: Actor, since: date) -> tuple[ColumnElement[bool], ...]:
    """Ordered and standing: neither called off nor waiting for its money."""
    off = [*(one.value for one in CALLED_OFF), OrderStatus.UNPAID.value]
    return (
        Order.producer_id.in_(actor.producer_ids),
        Order.status.not_in(off),
        OrderGroup.placed_at >= _moment(since),
    )


def _sold(actor: Actor, weeks: Sequence[date]) -> dict[tuple[int, int], Sold]:
    """(week, product) → what was sold."""
    query = (
        select(
            _place(OrderGroup.placed_at, [_moment(one) for one in weeks]),
            Variant.product_id,
            func.sum(OrderLine.quantity).label("units"),
            func.sum(OrderLine.line_total - OrderLine.discount).label("amount"),
        )
        .join(Order, OrderLine.order_id == Order.id)
        .join(OrderGroup, Order.group_id == OrderGroup.id)
        .join(Variant, OrderLine.variant_id == Variant.id)
        .where(*_is_sold(actor, weeks[0]), OrderLine.quantity > 0)
        .group_by("span", Variant.product_id)
    )
    return {
        (row.span, row.product_id): Sold(int(row.units), int(row.amount))
        for row in session.execute(query)
    }


def _sum(sold: dict[tuple[int, int], Sold], week: int) -> Sold:
    return sum((one for (place, _), one in sold.items() if place == week), Sold())


def _by_month(actor: Actor, months: Sequence[date]) -> list[Sold]:
    query = (
        select(
            _place(OrderGroup.placed_at, [_moment(one) for one in months]),
            func.sum(OrderLine.quantity).label("units"),
            func.sum(OrderLine.line_total - OrderLine.discount).label("amount"),
        )
        .join(Order, OrderLine.order_id == Order.id)
        .join(OrderGroup, Order.group_id == OrderGroup.id)
        .where(*_is_sold(actor, months[0]), OrderLine.quantity > 0)
        .group_by("span")
    )
    found = {row.span: Sold(int(row.units), int(row.amount)) for row in session.execute(query)}
    return [found.get(place, Sold()) for place in range(len(months))]


def _by_product(
    sold: dict[tuple[int, int], Sold], products: dict[int, Row[Any]]
) -> list[tuple[str, Sold]]:
    sums: dict[int, Sold] = defaultdict(Sold)
    for (_, product_id), one in sold.items():
        sums[product_id] += one
    named = [(products[one].name, each) for one, each in sums.items() if one in products]
    return sorted(named, key=lambda pair: (-pair[1].units, pair[0]))


def _scanned(actor: Actor, weeks: Sequence[date]) -> dict[tuple[int, int], int]:
    """(week, product) → how often pages of its batches were opened; product 0: of none."""
    query = (
        select(
            _place(ScanCount.day, weeks),
            func.coalesce(Batch.product_id, 0).label("product_id"),
            func.sum(ScanCount.count).label("opened"),
        )
        .join(Batch, Batch.code == ScanCount.code)
        .where(Batch.producer_id.in_(actor.producer_ids), ScanCount.day >= weeks[0])
        .group_by("span", "product_id")
    )
    return {(row.span, row.product_id): int(row.opened) for row in session.execute(query)}


def _scans_of(
    scanned: dict[tuple[int, int], int], products: dict[int, Row[Any]]
) -> list[tuple[str, int]]:
    sums: dict[int, int] = defaultdict(int)
    for (_, product_id), count in scanned.items():
        sums[product_id] += count
    named = [(products[one].name, count) for one, count in sums.items() if one in products]
    return sorted(named, key=lambda pair: (-pair[1], pair[0]))


def _checks(actor: Actor, since: date) -> dict[str, int]:
    """Province, as buyers named it, → how often pieces were checked there; "" unsaid."""
    query = (
        select(func.coalesce(Province.name, "").label("name"), func.sum(CheckCount.count))
        .join(Batch, Batch.code == CheckCount.code)
        .outerjoin(Province, Province.code == CheckCount.province_code)
        .where(Batch.producer_id.in_(actor.producer_ids), CheckCount.day >= since)
        .group_by("name")
    )
    return {name: int(count) for name, count in session.execute(query)}


def _questions(actor: Actor, since: date) -> list[Question]:
    """The newest questions of these weeks, and all that wait for an answer."""
    query = (
        select(Question)
        .join(Question.product)
        .where(
            Product.producer_id.in_(actor.producer_ids),
            Question.hidden_at.is_(None),
            (Question.asked_at >= _moment(since)) | Question.answer.is_(None),
        )
        .order_by(Question.id.desc())
        .limit(MOST_QUESTIONS)
    )
    return list(session.scalars(query))


def _hints(asked: Sequence[Question], products: dict[int, Row[Any]]) -> list[tuple[str, Hint]]:
    facts = set(rules.SAID_BY.values())
    unsaid = {
        one: frozenset(fact for fact in facts if not getattr(row, fact))
        for one, row in products.items()
    }
    found = rules.hints([(one.product_id, one.text) for one in asked], unsaid)
    return [(products[one.product_id].name, one) for one in found]


def _claims(actor: Actor, since: date) -> list[tuple[str, int]]:
    query = (
        select(Claim.kind, func.count().label("count"))
        .join(Order, Claim.order_id == Order.id)
        .where(Order.producer_id.in_(actor.producer_ids), Claim.asked_at >= _moment(since))
        .group_by(Claim.kind)
        .order_by(func.count().desc(), Claim.kind)
    )
    return [(kind, int(count)) for kind, count in session.execute(query)]


def _problems(actor: Actor, since: date) -> list[tuple[str, int]]:
    query = (
        select(ProblemReport.kind, func.count().label("count"))
        .join(Batch, ProblemReport.batch_id == Batch.id)
        .where(
            Batch.producer_id.in_(actor.producer_ids), ProblemReport.created_at >= _moment(since)
        )
        .group_by(ProblemReport.kind)
        .order_by(func.count().desc(), ProblemReport.kind)
    )
    return [(kind, int(count)) for kind, count in session.execute(query)]


def _returning(actor: Actor, today: date) -> int:
    """How many people bought more than once in a year. Their numbers stay in the database."""
    again = (
        select(OrderGroup.phone)
        .join(Order, Order.group_id == OrderGroup.id)
        .where(*_is_sold(actor, today - timedelta(days=365)), OrderGroup.phone != "")
        .group_by(OrderGroup.phone)
        .having(func.count(OrderGroup.id.distinct()) > 1)
    )
    return session.scalar(select(func.count()).select_from(again.subquery())) or 0
