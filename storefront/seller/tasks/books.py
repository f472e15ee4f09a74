"""What the books of the trace ask: harvests above the usual, yields that need a second person."""

from collections.abc import Iterator
from datetime import datetime

from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from catalog.kernel.i18n import _, ngettext
from storefront.seller.tasks.rules import Task
from traceability.balance import queries as balance
from traceability.entry import queries as entry


def harvests_to_explain(actor: Actor, now: datetime) -> Iterator[Task]:
    if count := balance.count_to_answer(actor, local_date(now)):
        yield Task(
            what=ngettext(
                "%(num)s vụ được hỏi về sản lượng", "%(num)s vụ được hỏi về sản lượng", count
            ),
            why=_(
                "Sản lượng đã ghi vượt mức thường thấy. Bạn nói rõ vì sao, cán bộ đọc cạnh con số."
            ),
            do=_("Xem và trả lời"),
            endpoint="balance_seller.balances",
        )


def yields_to_confirm(actor: Actor, _now: datetime) -> Iterator[Task]:
    if count := entry.count_waiting(actor):
        yield Task(
            what=ngettext(
                "%(num)s việc ghi sổ chờ người thứ hai xác nhận",
                "%(num)s việc ghi sổ chờ người thứ hai xác nhận",
                count,
            ),
            why=_("Chưa xác nhận thì việc chưa vào sổ."),
            do=_("Xem và xác nhận"),
            endpoint="entry_correcting.waiting",
        )
