"""Where the link of goods or of a batch may lead: addresses of this site, made from stored facts.

Nothing of a request gets into an address but a batch text that nobody registered, encoded.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from catalog.kernel.i18n import LANGUAGES, lazy_, speaking
from traceability.batches.rules import is_stopped
from traceability.links.linkset import JSON, JSON_LD, TEXT, Target
from traceability.links.queries import Goods, PlaceOfOrigin, PrintedBatch

PRODUCT, BUY = lazy_("Trang sản phẩm"), lazy_("Mua ở đây")
STARS, RECALLS = lazy_("Sao OCOP và quyết định công nhận"), lazy_("Thu hồi đã công bố")
PASSPORT, IN_TEXT = lazy_("Hộ chiếu của lô"), lazy_("Hộ chiếu của lô, chỉ có chữ")
UNKNOWN, STATE = lazy_("Lô chưa được đăng ký"), lazy_("Lô này có bị thu hồi không")
DATA = lazy_("Dữ liệu cho máy (JSON)")
EVENTS = lazy_("Các bước của lô theo EPCIS 2.0")
MAKER, FIND = lazy_("Trang của chủ thể"), lazy_("Gõ hoặc quét mã khác")


def default_of(goods: Goods | None, batch: PrintedBatch | None, serial: str | None) -> Target:
    """The link that is followed when nothing else is asked for."""
    if batch is not None:
        return Target("traceability", _passport(batch, serial), str(PASSPORT))
    if goods is None:
        return Target("pip", "/truy-xuat", str(FIND))
    return Target("pip", *_page(goods))


def unknown(code: str) -> Target:
    """The page that says of a code without GTIN that it is not known, or mistyped."""
    return Target("traceability", f"/truy-xuat/{quote(code, safe='')}", str(UNKNOWN))


def unregistered(gtin: str, text: str) -> Target:
    """The page that says first that this batch is not known, then shows the goods."""
    return Target("traceability", _unregistered(gtin, text), str(UNKNOWN))


def all_of(
    goods: Goods | None,
    batch: PrintedBatch | None,
    serial: str | None,
    places: list[PlaceOfOrigin],
    origin: str,
) -> list[Target]:
    """Every link; all for buyers lead to the passport where the batch must not be eaten.

    `origin` is ours, by which EPCIS names the batch.
    """
    found: list[Target] = []
    if batch is not None:
        found += _of_batch(batch, serial)
        found.append(_events(batch, origin))
    if goods is not None:
        stop = _passport(batch, serial) if batch and is_stopped(batch.recall_state) else None
        found += _of_goods(goods, stop)
    if batch is None:
        found += _in_each("recallStatus", "/thu-hoi", RECALLS)
    for place in places:
        found += _in_each("locationInfo", f"/vung-trong/{quote(place.slug)}", place.title)
    return found


def unregistered_links(gtin: str, text: str) -> list[Target]:
    return list(_in_each("traceability", _unregistered(gtin, text), UNKNOWN))


def _of_batch(batch: PrintedBatch, serial: str | None) -> Iterator[Target]:
    page = _passport(batch, serial)
    yield from _in_each("traceability", page, PASSPORT)
    yield from _in_each("traceability", f"/l/{quote(batch.code)}.txt", IN_TEXT, TEXT)
    yield Target("traceability", f"/api/v1/batches/{quote(batch.code)}", str(DATA), JSON)
    yield from _in_each("recallStatus", page, STATE)


def _events(batch: PrintedBatch, origin: str) -> Target:
    named = quote(origin + batch.path, safe="")
    href = f"/epcis/events?MATCH_anyEPCClass={named}"
    return Target("epcis", href, str(EVENTS), JSON_LD, is_open=False)


def _of_goods(goods: Goods, stop: str | None) -> Iterator[Target]:
    page, title = _page(goods)
    yield from _in_each("pip", stop or page, PASSPORT if stop else title)
    if goods.is_published:
        yield from _in_each("hasRetailers", stop or page, PASSPORT if stop else BUY)
        yield Target("masterData", f"/api/v1/products/{quote(goods.slug)}", str(DATA), JSON)
    register = f"/so-dang-ky?q={quote(goods.name[:80], safe='')}"
    yield from _in_each("certificationInfo", register, STARS)


def _page(goods: Goods) -> tuple[str, Any]:
    """The page of the goods; of their maker where they are no longer shown."""
    if goods.is_published:
        return f"/san-pham/{quote(goods.slug)}", PRODUCT
    if goods.producer_slug:
        return f"/chu-the/{quote(goods.producer_slug)}", MAKER
    return "/truy-xuat", FIND


def _passport(batch: PrintedBatch, serial: str | None) -> str:
    page = f"/truy-xuat/{quote(batch.code)}"
    return f"{page}/so-rieng/{quote(serial, safe='')}" if serial else page


def _unregistered(gtin: str, text: str) -> str:
    return f"/truy-xuat/lo-chua-dang-ky?gtin={gtin}&lo={quote(text, safe='')}"


def _in_each(kind: str, href: str, title: Any, media_type: str = "text/html") -> Iterator[Target]:
    """The same page in each language we speak, named in it."""
    sign = "&" if "?" in href else "?"
    for language in LANGUAGES:
        with speaking(language):
            said = str(title)
        yield Target(kind, f"{href}{sign}lang={language}", said, media_type, language)
