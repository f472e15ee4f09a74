"""What the shop tells machines about a product (schema.org), and how its page is put together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

SCHEMA = "https://schema.org"
NOTICE = "Khuyến cáo bắt buộc"


@dataclass(frozen=True)
class Offer:
    """One variant on sale: name, price in đồng, whether any unit is free today."""

    name: str
    price: int
    is_available: bool


def json_ld(
    *,
    name: str,
    address: str,
    description: str | None,
    pictures: list[str],
    maker: str | None,
    category: str | None,
    gtin: str | None,
    offers: list[Offer],
    stars: int,
    decision: str | None,
    valid_from: date | None,
    valid_to: date | None,
    rating: tuple[str, int] | None = None,
    min_age: int | None = None,
    notices: Sequence[str] = (),
) -> dict[str, Any]:
    """A schema.org Product. Stars are a certification with its dates, never a rating.

    `rating` is what buyers gave on average and how many they are, where they are enough.
    """
    facts: dict[str, Any] = {
        "@context": SCHEMA,
        "@type": "Product",
        "name": name,
        "url": address,
        "description": description,
        "image": pictures,
        "brand": {"@type": "Organization", "name": maker} if maker else None,
        "category": category,
        "gtin14": gtin,
        "offers": [_offer(offer, address) for offer in offers],
        "hasAdultConsideration": f"{SCHEMA}/AlcoholConsideration" if min_age else None,
        "additionalProperty": [
            {"@type": "PropertyValue", "name": NOTICE, "value": words} for words in notices
        ],
        "hasCertification": _certification(stars, decision, valid_from, valid_to),
        "aggregateRating": _rating(*rating) if rating else None,
    }
    return {key: value for key, value in facts.items() if value}


def _offer(offer: Offer, address: str) -> dict[str, Any]:
    state = "InStock" if offer.is_available else "OutOfStock"
    return {
        "@type": "Offer",
        "name": offer.name,
        "price": str(offer.price),
        "priceCurrency": "VND",
        "availability": f"{SCHEMA}/{state}",
        "url": address,
    }


def _rating(average: str, count: int) -> dict[str, Any]:
    return {
        "@type": "AggregateRating",
        "ratingValue": average,
        "reviewCount": count,
        "bestRating": 5,
        "worstRating": 1,
    }


def _certification(
    stars: int, decision: str | None, valid_from: date | None, valid_to: date | None
) -> dict[str, Any] | None:
    if not stars:
        return None
    facts = {
        "@type": "Certification",
        "name": "OCOP",
        "certificationStatus": f"{SCHEMA}/CertificationActive",
        "certificationRating": {"@type": "Rating", "ratingValue": stars, "bestRating": 5},
        "certificationIdentification": decision,
        "validFrom": valid_from.isoformat() if valid_from else None,
        "expires": valid_to.isoformat() if valid_to else None,
    }
    return {key: value for key, value in facts.items() if value}
