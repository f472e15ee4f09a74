"""Refusals of changes of a number."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_


class SameNumber(DomainError):
    message = lazy_("Đây đang là số của tài khoản này.")


class NumberInUse(DomainError):
    """Said only to who has shown that the number is theirs, and never whose account it is."""

    message = lazy_("Số này đã có tài khoản ở chợ nên không dùng được. Hãy dùng số khác.")


class AlreadyWaiting(Conflict):
    message = lazy_("Đang có một lần đổi số chờ hết giờ. Hãy chờ, hoặc thôi đổi trước.")


class NoWaitingTime(DomainError):
    message = lazy_("Chợ chưa ghi thời gian chờ khi đổi số. Hãy gọi chợ.")


class ProveAgain(DomainError):
    message = lazy_("Bạn đăng nhập đã lâu. Hãy đăng xuất, đăng nhập lại rồi đổi số ngay sau đó.")


class TooLateToStop(Conflict):
    message = lazy_("Không dừng ở đây được nữa: đã đổi xong hoặc đã dừng rồi. Hãy gọi chợ ngay.")


class NotRecoverable(DomainError):
    message = lazy_(
        "Không lấy lại được tài khoản này ở đây: đã khóa, hoặc là của cán bộ, người vận hành."
    )


class OwnAccount(DomainError):
    message = lazy_("Không ai tự lấy lại tài khoản của mình. Hãy nhờ cán bộ khác.")


class SameOfficer(DomainError):
    message = lazy_("Người xác nhận phải là một cán bộ khác người đã ghi.")


class NothingToEnter(DomainError):
    message = lazy_(
        "Chưa có tài khoản nào được chuyển sang số này. "
        "Nếu vừa gặp cán bộ, hãy đợi hết thời gian chờ rồi thử lại."
    )
