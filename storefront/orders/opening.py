"""Who may open a purchase's pages: the key in the address, or in the cookie of this browser.

Every page under /don-hang/<number> asks here, whichever feature it belongs to.
"""

from flask import Request, current_app, request
from werkzeug.wrappers import Response

from catalog.kernel.web import current_actor
from storefront.orders import numbers, queries
from storefront.orders.errors import NoSuchOrder
from storefront.orders.models import Order, OrderGroup

COOKIE = "don"
MOST_KEPT = 10
DAYS_KEPT = 60


def get_group(typed: str) -> OrderGroup:
    """The purchase with this number, for who may open it; NoSuchOrder for all others."""
    number = numbers.read_number(typed)
    if number is None:
        raise NoSuchOrder
    number = numbers.group_number(number)
    return queries.get_group_for(current_actor(), number, holds_key=holds_key(number))


def get_order(typed: str) -> Order:
    """One seller's order of a purchase, for who may open the purchase."""
    number = numbers.read_number(typed) or ""
    key = holds_key(numbers.group_number(number))
    return queries.get_order_for_buyer(current_actor(), number, holds_key=key)


def holds_key(number: str) -> bool:
    """Whether the address or the cookie carries the key of this purchase.

    A corrected phone changes the key: whoever had the wrong number opens nothing any more.
    """
    return bool(_key_given(number))


def key_of(number: str) -> str:
    """The key of this purchase as it is now."""
    return numbers.sign(number, queries.find_phone(number) or "", _secret())


def keep_if_held(answer: Response, number: str) -> Response:
    """Let who came with the key open this purchase again without it in the address."""
    key = _key_given(number)
    return _keep(answer, number, key) if key else answer


def keep(answer: Response, number: str) -> Response:
    """Let the browser open this purchase again, by its key as it is now."""
    return _keep(answer, number, key_of(number))


def _key_given(number: str) -> str | None:
    """The key of this purchase that the address or the cookie carries, if it still opens it."""
    given = [request.args.get("khoa", ""), *(key for kept, key in _kept(request) if kept == number)]
    phone = queries.find_phone(number) if any(given) else None
    if phone is None:
        return None
    signed = (key for key in given if key and numbers.is_signed(number, phone, key, _secret()))
    return next(signed, None)


def _keep(answer: Response, number: str, key: str) -> Response:
    others = [(kept, other) for kept, other in _kept(request) if kept != number]
    pairs = [(number, key), *others][:MOST_KEPT]
    answer.set_cookie(
        COOKIE,
        "~".join(f"{kept}.{own}" for kept, own in pairs),
        max_age=DAYS_KEPT * 24 * 3600,
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
        httponly=True,
        samesite="Lax",
        path="/don-hang",
    )
    return answer


def _kept(request: Request) -> list[tuple[str, str]]:
    """The purchases this browser has opened: "number.key" joined by "~"."""
    pairs = (part.partition(".") for part in request.cookies.get(COOKIE, "")[:2000].split("~"))
    return [(number, key) for number, _, key in pairs if number and key]


def _secret() -> str:
    secret: str = current_app.config["SECRET_KEY"]
    return secret
