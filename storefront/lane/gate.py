"""with_lane(app): what a scan asks for is answered here, all else by Flask.

No session, no sign-in, no template: one read, one list of headers. Anything out of the
ordinary (no stored page, an unknown code, another host than the house's, a database that does
not answer) goes to Flask, which gives the same answers more slowly.
"""

import logging
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, quote
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask
from werkzeug.http import dump_cookie

from catalog.kernel import clock
from catalog.kernel.i18n import LANGUAGES
from storefront.config import Config
from storefront.lane.readers import Unreadable, reader_for
from storefront.languages import A_YEAR, COOKIE, choose
from storefront.security import PLAIN
from traceability.links import rules as links
from traceability.links.answers import origin_for, redirect_headers
from traceability.passport import answers
from traceability.scans.counter import ScanCounter
from traceability.scans.rules import is_scan

PASSPORT, GOODS, PLAIN_LINK = "/truy-xuat/", "/01/", "/l/"
LONGEST_CODE = 64
_log = logging.getLogger("ocop.lane")


def with_lane(app: Flask) -> "Lane":
    """The application with the lane in front of it."""
    return Lane(app)


class Lane:
    """A WSGI application: reads, chooses the language, counts, or hands over to Flask."""

    def __init__(self, app: Flask) -> None:
        config: Config = app.extensions["ocop_config"]
        self._app = app
        self._scans: ScanCounter = app.extensions["ocop_scans"]
        self._reader = reader_for(config.database_url)
        self._public_url = config.public_url
        self._hosts = config.hosts
        self._headers = list(PLAIN.items())
        self._is_https = config.is_https
        if config.is_https:
            self._headers.append(("Strict-Transport-Security", "max-age=31536000"))

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        if (
            path.startswith((PASSPORT, GOODS, PLAIN_LINK))
            and method in ("GET", "HEAD")
            and environ.get("HTTP_HOST", "").partition(":")[0] in self._hosts
        ):
            try:
                answer = self.find_answer(path, environ)
            except Unreadable as error:
                _log.warning("the lane cannot read: %s", error)
                answer = None
            if answer is not None:
                status, headers, body = answer
                start_response(status, headers)
                return [body] if method == "GET" else []
        return self._app(environ, start_response)

    def close(self) -> None:
        """Close the connection of this thread."""
        self._reader.close()

    def find_answer(self, path: str, environ: WSGIEnvironment) -> answers.Answer | None:
        """The answer, or None where Flask must find it."""
        if path.startswith(PASSPORT):
            return self._passport(path[len(PASSPORT) :], environ)
        if "linktype" in environ["QUERY_STRING"].lower() or "linkset" in environ.get(
            "HTTP_ACCEPT", ""
        ):
            return None
        return self._redirect(path, environ["QUERY_STRING"], environ.get("HTTP_HOST", ""))

    def _passport(self, code: str, environ: WSGIEnvironment) -> answers.Answer | None:
        asked = None
        if query := environ["QUERY_STRING"]:
            given = parse_qs(query)
            if "serial" in given:
                return None
            asked = given.get("lang", [None])[0]
        language = choose(asked, _kept(environ), environ.get("HTTP_ACCEPT_LANGUAGE", ""))
        gzipped = answers.accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        row = self._reader.page(code, language, clock.now(), gzipped=gzipped)
        if row is None:
            return None
        if is_scan(
            environ["REQUEST_METHOD"],
            environ.get("HTTP_USER_AGENT", ""),
            environ.get("HTTP_SEC_PURPOSE", ""),
        ):
            self._scans.add(code)
        etag, body, csp = row
        known = environ.get("HTTP_IF_NONE_MATCH", "")
        status, headers, content = answers.answer(
            etag, body, csp, language, gzipped=gzipped, if_none_match=known
        )
        headers += self._headers
        if asked in LANGUAGES:
            cookie = dump_cookie(
                COOKIE,
                asked,
                max_age=A_YEAR,
                secure=self._is_https,
                samesite="Lax",
                httponly=True,
            )
            headers.append(("Set-Cookie", cookie))
        return status, headers, content

    def _redirect(self, path: str, query: str, host: str) -> answers.Answer | None:
        code = None if links.has_attributes(query) else self._code_behind(path.removesuffix("/"))
        if code is None:
            return None
        target = PASSPORT + quote(code) + (f"?{query}" if query else "")
        origin = origin_for(self._public_url, host)
        headers = [*redirect_headers(path, target, origin), *self._headers, ("Content-Length", "0")]
        return "307 Temporary Redirect", headers, b""

    def _code_behind(self, path: str) -> str | None:
        """The batch a link names; None also where a serial number needs an answer of its own."""
        if path.startswith(PLAIN_LINK):
            code = path[len(PLAIN_LINK) :]
            return code if len(code) <= LONGEST_CODE and self._reader.has_code(code) else None
        try:
            link = links.parse(path)
        except links.BadLink:
            return None
        if link.batch is None or link.serial is not None:
            return None
        return self._reader.code_of(link.gtin, link.batch)


def _kept(environ: WSGIEnvironment) -> str | None:
    """The language kept in the visitor's cookie."""
    text = environ.get("HTTP_COOKIE", "")
    if COOKIE not in text:
        return None
    try:
        kept = SimpleCookie(text).get(COOKIE)
    except CookieError:
        return None
    return kept.value if kept else None
