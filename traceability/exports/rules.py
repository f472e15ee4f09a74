"""How a value of ours is written into somebody else's file."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any


def plain(value: Any) -> Any:
    """A value as JSON has it: amounts as text without idle zeros, days and times by ISO 8601."""
    if isinstance(value, Decimal):
        return amount(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def amount(value: Decimal) -> str:
    """12.500 as 12.5, 12.000 as 12; never with an exponent."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
