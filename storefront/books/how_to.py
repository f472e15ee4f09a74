"""How the tasks of this feature are done, in a few plain steps: see storefront/guides."""

from catalog.kernel.how_to import HowTo
from catalog.kernel.i18n import lazy_

HOW_TO = (
    HowTo(
        key="books.answer",
        title=lazy_("Lô lệch số"),
        steps=(
            lazy_("Xem lô nào bán ra nhiều hơn đóng vào, hoặc kho khác sổ."),
            lazy_("Đếm lại kho trước, rồi nói rõ vì sao lệch."),
        ),
        beside=("books_seller",),
        page="books_seller.batches",
    ),
)
