"""The refusals of passkeys."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_


class PasskeyRefused(DomainError):
    """One text for every reason: unknown, of another site, broken, closed account."""

    message = lazy_(
        "Khóa này không đăng nhập được ở đây. Hãy thử lại, hoặc dùng số điện thoại và mật khẩu."
    )


class ChallengeLapsed(DomainError):
    message = lazy_("Lần bấm này đã quá 5 phút hoặc đã dùng rồi. Hãy bấm lại nút.")


class SignInTooOld(DomainError):
    message = lazy_("Bạn đăng nhập đã lâu. Hãy đăng xuất, đăng nhập lại rồi thêm khóa ngay sau đó.")


class PasskeyTaken(Conflict):
    message = lazy_("Thiết bị này đã có khóa rồi.")


class TooManyPasskeys(DomainError):
    message = lazy_("Đã có 10 khóa. Hãy bỏ một khóa không dùng nữa trước.")


class LastWayIn(DomainError):
    message = lazy_(
        "Đây là cách đăng nhập cuối cùng của bạn. Hãy đặt mật khẩu hoặc thêm khóa khác trước."
    )


class NoPasskeysHere(DomainError):
    message = lazy_(
        "Khóa đăng nhập chỉ dùng được trên địa chỉ https. Ở địa chỉ này, hãy dùng mật khẩu."
    )
