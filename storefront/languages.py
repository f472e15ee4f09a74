"""Which language an answer is in, and where its words are.

`?lang=` first (and remembered in a cookie), then the cookie, then Accept-Language by
RFC 4647 lookup, then Vietnamese. `python -m storefront.languages` compiles the words.
"""

import os
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, Response, current_app, g, has_request_context, request
from flask_babel import Babel

from catalog.kernel.i18n import LANGUAGES, SOURCE_LANGUAGE

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "translations"
COOKIE = "lang"
A_YEAR = 365 * 24 * 3600


def init_app(app: Flask) -> None:
    compile_catalogues()
    domains = sorted(file.stem for file in FOLDER.glob("en/LC_MESSAGES/*.po"))
    app.config.update(
        BABEL_DEFAULT_LOCALE=SOURCE_LANGUAGE,
        BABEL_DEFAULT_TIMEZONE="Asia/Ho_Chi_Minh",
        BABEL_DOMAIN=";".join(domains),
        BABEL_TRANSLATION_DIRECTORIES=";".join([str(FOLDER)] * len(domains)),
    )
    Babel(app, locale_selector=chosen_language)
    app.after_request(remember_language)


def chosen_language() -> str:
    """ "vi" or "en" for this request, decided once; Vietnamese in commands and jobs."""
    if not has_request_context():
        return SOURCE_LANGUAGE
    if "language" not in g:
        g.language = choose(
            request.args.get("lang"),
            request.cookies.get(COOKIE),
            request.headers.get("Accept-Language", ""),
        )
    language: str = g.language
    return language


def choose(asked: str | None, kept: str | None, header: str) -> str:
    """The language of an answer: what was asked for, else kept, else the browser's wish."""
    for one in (asked, kept):
        if one in LANGUAGES:
            return one
    return lookup(header)


@lru_cache(maxsize=1024)
def lookup(header: str) -> str:
    """RFC 4647 section 3.4: each range in order of weight, cut from the end until one fits.

    >>> lookup("fr-CH, en-GB;q=0.8, vi;q=0.5")
    'en'
    """
    for language_range in _ranges(header):
        while language_range:
            if language_range in LANGUAGES:
                return language_range
            language_range = language_range.rpartition("-")[0]
    return SOURCE_LANGUAGE


def _ranges(header: str) -> list[str]:
    weighed = []
    for part in header[:400].split(","):
        name, _, weight = part.partition(";")
        try:
            quality = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if quality > 0:
            weighed.append((-quality, name.strip().lower()))
    return [name for _, name in sorted(weighed, key=lambda pair: pair[0])]


def remember_language(response: Response) -> Response:
    asked = request.args.get("lang")
    if asked in LANGUAGES and request.method == "GET":
        response.set_cookie(
            COOKIE,
            asked,
            max_age=A_YEAR,
            secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
            samesite="Lax",
            httponly=True,
        )
    return response


def compile_catalogues() -> None:
    """Turn each PO file into the MO file gettext reads, where the MO is missing or older."""
    for source in FOLDER.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            buffer = BytesIO()
            with source.open("rb") as file:
                write_mo(buffer, read_po(file, locale=source.parent.parent.name))
            # Two processes that start together each write a file of their own.
            fresh = target.with_suffix(f".mo.{os.getpid()}")
            fresh.write_bytes(buffer.getvalue())
            fresh.replace(target)


if __name__ == "__main__":
    compile_catalogues()
