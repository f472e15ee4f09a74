"""People who wait: buyers, their claims and questions, the operator who asks about a complaint."""

from collections.abc import Iterator
from datetime import date, datetime

from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from catalog.kernel.i18n import _, ngettext
from storefront.claims import queries as claims
from storefront.combos import queries as combos
from storefront.complaints import queries as complaints
from storefront.invoices import queries as invoices
from storefront.notices import queries as notices
from storefront.packing.queries import ahead_of
from storefront.questions import queries as questions
from storefront.reviews import queries as reviews
from storefront.seller.tasks.rules import Task


def buyers_to_tell(actor: Actor, _now: datetime) -> Iterator[Task]:
    """Whose goods were stopped or recalled and who do not know yet."""
    if count := notices.count_open(actor):
        yield Task(
            what=ngettext(
                "%(num)s người mua cần được báo ngay.",
                "%(num)s người mua cần được báo ngay.",
                count,
            ),
            why=_("Họ đã mua hàng của một lô đang bị dừng hoặc thu hồi."),
            do=_("Báo cho người mua"),
            endpoint="notices_seller.notices",
            is_urgent=True,
        )


def harvests_to_share(actor: Actor, _now: datetime) -> Iterator[Task]:
    """Who ordered ahead and has no goods yet; due on the first day a parcel has to leave."""
    count, day = ahead_of(actor)
    if count:
        yield Task(
            what=ngettext(
                "%(num)s đơn đặt trước chờ hàng", "%(num)s đơn đặt trước chờ hàng", count
            ),
            why=_("Hái xong thì chia hàng, ai đặt trước được trước. Chín muộn thì đổi ngày."),
            do=_("Mở đợt đặt trước"),
            endpoint="windows_seller.windows",
            due=day,
        )


def claims_waiting(actor: Actor, _now: datetime) -> Iterator[Task]:
    count, due_at = claims.waiting_of(actor)
    if count:
        yield Task(
            what=ngettext(
                "%(num)s yêu cầu đổi trả chờ bạn", "%(num)s yêu cầu đổi trả chờ bạn", count
            ),
            why=_("Quá hạn mà chưa trả lời thì sàn quyết định thay bạn."),
            do=_("Xem và trả lời"),
            endpoint="claims_seller.claims",
            due=_day(due_at),
            is_urgent=True,
        )


def complaints_waiting(actor: Actor, _now: datetime) -> Iterator[Task]:
    count, due_at = complaints.waiting_of(actor)
    if count:
        yield Task(
            what=ngettext(
                "Sàn hỏi bạn về %(num)s khiếu nại", "Sàn hỏi bạn về %(num)s khiếu nại", count
            ),
            why=_("Không trả lời thì sàn quyết định theo lời một phía."),
            do=_("Xem và trả lời"),
            endpoint="complaints_seller.complaints",
            due=_day(due_at),
            is_urgent=True,
        )


def questions_waiting(actor: Actor, _now: datetime) -> Iterator[Task]:
    count, due_at = questions.waiting_of(actor)
    if count:
        yield Task(
            what=ngettext("%(num)s câu hỏi chờ trả lời", "%(num)s câu hỏi chờ trả lời", count),
            why=_("Người hỏi thường mua khi được trả lời sớm."),
            do=_("Trả lời"),
            endpoint="questions_seller.questions",
            due=_day(due_at),
        )


def invoices_waiting(actor: Actor, _now: datetime) -> Iterator[Task]:
    if count := invoices.count_waiting(actor):
        yield Task(
            what=ngettext("%(num)s hóa đơn chờ lập", "%(num)s hóa đơn chờ lập", count),
            why=_("Người mua đã yêu cầu; lập khi giao hàng."),
            do=_("Xem và lập hóa đơn"),
            endpoint="invoices_seller.invoices",
            is_urgent=True,
        )


def combos_waiting(actor: Actor, _now: datetime) -> Iterator[Task]:
    if count := combos.count_asked(actor):
        yield Task(
            what=ngettext(
                "%(num)s lời mời góp hàng vào hộp quà",
                "%(num)s lời mời góp hàng vào hộp quà",
                count,
            ),
            why=_("Hộp quà chỉ bán khi bạn đồng ý với phần mình được nhận."),
            do=_("Xem và trả lời"),
            endpoint="combos_seller.combos",
        )


def reviews_waiting(actor: Actor, _now: datetime) -> Iterator[Task]:
    if count := reviews.count_unanswered(actor):
        yield Task(
            what=ngettext("%(num)s đánh giá chưa trả lời", "%(num)s đánh giá chưa trả lời", count),
            why=_("Một lời cảm ơn hay giải thích hiện ngay dưới đánh giá."),
            do=_("Trả lời"),
            endpoint="reviews_seller.reviews",
        )


def _day(moment: datetime | None) -> date | None:
    return local_date(moment) if moment else None
