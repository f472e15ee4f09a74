from datetime import date
from typing import Any

from storefront.shop import rules


def facts(**changes: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "name": "Gạo thơm",
        "address": "https://ocop.example/san-pham/gao",
        "description": None,
        "pictures": [],
        "maker": "HTX minh họa",
        "category": None,
        "gtin": None,
        "offers": [rules.Offer("túi 5 kg", 168_000, is_available=False)],
        "stars": 4,
        "decision": "1/QĐ-UBND",
        "valid_from": date(2025, 3, 12),
        "valid_to": date(2028, 3, 12),
    }
    return rules.json_ld(**{**given, **changes})


def test_machines_read_stars_as_a_certificate_with_its_dates() -> None:
    certificate = facts()["hasCertification"]
    assert certificate["certificationIdentification"] == "1/QĐ-UBND"
    assert certificate["expires"] == "2028-03-12"


def test_machines_see_no_stars_where_there_are_none() -> None:
    assert "hasCertification" not in facts(stars=0)


def test_a_sold_out_size_is_out_of_stock() -> None:
    assert facts()["offers"][0]["availability"] == "https://schema.org/OutOfStock"
