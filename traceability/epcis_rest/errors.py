"""The refusals of the REST bindings, beside those of documents."""

from catalog.kernel.errors import DomainError, NotAllowed
from catalog.kernel.i18n import lazy_


class QuestionRefused(DomainError):
    """A question that is not answered as asked; `parameter` where one is to blame."""

    message = lazy_("Câu hỏi này không trả lời được.")

    def __init__(self, parameter: str = "") -> None:
        super().__init__(str(self.message) % {"name": parameter})
        self.parameter = parameter


class ParameterRefused(QuestionRefused):
    message = lazy_("Tham số %(name)s không có trong chuẩn hoặc giá trị không đúng dạng.")


class NotAnswered(QuestionRefused):
    message = lazy_("Tham số %(name)s hỏi về điều không ghi ở đây.")


class QuestionTooLarge(QuestionRefused):
    message = lazy_("Câu hỏi này quá rộng. Hãy hỏi hẹp hơn, ít mã hơn.")


class NamesNoLot(QuestionRefused, NotAllowed):
    message = lazy_("Chưa đăng nhập thì cần nêu mã lô muốn xem (MATCH_anyEPCClass).")


class NotJSONMedia(DomainError):
    message = lazy_("Chỉ nhận JSON: Content-Type là application/ld+json hoặc application/json.")


class OnlyWhole(DomainError):
    message = lazy_("Tài liệu được nhận trọn vẹn hoặc không nhận gì; không nhận từng phần.")


class OnlyJSON(DomainError):
    message = lazy_("Chỉ trả lời bằng JSON-LD (application/ld+json).")
