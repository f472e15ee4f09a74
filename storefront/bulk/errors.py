"""The refusals of sheets: of a whole file, and of one row."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_


class NoColumns(DomainError):
    def __init__(self, columns: str) -> None:
        super().__init__(lazy_("Tệp thiếu cột: %(columns)s. Hãy dùng tệp mẫu.", columns=columns))


class StillRefused(Conflict):
    message = lazy_("Có dòng không ghi được nữa từ lúc xem thử, nên chưa ghi dòng nào.")


class FormulaInRow(DomainError):
    def __init__(self, columns: str) -> None:
        super().__init__(
            lazy_("ô %(columns)s là công thức: hãy dán giá trị vào đó", columns=columns)
        )


class ThingMissing(DomainError):
    def __init__(self, column: str) -> None:
        super().__init__(lazy_("thiếu %(column)s", column=column))


class NumberUnreadable(DomainError):
    def __init__(self, column: str) -> None:
        super().__init__(lazy_("%(column)s phải là số nguyên", column=column))


class DayUnreadable(DomainError):
    def __init__(self, column: str) -> None:
        super().__init__(
            lazy_("%(column)s không phải ngày có thật, ghi như 22/11/2026", column=column)
        )


class TextTooLong(DomainError):
    def __init__(self, column: str, most: int) -> None:
        super().__init__(
            lazy_("%(column)s dài quá %(most)s ký tự: hãy viết gọn lại", column=column, most=most)
        )


class NetUnreadable(DomainError):
    message = lazy_("chưa đọc được lượng tịnh, ghi như 500 g, 1,5 lít hoặc 12 cái")


class AmountUnreadable(DomainError):
    message = lazy_("chưa đọc được số lượng hoặc đơn vị, ghi như 12,5 và tạ")


class TravelUnknown(DomainError):
    message = lazy_("cách giao chỉ có khô, giữ lạnh hoặc tươi")


class SetUnknown(DomainError):
    message = lazy_("không có bộ sản phẩm này: ghi số hoặc đúng tên bộ")


class SizeUnknown(DomainError):
    message = lazy_("cơ sở không có quy cách mang mã này")


class SizeKnown(DomainError):
    def __init__(self, number: int) -> None:
        super().__init__(
            lazy_("quy cách này đã có: ghi %(number)s vào cột mã để sửa", number=number)
        )


class SizeFixed(DomainError):
    message = lazy_("quy cách và lượng tịnh đã bán thì không đổi: hãy thêm quy cách mới")


class StockNotHere(DomainError):
    message = lazy_("hàng đang có thì đếm bằng bảng Đếm kho, không ghi số lượng ở đây")


class NoSuchStock(DomainError):
    message = lazy_("kho không có lô này của quy cách đó")


class AreaUnknown(DomainError):
    message = lazy_("cơ sở không có vùng trồng mang mã này")


class OtherHousehold(DomainError):
    message = lazy_("dòng này của cơ sở khác")


class NotAgreed(DomainError):
    message = lazy_("không có hộ mang mã này, hoặc hộ chưa đồng ý cho bạn làm thay việc này")
