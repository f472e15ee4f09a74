"""The words of how an officer knows who asks."""

from catalog.kernel.i18n import lazy_
from storefront.phone_changes.rules import Seen

SEEN = {
    Seen.PAPER: lazy_("Gặp mặt và xem giấy tờ (không chụp lại)"),
    Seen.VOUCHED: lazy_("Hợp tác xã hoặc xã nói đúng là người này"),
    Seen.VISITED: lazy_("Đến tận nhà, vườn gặp người này"),
}
