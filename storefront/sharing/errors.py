"""Why nothing is given out."""

from catalog.kernel.errors import DomainError, NotFound
from catalog.kernel.i18n import lazy_


class NothingToShare(NotFound):
    message = lazy_("Chưa có gì để chia sẻ: người mua chưa thấy món này.")


class UnreadableSign(DomainError):
    message = lazy_("Mã trên biển không đọc lại được nên không phát ra. Hãy báo người vận hành.")
