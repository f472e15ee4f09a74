"""Turns what queries found into what the API gives."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalog.certification.register import RegisterEntry
from catalog.certification.rules import Standing
from storefront.api import schemas
from storefront.combos.showing import Shown, ShownPart
from storefront.inventory.rules import Availability
from storefront.shop.queries import Card, ProductPage, place_of


def standing(found: Standing) -> schemas.Standing:
    """The stars today and the recognition behind them, if there is one."""
    fact = found.fact
    if fact is None:
        return schemas.Standing(status=found.status, stars=0)
    return schemas.Standing(
        status=found.status,
        stars=found.stars,
        recognised_stars=fact.stars,
        decision_number=fact.decision_number,
        decision_date=fact.decision_date,
        year=fact.year,
        issuer=fact.issuer_name,
        valid_from=fact.valid_from,
        valid_to=fact.valid_to,
        revoked_on=fact.revoked_on,
        evidence=fact.evidence_grade,
        source=fact.evidence_source,
    )


def product_item(card: Card) -> schemas.ProductItem:
    return schemas.ProductItem(
        slug=card.slug,
        name=card.name,
        by=card.by,
        price=card.price,
        unit=card.variant_name,
        stars=card.standing.stars,
        status=card.standing.status,
        is_demo=card.is_demo,
    )


def product_facts(
    page: ProductPage,
    available: Mapping[int, Availability],
    prices: Mapping[int, int],
    on: date,
    off: Collection[int] = (),
) -> schemas.ProductFacts:
    about = page.about
    batches = {one.code for each in available.values() for one in each.batches}
    sold = {} if page.asked.obstacle else available
    free = {one: each.free for one, each in sold.items() if one not in off}
    return schemas.ProductFacts(
        name=about.name,
        slug=about.slug,
        gtin=about.gtin,
        producer=schemas.ProducerItem(
            slug=about.seller_slug, name=about.producer_name, place=place_of(about)
        ),
        recognition=standing(page.standing),
        variants=[
            schemas.VariantItem(name=one.name, price=prices[one.id], available=free.get(one.id, 0))
            for one in page.variants
        ],
        batches=sorted(batches),
        min_age=page.asked.min_age,
        notices=[duty.text for duty in page.asked.sentences if duty.text],
        is_held_back=page.asked.obstacle is not None,
        is_demo=about.is_demo,
        checked_on=on,
    )


def combo_item(combo: Shown) -> schemas.ComboItem:
    return schemas.ComboItem(
        slug=combo.slug,
        name=combo.name,
        price=combo.price,
        by=" · ".join(part for part in (combo.packer_name, combo.packer_place) if part),
        sellers=combo.households,
        available=0 if combo.off else combo.free,
        is_demo=combo.is_demo,
    )


def combo_facts(combo: Shown, on: date) -> schemas.ComboFacts:
    return schemas.ComboFacts(
        name=combo.name,
        slug=combo.slug,
        story=combo.story,
        price=combo.price,
        alone=combo.alone,
        packer=schemas.ProducerItem(
            slug=combo.packer_slug, name=combo.packer_name, place=combo.packer_place
        ),
        components=[_component(one) for one in combo.parts],
        available=0 if combo.off else combo.free,
        sells_to=combo.sells_to,
        min_age=combo.min_age,
        notices=[duty.text for duty in combo.sentences if duty.text],
        is_demo=combo.is_demo,
        checked_on=on,
    )


def _component(part: ShownPart) -> schemas.ComboComponent:
    return schemas.ComboComponent(
        product=part.product_slug,
        name=part.product_name,
        unit=part.variant_name,
        quantity=part.quantity,
        alone=part.alone,
        seller=schemas.ProducerItem(
            slug=part.seller_slug, name=part.seller_name, place=part.seller_place
        ),
        recognition=standing(part.standing),
    )


def recognition_list(
    entries: Sequence[RegisterEntry], total: int, page: int, limit: int, on: date
) -> schemas.RecognitionList:
    return schemas.RecognitionList(
        items=[
            schemas.RecognitionItem(
                product=one.product_name,
                slug=one.slug,
                producer=one.producer_name,
                place=one.place,
                recognition=standing(one.standing),
                is_demo=one.is_demo,
            )
            for one in entries
        ],
        total=total,
        page=page,
        limit=limit,
        checked_on=on,
    )


@dataclass(frozen=True)
class Parameter:
    """One part of a question."""

    name: str
    kind: str
    description: str


@dataclass(frozen=True)
class Operation:
    """One address of the API."""

    method: str
    path: str
    summary: str
    parameters: list[Parameter]
    example: str | None


def operations(spec: Mapping[str, Any]) -> list[Operation]:
    """The operations of an OpenAPI document under /api/v1, by address."""
    return [
        Operation(
            method=method.upper(),
            path=path,
            summary=facts.get("summary", ""),
            parameters=[_parameter(one) for one in facts.get("parameters", [])],
            example=path if "{" not in path else None,
        )
        for path, methods in sorted(spec["paths"].items())
        if path.startswith("/api/v1/")
        for method, facts in methods.items()
    ]


def _parameter(facts: Mapping[str, Any]) -> Parameter:
    schema = facts.get("schema", {})
    kinds = [one.get("type") for one in schema.get("anyOf", [schema])]
    kind = " | ".join(str(one) for one in kinds if one and one != "null")
    return Parameter(facts["name"], kind, facts.get("description") or "")
