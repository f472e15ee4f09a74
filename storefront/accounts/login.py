"""Flask-Login, wrapped: which browser is signed in, without touching the session unasked.

The signed cookie holds a random token; the row behind it (models.SignIn) decides whether it
counts, so signing out, a new password or a lost role end it at once and on the server.
"""

from typing import cast

from flask import Flask, Response, current_app, g, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import transaction
from storefront.accounts import queries, rules, service
from storefront.accounts.queries import SignedIn


class Browser(UserMixin):
    """What Flask-Login calls the user: a browser with its token."""

    def __init__(self, token: str, signed_in: SignedIn | None = None) -> None:
        self.token, self.signed_in = token, signed_in

    def get_id(self) -> str:
        return self.token


def init_app(app: Flask) -> None:
    manager = LoginManager()
    manager.session_protection = None  # telephones change their network all the time
    manager.user_loader(load_browser)
    # Not manager.init_app(app): its hooks read the session in every answer and template.
    app.login_manager = manager  # type: ignore[attr-defined]  # where Flask-Login looks for it
    app.before_request(offer_actor)
    app.after_request(note_use)


def load_browser(token: str) -> Browser | None:
    found = queries.find_signed_in(
        token, clock.now(), demo_allowed=bool(current_app.config["DEMO"])
    )
    return Browser(token, found) if found else None


def offer_actor() -> None:
    g.load_actor = signed_in_actor


def signed_in() -> SignedIn | None:
    """The sign-in of this request's browser, if it has one."""
    came = current_app.config["SESSION_COOKIE_NAME"] in request.cookies
    if not (came or g.get("has_session")):
        return None
    if not current_user.is_authenticated:
        return None
    return cast(Browser, current_user).signed_in


def signed_in_actor() -> Actor:
    found = signed_in()
    g.sign_in_used = found
    return found.actor if found else Actor()


def start(token: str) -> None:
    """Begin a session of its own for the token: nothing of the one before it stays."""
    forget()
    session.permanent = True
    login_user(Browser(token))
    session.pop("_id", None)  # a hash of address and browser; nothing reads it
    g.pop("_login_user")  # the rest of this request reads the sign-in from its row
    g.has_session = True


def end() -> None:
    """Sign this browser out, in the database and in the cookie."""
    if token := session.get("_user_id"):
        service.sign_out(token, clock.now())
    logout_user()
    forget()


def forget() -> None:
    """Drop all the session holds, the CSRF token too."""
    session.clear()
    for name in ("actor", "csrf_token", "_login_user"):
        g.pop(name, None)


def note_use(response: Response) -> Response:
    """Write down that the sign-in was used, and let no browser keep what its person saw."""
    used: SignedIn | None = g.get("sign_in_used")
    if used and used.is_worth_noting:
        with transaction():
            service.note_use(used.sign_in_id, clock.now())
    if used:
        response.headers["Cache-Control"] = "no-store"
    return response


def device() -> str:
    return rules.device_of(request.user_agent.string)
