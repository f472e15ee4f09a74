"""Refusals of combos."""

from typing import Any

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_
from storefront.combos.rules import MOST_PARTS


class DaysInDisorder(DomainError):
    message = lazy_("Ngày cuối phải bằng hoặc sau ngày đầu.")


class FeeTooHigh(DomainError):
    message = lazy_("Tiền gói phải ít hơn giá hộp quà.")


class NotToBeIn(DomainError):
    message = lazy_(
        "Món này không cho vào hộp quà được: chưa bán, người bán chưa được xác minh, "
        "hoặc theo luật không bán qua mạng."
    )


class InAlready(DomainError):
    message = lazy_("Món này đã có trong hộp quà. Hãy bỏ ra rồi cho lại với số lượng khác.")


class TooManyParts(DomainError):
    message = lazy_("Một hộp quà có nhiều nhất %(most)s món.", most=MOST_PARTS)


class CannotBeSold(Conflict):
    """Says what is missing before a combo can be sold."""

    def __init__(self, words: Any) -> None:
        super().__init__(words)


class OfferMoved(Conflict):
    message = lazy_("Mức chia vừa đổi. Hãy đọc mức mới rồi trả lời lại.")


class AnsweredAlready(Conflict):
    message = lazy_("Lời mời này đã có câu trả lời.")
