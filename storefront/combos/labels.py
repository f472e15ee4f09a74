"""The words for parts and for what stands in the way."""

from catalog.kernel.i18n import lazy_
from storefront.combos.rules import Obstacle, PartState

STATE = {
    PartState.ASKED: lazy_("đã hỏi, chờ trả lời"),
    PartState.AGREED: lazy_("đồng ý"),
    PartState.DECLINED: lazy_("không tham gia"),
    PartState.LEFT: lazy_("đã thôi tham gia"),
}

OBSTACLE = {
    Obstacle.NOT_PUBLISHED: lazy_("Chưa mở bán."),
    Obstacle.NOT_YET: lazy_("Chưa đến ngày bán."),
    Obstacle.OVER: lazy_("Đã hết ngày bán."),
    Obstacle.TOO_FEW: lazy_("Hộp quà cần ít nhất hai món."),
    Obstacle.PACKER_HAS_NONE: lazy_(
        "Người gói phải có ít nhất một món của mình trong hộp. Điểm gói không có hàng thì đăng bán "
        "vỏ hộp, giỏ hay thiệp như một món rồi cho vào."
    ),
    Obstacle.NOTHING_LEFT: lazy_(
        "Giá hoặc tiền gói không để lại đồng nào cho một món. Hãy tăng giá hoặc giảm tiền gói."
    ),
    Obstacle.NOT_AGREED: lazy_("Còn hộ chưa đồng ý cho hàng vào hộp."),
    Obstacle.LESS_THAN_AGREED: lazy_(
        "Giá bán lẻ đã đổi nên có hộ được chia ít hơn mức đã đồng ý. Hãy hỏi lại hộ đó."
    ),
}
