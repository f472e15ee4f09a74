"""Goods that cannot be sold, are gone, or grow old."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from catalog.kernel.i18n import _, ngettext
from catalog.restrictions.queries import count_held_back
from storefront.listing.queries import list_unfinished
from storefront.seller.queries import Selling, list_selling
from storefront.seller.tasks.rules import Task

SOON = timedelta(days=14)
"""How long before its last day to sell a batch becomes somebody's work."""
NAMED = 3


def held_back_by_law(actor: Actor, now: datetime) -> Iterator[Task]:
    if count := count_held_back(actor.producer_ids, local_date(now)):
        yield Task(
            what=ngettext(
                "%(num)s sản phẩm chưa được bán theo luật",
                "%(num)s sản phẩm chưa được bán theo luật",
                count,
            ),
            why=_("Thiếu giấy phép, thiếu độ cồn hoặc rượu quá mạnh để bán qua mạng."),
            do=_("Xem vì sao"),
            endpoint="restrictions_seller.goods",
            is_urgent=True,
        )


def unfinished(actor: Actor, _now: datetime) -> Iterator[Task]:
    """Goods that are on their way to the shelf, the latest change first."""
    if drafts := list_unfinished(actor):
        names = [one.name or _("món chưa có tên") for one in drafts]
        yield Task(
            what=_("Đang đăng dở: %(goods)s", goods=_first(names)),
            why=_("Người mua chưa thấy. Ảnh và chữ đã ghi vẫn còn đó."),
            do=_("Đăng tiếp"),
            endpoint="listing_seller.start",
        )


def stock(actor: Actor, now: datetime) -> Iterator[Task]:
    """What ran out, what runs out, and batches that soon may not be sold any more."""
    today = local_date(now)
    selling = list_selling(actor, today)
    gone = [one for one in selling if one.stock.is_sold_out]
    low = [one for one in selling if one.stock.is_low]
    if gone:
        yield Task(
            what=_("Hết hàng: %(goods)s", goods=_names(gone)),
            why=_("Người mua thấy hàng nhưng không đặt được."),
            do=_("Nhập kho"),
            endpoint="inventory_seller.receive",
            is_urgent=True,
        )
    if low:
        left = [_("%(goods)s còn %(count)s", goods=one.name, count=one.stock.free) for one in low]
        yield Task(
            what=_("Sắp hết hàng: %(goods)s", goods=_first(left)),
            why=_("Nhập thêm trước khi hết để không lỡ đơn."),
            do=_("Mở kho"),
            endpoint="inventory_seller.stock",
        )
    yield from (task for one in selling for task in _growing_old(one, today))


def _growing_old(one: Selling, today: date) -> Iterator[Task]:
    for batch in one.stock.batches:
        last = batch.best_before and batch.best_before - timedelta(days=one.days_left)
        if last and last <= today + SOON:
            yield Task(
                what=_(
                    "%(goods)s: lô %(code)s còn %(count)s, sắp hết ngày bán",
                    goods=one.name,
                    code=batch.code,
                    count=batch.free,
                ),
                why=_("Qua ngày này lô tự ngừng bán, vì người mua phải còn đủ ngày dùng."),
                do=_("Mở kho"),
                endpoint="inventory_seller.stock",
                due=last,
            )


def _names(goods: Sequence[Selling]) -> str:
    return _first([one.name for one in goods])


def _first(words: Sequence[str]) -> str:
    """The first few, and how many more there are."""
    more = len(words) - NAMED
    listed = ", ".join(words[:NAMED])
    if more <= 0:
        return listed
    return _("%(goods)s và %(count)s loại nữa", goods=listed, count=more)
