"""Refusals of payouts."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_


class NothingToPay(DomainError):
    message = lazy_("Không có người bán nào chi được lúc này. Xem lý do ở từng người.")


class TakenMeanwhile(Conflict):
    message = lazy_("Người khác vừa lập lệnh chi cho các khoản này. Hãy xem lại danh sách.")


class AlreadyClosed(Conflict):
    message = lazy_("Lệnh chi này đã có kết quả, không đổi được nữa.")


class NotExported(Conflict):
    message = lazy_("Chưa tải tệp chuyển khoản của đợt này nên chưa thể ghi ngân hàng đã chi.")


class NotAnAccount(DomainError):
    message = lazy_("Số tài khoản chỉ có chữ và số, từ 4 đến 19 ký tự.")


class UnknownBank(DomainError):
    message = lazy_("Hãy chọn một ngân hàng trong danh sách.")


class NoHolder(DomainError):
    message = lazy_("Ghi tên chủ tài khoản như trên thẻ, ví dụ NGUYEN THI HOA.")


class AlreadyVerified(Conflict):
    message = lazy_("Tài khoản này đã được xác minh, hoặc người bán vừa đổi tài khoản khác.")
