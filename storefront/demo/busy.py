"""Months of invented sales, scans and questions of one shop, so that its figures have something to
say. Of the purchases only what figures count is made; they are delivered and paid on delivery.
"""

from datetime import timedelta

from sqlalchemy import select

from catalog.kernel.db import session
from catalog.places.queries import list_provinces
from catalog.products.models import Product
from storefront.demo import purchases
from storefront.demo.days import Days
from storefront.demo.purchases import DELIVERED, HANDED_OVER, PACKED, Wish
from storefront.questions import service as questions
from storefront.questions.service import NewQuestion
from traceability.batches.models import Batch
from traceability.labels.models import CheckCount
from traceability.labels.rules import PieceState
from traceability.scans import service as scans

COFFEE, PEPPER, TEA = "ca-phe-rang-xay-dak-doa", "ho-tieu-den-dak-doa", "tra-vo-ca-phe"
DONE = (PACKED, HANDED_OVER, DELIVERED)
SOLD: tuple[tuple[int, str, int, int], ...] = (
    (8, COFFEE, 4, 1), (10, TEA, 2, 2), (12, COFFEE, 5, 3), (16, PEPPER, 3, 1), (19, COFFEE, 3, 4),
    (23, PEPPER, 1, 5), (27, COFFEE, 2, 2), (29, PEPPER, 4, 3), (38, COFFEE, 3, 5),
    (45, COFFEE, 2, 4), (52, COFFEE, 1, 1), (59, COFFEE, 2, 2),
)  # fmt: skip
"""Days ago, what, how many, which of five buyers: each of them comes back."""
ASKED = ("Hạn dùng bao lâu vậy shop?", "Để được bao lâu sau khi mở gói?", "Date tới khi nào ạ?",
         "Pha phin hay pha máy ngon hơn?")  # fmt: skip
CHECKED = {"64": 14, "01": 9, "79": 23, "92": 3}
"""Province → how often buyers who checked a label said they are there."""


def add_busy_weeks(days: Days) -> None:
    """Seen at /ban-hang/so-lieu."""
    for number, (ago, slug, units, buyer) in enumerate(SOLD, start=1):
        wish = Wish(
            f"Khách minh họa {buyer}",
            f"+84292000310{buyer}",
            f"{number} đường Minh Họa",
            "31150",
            ((slug, units),),
            ago,
            DONE,
        )
        purchases.place(wish, f"busy-{number}", days)
    batches = session.scalars(
        select(Batch)
        .join(Product, Product.id == Batch.product_id)
        .where(Product.slug.in_((COFFEE, PEPPER, TEA)), Batch.kind == "packed")
        .order_by(Batch.id)
    ).all()
    for place, batch in enumerate(batches):
        for ago in range(8, 84, 3):
            scans.add_counts({batch.code: (7 * ago + 5 * place) % 11 + 80 // ago}, days.ago(ago))
    _add_checks(batches[0], days)
    product = session.scalars(select(Product).where(Product.slug == COFFEE)).one()
    for place, text in enumerate(ASKED):
        new = NewQuestion(f"busy-{place}", "Khách minh họa", text, None, None, "vi")
        questions.ask(product, new, days.now - timedelta(hours=3 + place))


def _add_checks(batch: Batch, days: Days) -> None:
    known = {one.code for one in list_provinces()}
    session.add_all(
        CheckCount(
            day=days.ago(9 + place),
            code=batch.code,
            state=PieceState.FIRST.value,
            province_code=code,
            count=count,
        )
        for place, (code, count) in enumerate(CHECKED.items())
        if code in known
    )
