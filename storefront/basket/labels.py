"""The words for what stands in the way of a line."""

from catalog.kernel.i18n import lazy_
from storefront.basket.rules import Problem

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
