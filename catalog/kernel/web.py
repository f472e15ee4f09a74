"""What views of every package need from the web: the actor, the permission check, the page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import current_app, g, request, url_for

from catalog.kernel.actor import Actor
from catalog.kernel.errors import NotAllowed
from catalog.kernel.files import PictureStore

MAX_PAGE = 10_000


class SignInRequired(NotAllowed):
    """Nobody is signed in: storefront/errors.py leads to the sign-in page."""


def current_actor() -> Actor:
    """Who is asking. The session is read here and not before, so public pages never touch it."""
    if "actor" not in g:
        load = g.get("load_actor")
        g.actor = load() if load else Actor()
    actor: Actor = g.actor
    return actor


def requires(permission: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Let only actors with this permission into the view."""

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            actor = current_actor()
            if not actor.may(permission):
                raise NotAllowed if actor.is_signed_in else SignInRequired
            return view(*args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]  # read by a house test
        return guarded

    return decorate


def page_number() -> int:
    """The page asked for by `?trang=`, at least 1; anything that is no number is page 1."""
    given = request.args.get("trang", "1")
    if not given.isascii() or not given.isdigit() or len(given) > 6:
        return 1
    return min(max(int(given), 1), MAX_PAGE)


def allow(**extra: str) -> None:
    """Let this answer's policy allow more: `allow(script_src="'wasm-unsafe-eval'")`."""
    g.more_policy = {**g.get("more_policy", {}), **extra}


def public_url(endpoint: str, **values: Any) -> str:
    """The address of a page as it is printed: from PUBLIC_URL, never from the Host header."""
    origin: str = current_app.config["PUBLIC_URL"]
    return origin + url_for(endpoint, **values)


def pictures() -> PictureStore:
    """Where this application keeps its pictures."""
    store: PictureStore = current_app.extensions["ocop_pictures"]
    return store
