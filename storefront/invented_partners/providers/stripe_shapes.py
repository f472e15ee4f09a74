"""Whether Stripe knows the names of parameters: held against the TypedDicts of its library."""

import re
import typing
from typing import Any, get_args, get_origin
from urllib.parse import parse_qsl

import stripe

_NAMES: dict[str, Any] = {
    "StripeContext": stripe.StripeContext,
    **{name: getattr(typing, name) for name in ("Any", "Dict", "List", "Mapping", "Optional")},
    "Union": typing.Union,
}
_PART = re.compile(r"\[([^\]]*)\]")


def unfold(form: str) -> dict[str, Any]:
    """ "a[0][b]=1" as {"a": {"0": {"b": "1"}}}."""
    found: dict[str, Any] = {}
    for name, value in parse_qsl(form, keep_blank_values=True):
        head, *rest = [name.partition("[")[0], *_PART.findall(name)]
        place = found
        for part in rest:
            place, head = place.setdefault(head, {}), part
        place[head] = value
    return found


def find_unknown(shape: Any, given: dict[str, Any], path: str = "") -> str | None:
    """The first parameter that this TypedDict does not have; None when all are known."""
    if not typing.is_typeddict(shape):
        return None
    hints = typing.get_type_hints(shape, localns=_NAMES)
    for name, value in given.items():
        here = f"{path}[{name}]" if path else name
        if name not in hints:
            return here
        fault = _in_value(hints[name], value, here)
        if fault:
            return fault
    return None


def _in_value(hint: Any, value: Any, path: str) -> str | None:
    if not isinstance(value, dict):
        return None
    if get_origin(hint) is list:
        inner = get_args(hint)[0]
        faults = (_in_value(inner, one, f"{path}[{n}]") for n, one in value.items())
        return next((fault for fault in faults if fault), None)
    shapes = [one for one in (hint, *get_args(hint)) if typing.is_typeddict(one)]
    return find_unknown(shapes[0], value, path) if shapes else None
