"""The basket: /gio-hang. The add form stands on public pages and carries no token."""

from collections.abc import Callable, Mapping

from flask import Blueprint, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from storefront.basket import combining, labels, queries, service
from storefront.basket.errors import BadQuantity, FromElsewhere, NotForSale
from storefront.basket.models import Basket
from storefront.basket.rules.lines import DAYS_KEPT, read_quantity
from storefront.extensions import csrf
from storefront.security import is_from_elsewhere

TOKEN_COOKIE = "gio"  # noqa: S105 - the name of a cookie
COUNT_COOKIE = "gio_so"

bp = Blueprint("basket", __name__)


@bp.get("/gio-hang")
def basket() -> ResponseReturnValue:
    """Show what the visitor means to buy, by seller."""
    return page({}, {})


@bp.post("/gio-hang/them")
@csrf.exempt  # docs/decisions/0080: the product page is the same for everyone
def add() -> ResponseReturnValue:
    """Put units of a variant into the basket."""
    quota_id = read_quantity(request.form.get("dot", ""))  # none: from stock

    def put(held: Basket, variant_id: int, quantity: int) -> None:
        service.add(held, variant_id, quantity, clock.today(), quota_id)

    return _add("loai", put)


@bp.post("/gio-hang/doi/<int:variant_id>")
def change(variant_id: int) -> ResponseReturnValue:
    """Set how many units of a variant; 0 takes it out."""

    def put(held: Basket, quantity: int) -> None:
        if quantity:
            service.change(held, variant_id, quantity, clock.today())
        else:
            service.remove(held, variant_id)

    return _change(variant_id, put)


@bp.post("/gio-hang/bo/<int:variant_id>")
def remove(variant_id: int) -> ResponseReturnValue:
    """Take a variant out."""
    return _remove(lambda held: service.remove(held, variant_id))


@bp.post("/gio-hang/them-hop-qua")
@csrf.exempt  # docs/decisions/0080: the combo's page is the same for everyone
def add_combo() -> ResponseReturnValue:
    """Put combos into the basket."""

    def put(held: Basket, combo_id: int, quantity: int) -> None:
        combining.add_combo(held, combo_id, quantity, clock.today())

    return _add("hop", put)


@bp.post("/gio-hang/hop-qua/<int:combo_id>/doi")
def change_combo(combo_id: int) -> ResponseReturnValue:
    """Set how many combos; 0 takes them out."""

    def put(held: Basket, quantity: int) -> None:
        if quantity:
            combining.change_combo(held, combo_id, quantity, clock.today())
        else:
            combining.remove_combo(held, combo_id)

    return _change(-combo_id, put)


@bp.post("/gio-hang/hop-qua/<int:combo_id>/bo")
def remove_combo(combo_id: int) -> ResponseReturnValue:
    """Take combos out."""
    return _remove(lambda held: combining.remove_combo(held, combo_id))


def _add(field: str, put: Callable[[Basket, int, int], None]) -> ResponseReturnValue:
    """Put in what the field names, so many as were asked for."""
    if is_from_elsewhere(request):
        raise FromElsewhere
    chosen = read_quantity(request.form.get(field, ""))
    quantity = read_quantity(request.form.get("so-luong", "1"))
    try:
        if chosen is None:
            raise NotForSale
        if quantity is None:
            raise BadQuantity
        with transaction():
            held, token = service.open_basket(request.cookies.get(TOKEN_COOKIE), clock.now())
            put(held, chosen, quantity)
    except DomainError as error:
        return page({0: error}, {})
    return remember(redirect(url_for("basket.basket", them=chosen), 303), token)


def _change(key: int, put: Callable[[Basket, int], None]) -> ResponseReturnValue:
    """Set how many; a refusal stands beside the line of this key."""
    typed = request.form.get("so-luong", "")
    quantity = read_quantity(typed)
    try:
        if quantity is None:
            raise BadQuantity
        with transaction():
            held, token = service.open_basket(request.cookies.get(TOKEN_COOKIE), clock.now())
            put(held, quantity)
    except DomainError as error:
        return page({key: error}, {key: typed[:20]})
    return remember(redirect(url_for("basket.basket"), 303), token)


def _remove(take_out: Callable[[Basket], None]) -> ResponseReturnValue:
    with transaction():
        held, token = service.open_basket(request.cookies.get(TOKEN_COOKIE), clock.now())
        take_out(held)
    return remember(redirect(url_for("basket.basket"), 303), token)


def page(refused: Mapping[int, DomainError], typed: Mapping[int, str]) -> Response:
    """The basket as it is, with refusals beside their lines.

    By variant; 0: above all lines; below zero: a combo's.
    """
    view = queries.get_view(
        queries.find_basket_id(request.cookies.get(TOKEN_COOKIE)), clock.today()
    )
    html = render_template(
        "storefront/basket/basket.html",
        basket=view,
        refused={variant_id: error.message for variant_id, error in refused.items()},
        typed=typed,
        problem_words=labels.problem_words,
        added=read_quantity(request.args.get("them", "")),
        is_demo=view.is_demo,
    )
    answer = make_response(html, 422 if refused else 200)
    return show_count(answer, view.count)


def remember(answer: Response, token: str) -> Response:
    """Let the browser keep the basket's token, and the count that every header shows."""
    set_cookie(answer, TOKEN_COOKIE, token, httponly=True)
    return show_count(answer, queries.count_units(queries.find_basket_id(token)))


def show_count(answer: Response, count: int) -> Response:
    if str(count) != request.cookies.get(COUNT_COOKIE, "0"):
        set_cookie(answer, COUNT_COOKIE, str(count), httponly=False)
    return answer


def set_cookie(answer: Response, name: str, value: str, *, httponly: bool) -> None:
    answer.set_cookie(
        name,
        value,
        max_age=DAYS_KEPT * 24 * 3600,
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
        httponly=httponly,
        samesite="Lax",
    )
