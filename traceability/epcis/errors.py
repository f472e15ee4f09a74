"""What a right document is refused for; each names its field by a pointer."""

from catalog.kernel.errors import NotAllowed
from catalog.kernel.i18n import lazy_
from traceability.epcis_form.errors import DocumentRefused


class TextExpected(DocumentRefused):
    message = lazy_("Trường này cần là chữ, tối đa 500 ký tự.")


class DayExpected(DocumentRefused):
    message = lazy_("Trường này cần một ngày có thật, như 2026-11-22.")


class GroupExpected(DocumentRefused):
    message = lazy_("Trường này cần là danh sách các nhóm trường [ { } ].")


class WordUnknown(DocumentRefused):
    message = lazy_("Không rõ từ này.")


class IdentityDiffers(DocumentRefused):
    message = lazy_("eventID không khớp nội dung việc: có chỗ đã bị sửa sau khi tính mã băm.")


class IdentityTaken(DocumentRefused):
    message = lazy_("eventID này đã dùng cho một việc khác.")


class TypeNotTaken(DocumentRefused):
    message = lazy_("Chỉ nhận ObjectEvent và TransformationEvent.")


class StepNotTaken(DocumentRefused):
    message = lazy_("Chưa nhận việc có bizStep này với loại và action này.")


class PiecesNotTaken(DocumentRefused):
    message = lazy_("Chỉ nhận lô có số lượng (quantityList), chưa nhận mã từng cái.")


class NotALot(DocumentRefused):
    message = lazy_(
        "Đây không phải mã lô: cần …/01/<GTIN>/10/<số lô>, urn:epc:class:lgtin hoặc …/l/<mã lô>."
    )


class QuantityMissing(DocumentRefused):
    message = lazy_("Mỗi lô cần số lượng (quantity) là một số.")


class QuantityImpossible(DocumentRefused):
    message = lazy_("Số lượng phải lớn hơn 0 và không quá lớn.")


class UnitUnknown(DocumentRefused):
    message = lazy_("Không rõ đơn vị này. Dùng KGM, GRM, TNE, LTR, MLT, hoặc bỏ trống khi đếm cái.")


class TestIncomplete(DocumentRefused):
    message = lazy_("Kết quả kiểm nghiệm cần chỉ tiêu, giá trị và phòng thử nghiệm.")


class GtinUnknown(DocumentRefused):
    message = lazy_("Chưa có sản phẩm nào ở đây mang GTIN này.")


class GtinMisread(DocumentRefused):
    message = lazy_("GTIN này sai số kiểm tra: có chữ số bị đọc hoặc gõ nhầm.")


class GtinOfAnother(DocumentRefused):
    message = lazy_("GTIN này thuộc sản phẩm của chủ thể khác.")


class LotUnknown(DocumentRefused):
    message = lazy_("Lô này chưa có ở đây và tệp không ghi việc làm ra nó.")


class AreaUnknown(DocumentRefused):
    message = lazy_("Chưa có vùng trồng mang mã này. Hãy nhờ cán bộ nhập vùng trồng trước.")


class GoesInACircle(DocumentRefused):
    message = lazy_("Các việc trong tệp quay vòng: một lô là nguyên liệu của chính nó.")


class ErrorWithoutCorrection(DocumentRefused):
    message = lazy_(
        "Việc được khai là sai cần việc ghi lại cho đúng trong cùng tệp (correctiveEventIDs)."
    )


class ProducerUnknown(DocumentRefused):
    message = lazy_("Không rõ việc này của chủ thể nào. Ghi bizLocation là …/chu-the/<tên>.")


class NotYours(NotAllowed):
    message = lazy_("Việc này của một chủ thể mà bạn không làm việc cho.")
