"""Why a request of stars is not taken or answered."""

from catalog.kernel.errors import Conflict, DomainError
from catalog.kernel.i18n import lazy_


class StarsShown(Conflict):
    message = lazy_("Hàng này đang hiện sao rồi, không cần gắn nữa.")


class AlreadyAsked(Conflict):
    message = lazy_("Đã gửi một số quyết định khác cho hàng này. Rút yêu cầu ấy rồi gửi số đúng.")


class AlreadyAnswered(Conflict):
    message = lazy_("Yêu cầu này đã có người trả lời.")


class ChangedHands(Conflict):
    message = lazy_("Hàng này đã sang cơ sở khác sau khi gửi yêu cầu. Hãy từ chối và ghi lý do.")


class NotACandidate(Conflict):
    message = lazy_("Món trong sổ vừa đổi: xem lại danh sách rồi chọn lại.")


class SoldAlready(Conflict):
    message = lazy_("Món trong sổ đang có hàng bán hoặc có lô, nên không chuyển công nhận đi được.")


class OthersProduct(Conflict):
    message = lazy_("Món trong sổ là của một cơ sở khác đã có người bán hàng ở đây.")


class NotConfirmed(DomainError):
    message = lazy_("Đánh dấu là đã xem giấy: chủ thể trong sổ và cơ sở này là một.")


class OwnGoods(DomainError):
    message = lazy_("Bạn làm ở cơ sở này nên không tự gắn sao được. Nhờ cán bộ khác.")
