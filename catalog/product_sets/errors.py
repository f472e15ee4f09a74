"""Why a rubric is not taken in."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_


class BrokenRubric(DomainError):
    """The file is not a rubric; the message says where and why."""


class RubricChanged(Conflict):
    """A rubric is never edited once it is in; only its unknown parts are filled."""

    def __init__(self, number: str, path: str, held: object, given: object) -> None:
        super().__init__(
            lazy_(
                "%(number)s: %(path)s đang là “%(held)s”, tệp ghi “%(given)s”. "
                "Bộ tiêu chí đã nhập không được sửa, chỉ được bổ sung phần còn trống.",
                number=number,
                path=path,
                held=held,
                given=given,
            )
        )
