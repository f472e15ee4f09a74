"""The refusals of privacy."""

from catalog.kernel.errors import Conflict, NotAllowed, NotFound
from catalog.kernel.i18n import lazy_


class KeyLapsed(NotAllowed):
    message = lazy_("Trang này chỉ mở 30 phút. Hãy xin mã khác để mở lại.")


class AlreadyAsked(Conflict):
    message = lazy_("Bạn đã gửi yêu cầu xóa rồi, chúng tôi đang làm.")


class StillWorksHere(Conflict):
    message = lazy_(
        "Tài khoản này còn làm việc cho một cơ sở hoặc cho chợ. Hãy đăng nhập, vào Tài khoản, "
        "mục Cơ sở tôi làm việc, thôi làm ở đó rồi xóa. Là chủ duy nhất thì gọi chợ."
    )


class NoSuchRequest(NotFound):
    message = lazy_("Không có yêu cầu này, hoặc đã làm xong.")
