"""Reads of rubrics, groups and sets."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.kernel.i18n import language
from catalog.product_sets import name_words, rules
from catalog.product_sets.models import ProductGroup, ProductSet, Rubric
from catalog.product_sets.rules import Proposal


@dataclass(frozen=True)
class SetChoice:
    """A set or a group as a filter or a form offers it."""

    id: int
    number: int
    name: str
    name_en: str

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return self.name_en if language() == "en" else self.name


@dataclass(frozen=True)
class GroupChoice(SetChoice):
    """A group with its sets; `slug` stands in addresses."""

    slug: str
    sets: tuple[SetChoice, ...] = ()


def find_rubric(number: str) -> Rubric | None:
    """The rubric of this decision with all its parts, or None."""
    return session.scalar(
        select(Rubric)
        .where(Rubric.number == number)
        .options(
            selectinload(Rubric.bands),
            selectinload(Rubric.groups).selectinload(ProductGroup.sets),
        )
    )


def get_rubric(rubric_id: int) -> Rubric:
    """The rubric, or NotFound."""
    rubric = session.get(Rubric, rubric_id)
    if rubric is None:
        raise NotFound
    return rubric


def list_rubrics() -> list[Rubric]:
    """Every decision, the newest first."""
    return list(session.scalars(select(Rubric).order_by(Rubric.effective_from.desc())))


def rubric_in_force(on: date) -> Rubric | None:
    """The newest decision in force on that day; None before the first we know."""
    return session.scalar(
        select(Rubric)
        .where(Rubric.effective_from <= on)
        .order_by(Rubric.effective_from.desc())
        .limit(1)
    )


def list_rubrics_between(first: date, last: date) -> list[Rubric]:
    """Every decision in force on any day from `first` to `last`, the oldest first."""
    ended = Rubric.effective_to.is_not(None) & (Rubric.effective_to < first)
    return list(
        session.scalars(
            select(Rubric)
            .where(Rubric.effective_from <= last, ~ended)
            .order_by(Rubric.effective_from)
        )
    )


def list_groups(on: date) -> list[GroupChoice]:
    """The groups of the decision in force, each with its sets: one query, for filters and forms."""
    newest = (
        select(Rubric.id)
        .where(Rubric.effective_from <= on)
        .order_by(Rubric.effective_from.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = session.execute(
        select(ProductGroup, ProductSet)
        .outerjoin(ProductSet, ProductSet.group_id == ProductGroup.id)
        .where(ProductGroup.rubric_id == newest)
        .order_by(ProductGroup.number, ProductSet.number)
    )
    sets: dict[ProductGroup, list[SetChoice]] = {}
    for group, one in rows:
        held = sets.setdefault(group, [])
        if one is not None:
            held.append(SetChoice(one.id, one.number, one.name, one.name_en))
    return [
        GroupChoice(group.id, group.number, group.name, group.name_en, group.slug, tuple(held))
        for group, held in sets.items()
    ]


def get_set(set_id: int) -> ProductSet:
    """A product set with its group, or NotFound."""
    found = session.scalar(
        select(ProductSet).where(ProductSet.id == set_id).options(joinedload(ProductSet.group))
    )
    if found is None:
        raise NotFound
    return found


def find_proposed(name: str, on: date) -> tuple[ProductSet, Proposal] | None:
    """The set a name speaks of, where the words we know are about the decision in force."""
    proposal = rules.propose(name, name_words.packaged())
    rubric = rubric_in_force(on)
    if proposal is None or rubric is None or rubric.number != name_words.RUBRIC:
        return None
    found = session.scalar(
        select(ProductSet).where(
            ProductSet.rubric_id == rubric.id, ProductSet.number == proposal.set_number
        )
    )
    return (found, proposal) if found else None


def list_set_names() -> list[tuple[int, str]]:
    """Id and name of every product set of every decision, for rules about one of them."""
    query = select(ProductSet.id, ProductSet.name).order_by(ProductSet.id)
    return [(row.id, row.name) for row in session.execute(query)]
