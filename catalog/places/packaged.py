"""The places that come with the product, as rows ready for the database."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from catalog.places.rules import search_key

FOLDER = Path(__file__).parent / "data"
AS_OF = date(2026, 7, 25)
Row = dict[str, Any]


@dataclass(frozen=True)
class Places:
    provinces: list[Row]
    former_provinces: list[Row]
    communes: list[Row]
    former_communes: list[Row]


def read() -> Places:
    """All places of data/, with their search keys."""
    provinces = _rows("provinces.csv")
    return Places(
        provinces=[_province(row) for row in provinces],
        former_provinces=[
            {"name": name, "folded": search_key(name), "province_code": row["code"]}
            for row in provinces
            for name in row["former"].split("|")
            if name
        ],
        communes=[_commune(row) for row in _rows("communes.csv")],
        former_communes=[_former(row) for row in _rows("former_communes.csv")],
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _province(row: dict[str, str]) -> Row:
    kind = row["kind"]
    return {
        "code": row["code"],
        "name": row["name"],
        "full_name": f"{kind[:1].upper()}{kind[1:]} {row['name']}",
        "folded": search_key(row["name"]),
        "as_of": AS_OF,
    }


def _commune(row: dict[str, str]) -> Row:
    return {
        "code": row["code"],
        "province_code": row["province"],
        "kind": row["kind"],
        "name": row["name"],
        "folded": search_key(row["name"]),
        "as_of": AS_OF,
    }


def _former(row: dict[str, str]) -> Row:
    return {
        "commune_code": row["commune"],
        "kind": row["kind"],
        "name": row["name"],
        "folded": search_key(row["name"]),
        "district": row["district"] or None,
        "is_part": row["part"] == "part",
    }
