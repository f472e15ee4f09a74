"""The refusals of batches."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_


class CodeTaken(Conflict):
    message = lazy_("Mã lô này đã có trong hệ thống. Mỗi mã chỉ dùng một lần, kể cả mùa sau.")


class CodeNotOurs(DomainError):
    message = lazy_("Mã lô không đúng dạng: ký tự cuối phải khớp các ký tự trước.")


class ProducerTextTaken(Conflict):
    message = lazy_("Sản phẩm này đã có lô mang số lô đó. Mỗi lô một số, kể cả mùa sau.")


class ProducerTextNotAllowed(DomainError):
    message = lazy_("Số lô chỉ gồm chữ không dấu, số, dấu chấm, gạch và tối đa 20 ký tự.")


class NotADate(DomainError):
    message = lazy_("Ngày làm hoặc ngày đóng gói không thể ở sau hôm nay.")


class NoSuchYear(DomainError):
    message = lazy_("Ngày trên lô phải từ năm 2000 đến năm 2200. Hãy xem lại năm.")


class BestBeforeTooEarly(DomainError):
    message = lazy_("Hạn dùng phải sau ngày đóng gói.")


class NothingInIt(DomainError):
    message = lazy_("Số lượng phải lớn hơn 0 và không quá một tỉ.")


class PieceNotClear(DomainError):
    message = lazy_("Mỗi gói chứa bao nhiêu chỉ ghi cho hàng đếm từng gói, bằng kg hoặc lít.")


class NeedsAName(DomainError):
    message = lazy_("Lô đóng gói cần một sản phẩm; lô khác cần tên nguyên liệu.")


class ProductOfAnother(DomainError):
    message = lazy_("Sản phẩm này không phải của chủ thể mở lô.")


class NotPacked(DomainError):
    message = lazy_("Chỉ lô đã đóng gói mới cho bán ra được.")


class Stopped(DomainError):
    message = lazy_("Lô này đang tạm dừng hoặc thu hồi nên chưa cho bán ra được.")
