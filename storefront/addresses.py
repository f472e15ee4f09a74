"""What no address and no field may hold, refused once for all pages."""

from itertools import chain
from typing import Any

from flask import Flask, abort, request
from werkzeug.routing import IntegerConverter

LARGEST_KEY = 2**31 - 1
SAYS_WHY = "/01/"
"""Printed links are read sign by sign, and refused with the reason."""


class KeyConverter(IntegerConverter):
    """The number of a row. A number that no key column can hold leads to no page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max": LARGEST_KEY, **kwargs})


def init_app(app: Flask) -> None:
    app.url_map.converters["int"] = KeyConverter
    app.before_request(refuse_nul)


def refuse_nul() -> None:
    """PostgreSQL stores no NUL character, and nobody types one."""
    if "\0" in request.path and not request.path.startswith(SAYS_WHY):
        abort(404)
    given = chain(*request.args.listvalues(), *request.form.listvalues())
    if any("\0" in text for text in given):
        abort(400)
