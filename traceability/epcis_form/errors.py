"""The refusals of EPCIS documents. `pointer` (RFC 6901) names the wrong field."""

from typing import Any

from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import lazy_


class DocumentRefused(DomainError):
    """A document is not taken; `pointer` is where, "" the document itself."""

    message = lazy_("Tệp EPCIS này không nhận được.")

    def __init__(self, message: Any = None, pointer: str = "", rule: str = "") -> None:
        super().__init__(message)
        self.pointer = pointer
        self.rule = rule or type(self).__name__  # for machines: which rule says no


class TooLarge(DocumentRefused):
    message = lazy_("Tệp EPCIS lớn hơn 2 MB. Hãy chia thành nhiều tệp nhỏ hơn.")


class TooDeep(DocumentRefused):
    message = lazy_("Tệp EPCIS lồng nhau quá sâu nên không đọc.")


class TooManyEvents(DocumentRefused):
    message = lazy_("Mỗi tệp EPCIS chỉ nhận tối đa 200 việc. Hãy chia nhỏ tệp.")


class NotJSON(DocumentRefused):
    message = lazy_("Tệp này không phải JSON đúng dạng (mã hóa UTF-8).")
