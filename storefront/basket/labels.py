"""The words for what stands in the way of a line."""

from catalog.kernel.i18n import _, lazy_
from storefront.basket.rules.combos import ComboLine
from storefront.basket.rules.lines import LineFacts, Problem
from storefront.closures.labels import off_words

PROBLEM = {
    Problem.NOT_SOLD: lazy_("Người bán đã ngừng bán mặt hàng này. Hãy bỏ khỏi giỏ."),
    Problem.SELLER_NOT_VERIFIED: lazy_(
        "Người bán này chưa được cán bộ xác minh nên chưa bán qua chợ. Hãy bỏ khỏi giỏ."
    ),
    Problem.NOT_ALLOWED: lazy_(
        "Theo luật, món này hiện không bán qua mạng. Hãy bỏ khỏi giỏ; các món khác vẫn đặt được."
    ),
    Problem.SOLD_OUT: lazy_("Đã hết hàng, hoặc lô còn lại không được bán. Hãy bỏ khỏi giỏ."),
    Problem.SHUT: lazy_("Đợt này không nhận đặt lúc này. Hãy bỏ khỏi giỏ."),
    Problem.TOO_FEW: lazy_("Không còn đủ số lượng này. Hãy giảm bớt."),
}


def problem_words(line: LineFacts | ComboLine) -> str | None:
    """What stands in the way of a line, and what to do about it; None: nothing."""
    if line.problem in (Problem.SHOP_CLOSED, Problem.BACK_LATER) and line.off:
        words = off_words(line.off)
        return _("%(words)s. Hãy bỏ khỏi giỏ; các món khác vẫn đặt được.", words=words)
    return str(PROBLEM[line.problem]) if line.problem else None
