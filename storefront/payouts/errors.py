"""Refusals of payouts."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_


class NothingToPay(DomainError):
    message = lazy_("Không có người bán nào chi được lúc này. Xem lý do ở từng người.")


class TakenMeanwhile(Conflict):
    message = lazy_("Người khác vừa lập lệnh chi cho các khoản này. Hãy xem lại danh sách.")


class AlreadyClosed(Conflict):
    message = lazy_("Lệnh chi này đã có kết quả, không đổi được nữa.")


class NotPaid(Conflict):
    message = lazy_("Chỉ lệnh ngân hàng đã chi mới ghi được là bị trả lại. Hãy xem lại lệnh chi.")


class NotExported(Conflict):
    message = lazy_("Chưa tải tệp chuyển khoản của đợt này nên chưa thể ghi ngân hàng đã chi.")


class NotAnAccount(DomainError):
    message = lazy_("Số tài khoản chỉ có chữ và số, từ 4 đến 19 ký tự.")


class UnknownBank(DomainError):
    message = lazy_("Hãy chọn một ngân hàng trong danh sách.")


class NoHolder(DomainError):
    message = lazy_("Ghi tên chủ tài khoản như trên thẻ, ví dụ NGUYEN THI HOA.")


class NoWaitingTime(DomainError):
    message = lazy_("Chợ chưa ghi thời gian chờ khi đổi tài khoản nhận tiền. Hãy gọi chợ.")


class AlreadyVerified(Conflict):
    message = lazy_("Tài khoản này đã được xác minh, hoặc người bán vừa đổi tài khoản khác.")


class CodeDamaged(DomainError):
    message = lazy_(
        "Mã này bị sai hoặc thiếu ký tự nên tiền có thể đi lạc. "
        "Mở ứng dụng ngân hàng, lấy lại mã nhận tiền và quét lại."
    )


class NotABankCode(DomainError):
    message = lazy_(
        "Đây không phải mã VietQR nhận tiền. "
        "Trong ứng dụng ngân hàng, chọn “Mã QR của tôi” hoặc “Nhận tiền”."
    )


class ToACard(DomainError):
    message = lazy_("Mã này chuyển vào số thẻ. Hãy lấy mã của tài khoản ngân hàng.")


class BankUnknown(DomainError):
    message = lazy_("Chưa biết ngân hàng của mã này. Hãy chọn ngân hàng và gõ số tài khoản ở dưới.")


class CodeNotFound(DomainError):
    message = lazy_(
        "Không thấy đúng một mã trong ảnh này. Hãy chụp màn hình chỉ có một mã, đủ sáng, không lóa."
    )


class TooLateToStop(Conflict):
    message = lazy_(
        "Không dừng ở đây được nữa: đã hết thời gian chờ hoặc đã dừng rồi. Hãy gọi chợ ngay."
    )
