"""What keeps the shop itself from selling, or from being paid."""

from collections.abc import Iterator
from datetime import datetime

from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from catalog.kernel.i18n import _, format_day
from storefront.closures.queries import find_own
from storefront.onboarding.queries import find_standing
from storefront.onboarding.rules import OPEN_FOR_CHANGES, ShopState
from storefront.payouts.queries import list_own_accounts
from storefront.seller.tasks.rules import Task


def opening(actor: Actor, _now: datetime) -> Iterator[Task]:
    """A shop that is not handed in yet, or came back."""
    found = find_standing(actor)
    state = ShopState(found.state) if found else None
    if found and state in OPEN_FOR_CHANGES:
        is_back = state == ShopState.RETURNED
        yield Task(
            what=_("Hồ sơ mở cửa hàng bị trả lại") if is_back else _("Hồ sơ mở cửa hàng chưa nộp"),
            why=found.reason or _("Chưa duyệt thì người mua chưa thấy hàng của bạn."),
            do=_("Làm tiếp hồ sơ"),
            endpoint="onboarding_seller.overview",
            is_urgent=True,
        )


def closed(actor: Actor, now: datetime) -> Iterator[Task]:
    """A shop that takes no orders today: it opens by itself on its day, or when it is told to."""
    today = local_date(now)
    found = find_own(actor, today)
    if found and found.covers(today):
        yield Task(
            what=_("Đang nghỉ đến hết ngày %(day)s", day=format_day(found.to_day))
            if found.to_day
            else _("Đang nghỉ, chưa hẹn ngày mở lại"),
            why=_("Không ai đặt hàng được. Có hàng sớm hơn thì mở lại lúc nào cũng được."),
            do=_("Mở bán lại"),
            endpoint="seller_closing.closing",
        )


def account_to_be_paid_to(actor: Actor, _now: datetime) -> Iterator[Task]:
    """Where the platform sends the money; only the owner may say."""
    if actor.may("payouts.account") and not list_own_accounts(actor):
        yield Task(
            what=_("Chưa có tài khoản nhận tiền"),
            why=_("Sàn giữ phần tiền của bạn cho đến khi biết chuyển vào đâu."),
            do=_("Ghi tài khoản"),
            endpoint="payouts_seller.account",
        )
