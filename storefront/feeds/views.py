"""Product files at addresses that stay: partners fetch them by themselves. No session is read.

A file is made whole before it is sent, in a temporary file once it is large, so that it has an
ETag and nothing half is ever taken in.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import IO

from flask import Blueprint, Response, current_app, request

from catalog.kernel import clock
from catalog.kernel.errors import NotFound
from catalog.kernel.web import public_url
from storefront.extensions import limiter
from storefront.feeds import layouts, queries, rules
from storefront.feeds.layouts import Places
from storefront.feeds.rules import Bundle, Channel, Goods

bp = Blueprint("feeds", __name__)

MINUTES = 10
IN_MEMORY = 2 * 1024 * 1024
IN_PARTS = 64 * 1024
Layout = Callable[[Iterable[Goods], Iterable[Bundle], Places], Iterator[str]]
LAYOUTS: dict[Channel, tuple[Layout, str]] = {
    Channel.GOOGLE: (layouts.google, "application/xml"),
    Channel.META: (layouts.meta, "text/csv"),
    Channel.PLAIN: (layouts.plain, "text/csv"),
}


@bp.get('/san-pham/tep/<any("google.xml", "facebook.csv", "bang.csv"):name>')
@limiter.limit("6 per minute")
def of_all(name: str) -> Response:
    """All that is on sale."""
    shop = current_app.config["SHOP_NAME"]
    return _answer(name, None, shop, public_url("shop.home"))


@bp.get('/chu-the/<slug>/tep/<any("google.xml", "facebook.csv", "bang.csv"):name>')
@limiter.limit("60 per minute")
def of_producer(slug: str, name: str) -> Response:
    """What one producer has on sale."""
    found = queries.find_producer(slug)
    if found is None:
        raise NotFound
    return _answer(name, found[0], found[1], public_url("sites.site", slug=slug))


def _answer(name: str, producer_id: int | None, owner: str, home: str) -> Response:
    channel = Channel(name.partition(".")[0])
    write, mimetype = LAYOUTS[channel]
    goods = queries.stream_goods(producer_id, clock.today(), clock.now())
    fitting = (one for one in goods if rules.left_out(one, channel) is None)
    listed = queries.list_bundles(producer_id, clock.today())
    bundles = [one for one in listed if rules.is_bundle_shown(one, channel)]
    file, size, digest = _kept(write(fitting, bundles, _places(owner, home)))
    answer = Response(mimetype=mimetype)
    answer.set_etag(digest)
    answer.cache_control.public = True
    answer.cache_control.max_age = MINUTES * 60
    if "tai" in request.args:
        answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    answer.call_on_close(file.close)
    answer.make_conditional(request)
    if answer.status_code == HTTPStatus.OK:
        answer.content_length = size  # which was that of an answer without content
        answer.response = _read(file)
    else:
        file.close()
    return answer


def _read(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while part := file.read(IN_PARTS):
            yield part


def _kept(lines: Iterable[str]) -> tuple[IO[bytes], int, str]:
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed once it was sent
    seen = hashlib.sha256()
    for line in lines:
        data = line.encode()
        seen.update(data)
        file.write(data)
    size = file.tell()
    file.seek(0)
    return file, size, seen.hexdigest()[:32]


def _places(name: str, home: str) -> Places:
    note = " (dữ liệu minh họa)" if current_app.config["DEMO"] else ""
    # Addresses are put together here: url_for for each of 100,000 takes longer than all else.
    goods = public_url("shop.product", slug="_").removesuffix("_")
    combo = public_url("combos.combo", slug="_").removesuffix("_")
    picture = public_url("media.picture", name="_").removesuffix("_")
    return Places(
        product=lambda slug: goods + slug,
        combo=lambda slug: combo + slug,
        picture=lambda digest: f"{picture}{digest}-800.jpg",
        home=home,
        name=f"{name}{note}",
    )
