"""The refusals of accounts."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_


class WrongCredentials(DomainError):
    """One text for every reason: it must not tell whether the account exists."""

    message = lazy_("Số điện thoại, e-mail hoặc mật khẩu chưa đúng.")


class NotALogin(DomainError):
    message = lazy_("Hãy nhập số điện thoại (ví dụ 0912 345 678) hoặc e-mail.")


class LoginTaken(Conflict):
    message = lazy_("Số điện thoại hoặc e-mail này đã có tài khoản. Bạn có thể đăng nhập.")


class PasswordTooShort(DomainError):
    message = lazy_("Mật khẩu cần ít nhất 8 ký tự.")


class PasswordTooLong(DomainError):
    message = lazy_("Mật khẩu dài quá: nhiều nhất 200 ký tự.")


class PasswordGuessable(DomainError):
    message = lazy_(
        "Mật khẩu này quá dễ đoán. Hãy dùng vài từ ghép lại, ví dụ tên món ăn và đồ vật."
    )


class WrongPassword(DomainError):
    message = lazy_("Mật khẩu hiện tại chưa đúng.")


class NoSuchAccount(DomainError):
    message = lazy_("Chưa có tài khoản với số này. Hãy nhờ người đó đăng ký trước.")


class UnknownRole(DomainError):
    message = lazy_("Không có vai trò này.")


class AlreadyMember(Conflict):
    message = lazy_("Người này đã có trong danh sách.")


class LastOwner(DomainError):
    message = lazy_(
        "Cơ sở phải còn ít nhất một chủ. Hãy thêm một chủ khác trước; muốn đóng hẳn thì gọi chợ."
    )
