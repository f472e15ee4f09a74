"""Pictures by digest: they never change, so everybody may keep them for good."""

import re

from flask import Blueprint, Response, send_file, url_for

from catalog.kernel import files
from catalog.kernel.errors import NotFound
from catalog.kernel.web import pictures

bp = Blueprint("media", __name__)

A_YEAR = 365 * 24 * 3600
NAME = re.compile(rf"([0-9a-f]{{32}})-({'|'.join(map(re.escape, files.KINDS))})")
MIMETYPES = {"webp": "image/webp", "jpg": "image/jpeg"}


@bp.get("/media/<name>")
def picture(name: str) -> Response:
    """One size of a picture."""
    match = NAME.fullmatch(name)
    path = pictures().path(match[1], match[2]) if match else None
    if path is None or not path.is_file():
        raise NotFound
    response = send_file(path, mimetype=MIMETYPES[path.suffix[1:]], max_age=A_YEAR)
    return for_good(response)


def for_good(response: Response) -> Response:
    """Kept for a year by anyone; opened as a page of its own it can do nothing at all."""
    response.cache_control.public = True
    response.cache_control.immutable = True
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@bp.app_template_global()
def picture_url(digest: str, kind: str = "800.webp") -> str:
    """The address of a kept picture: `picture_url(p.digest, "320.webp")`."""
    return url_for("media.picture", name=f"{digest}-{kind}")
