"""The refusals of one-time codes."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_
from storefront.one_time_codes.rules import MOST_TRIES, PER_PHONE_A_DAY


class NotReachable(DomainError):
    message = lazy_("Mã chỉ gửi được tới số di động Việt Nam.")


class TooSoon(DomainError):
    """A code was sent a moment ago."""

    def __init__(self, seconds: int) -> None:
        super().__init__(
            lazy_("Mã vừa gửi. Chờ %(seconds)s giây rồi hãy xin mã khác.", seconds=seconds)
        )


class TooManyForPhone(DomainError):
    message = lazy_(
        "Số này đã nhận %(most)s mã hôm nay. Mai hãy xin mã khác, hoặc gọi cho chúng tôi.",
        most=PER_PHONE_A_DAY,
    )


class TooManyFromHere(DomainError):
    message = lazy_("Từ mạng này đã xin quá nhiều mã. Hãy thử lại sau một giờ.")


class NoMoreToday(DomainError):
    message = lazy_("Hôm nay không gửi thêm mã được. Mai hãy thử lại, hoặc gọi cho chúng tôi.")


class CodeRefused(DomainError):
    """What was typed does not count; the words belong beside the field."""


class WrongCode(CodeRefused):
    """Not the figures that were sent; says how many tries are left."""

    def __init__(self, left: int) -> None:
        super().__init__(
            lazy_("Mã chưa đúng. Còn nhập được %(left)s lần.", left=left)
            if left
            else lazy_("Mã chưa đúng. Hãy xin mã khác.")
        )


class NoCode(CodeRefused):
    message = lazy_("Mã đã quá 5 phút, hoặc chưa xin. Hãy xin mã khác.")


class TriesSpent(CodeRefused):
    message = lazy_("Đã nhập sai %(most)s lần. Hãy xin mã khác.", most=MOST_TRIES)


class CodeUsed(Conflict):
    message = lazy_("Mã này đã dùng rồi.")
