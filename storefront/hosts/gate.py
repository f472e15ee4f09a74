"""OwnHosts(app): requests for a seller's own host, before Flask sees them.

Flask only ever hears of the house's host: a confirmed one shows the seller's page at "/" and
the files it is made of, leads everything else to PUBLIC_URL, and carries no session either
way. The row is read each time, so that a host counts and ends at once in every process;
an unknown one goes on to Flask, which refuses it (400). See docs/decisions/0173.
"""

import logging
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from storefront.hosts import queries, rules
from storefront.templating import OWN_ORIGIN, SHOWN_PATH

FILES = ("/static/", "/media/")
ALONE = ("/favicon.ico", "/robots.txt")
KEPT_COOKIE = "lang"
DROPPED = ("strict-transport-security",)
"""Not for us to promise: the name outlives its stay here."""
_log = logging.getLogger("ocop.hosts")

Headers = list[tuple[str, str]]


class OwnHosts:
    """A WSGI application in front of another."""

    def __init__(self, app: Flask, inner: WSGIApplication) -> None:
        self._app, self._inner = app, inner
        self._public_url: str = app.config["PUBLIC_URL"]
        self._public_host = self._public_url.partition("://")[2]
        self._ours = frozenset(app.config["TRUSTED_HOSTS"])

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        header = environ.get("HTTP_HOST", "")
        if header.partition(":")[0] in self._ours:
            return self._inner(environ, start_response)
        host = rules.asked_host(header)
        if host is None or host in self._ours:
            return self._inner(environ, start_response)
        slug = self._slug_of(host)
        if slug is None:
            return self._inner(environ, start_response)
        return self._answer(environ, start_response, host, slug)

    def _slug_of(self, host: str) -> str | None:
        try:
            with self._app.app_context():
                return queries.find_slug(host)
        except SQLAlchemyError as error:
            _log.warning("own hosts cannot be read: %s", error)
            return None

    def _answer(
        self, environ: WSGIEnvironment, start: StartResponse, host: str, slug: str
    ) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return _plain(start, "405 Method Not Allowed", [("Allow", "GET, HEAD")])
        page, path = f"/chu-the/{quote(slug)}", environ["PATH_INFO"]
        query = environ.get("QUERY_STRING", "")
        if path == page:
            return _plain(start, "302 Found", [("Location", f"/{f'?{query}' if query else ''}")])
        if path == "/":
            inside = {**environ, "PATH_INFO": page, SHOWN_PATH: "/"}
        elif path.startswith((*FILES, f"{page}/anh/")) or path in ALONE:
            inside = dict(environ)
        else:
            home = rules.way_home(self._public_url, path, query)
            if home is None:
                return _plain(start, "400 Bad Request", [])
            return _plain(start, "302 Found", [("Location", home)])
        inside["HTTP_HOST"] = self._public_host
        inside[OWN_ORIGIN] = rules.own_origin(self._public_url, host)
        inside["HTTP_COOKIE"] = _language_only(environ.get("HTTP_COOKIE", ""))
        return self._inner(inside, _without_session(start))


def _language_only(cookies: str) -> str:
    parts = (part.strip() for part in cookies.split(";"))
    return "; ".join(part for part in parts if part.partition("=")[0] == KEPT_COOKIE)


def _without_session(start: StartResponse) -> StartResponse:
    def begin(status: str, headers: Headers, *more: Any) -> Callable[[bytes], object]:
        kept = [(name, value) for name, value in headers if _may_leave(name.lower(), value)]
        return start(status, kept, *more)

    return begin


def _may_leave(name: str, value: str) -> bool:
    if name == "set-cookie":
        return value.startswith(f"{KEPT_COOKIE}=")
    return name not in DROPPED


def _plain(start: StartResponse, status: str, headers: Headers) -> Iterable[bytes]:
    """An answer without a body, kept by nobody: the host may end any moment."""
    fixed = [("Content-Length", "0"), ("Cache-Control", "no-store"), ("Vary", "Host")]
    start(status, [*headers, *fixed])
    return []
