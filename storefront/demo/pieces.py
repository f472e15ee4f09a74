"""Labels with serial numbers, what buyers did with them, and what they reported."""

import hashlib
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.products.models import Product
from storefront.demo.days import Days
from traceability.batches.models import Batch
from traceability.labels import checking, codes, planning
from traceability.labels import service as labels
from traceability.labels.planning import Wish
from traceability.scans import problems
from traceability.scans import service as scans
from traceability.scans.problems import NewProblem
from traceability.scans.rules import Outcome, ProblemKind

COFFEE = ("ca-phe-rang-xay-dak-doa", "IB-03")
COPIED = ("ca-phe-hat-che-bien-mat-ong", "MO-02")
SPOILED = ("mang-le-kho", "ML-1")
OFFICER = Actor(name="Cán bộ minh họa Lan")
PACKER = "Siu Minh Họa"
COUNT = 24
CHECKED = (("79", 4), ("79", 3), ("01", 1))
"""Province that was named and how many days ago, of the one piece that was checked."""


@dataclass(frozen=True)
class Example:
    """A piece worth showing."""

    what: str
    key: str

    @property
    def serial(self) -> str:
        """The same number whenever the demonstration is loaded."""
        return serial_of(self.key)


EXAMPLES = (
    Example("a piece nobody has checked", "used-0"),
    Example("a piece checked before", "used-1"),
    Example("a label that was never released", "rest-0"),
)


def serial_of(key: str) -> str:
    digest = hashlib.sha256(f"demo {key}".encode()).digest()
    return "".join(codes.ALPHABET[byte % 32] for byte in digest[: codes.SIGNS])


def add_pieces(days: Days, key: bytes, origin: str) -> None:
    """Two print jobs, one of them released; checks, openings and reports.

    `key` is that of serial numbers, `origin` the one in the codes.
    """
    coffee = _batch(COFFEE)
    if coffee is None:
        return
    used = _print(coffee, "used", days.ago(6), days, key, origin)
    labels.release(_packer(coffee), used, days.moment(days.ago(5)))
    _print(coffee, "rest", days.ago(1), days, key, origin)
    for province, ago in CHECKED:
        checking.check(key, coffee.code, EXAMPLES[1].serial, province, days.ago(ago))
    for ago in range(1, 6):
        scans.add_counts({coffee.code: 3 + ago}, days.ago(ago))
    if copied := _batch(COPIED):
        for ago in range(1, 9):
            scans.add_counts({copied.code: 40 + 7 * ago}, days.ago(ago))
    _add_reports(days, coffee)


def _print(batch: Batch, name: str, day: date, days: Days, key: bytes, origin: str) -> int:
    """A job as the printer left it; its file is gone, as after three days."""
    wish = Wish(COUNT, has_serials=True)
    plan = planning.plan(batch, wish, origin, days.today)
    job = labels.order(_packer(batch), batch.id, wish, plan, None, days.moment(day))
    serials = [serial_of(f"{name}-{number}") for number in range(COUNT)]
    digests = [(codes.serial_digest(key, batch.code, one), None) for one in serials]
    labels.finish(job.id, "", digests, days.moment(day))
    return job.id


def _packer(batch: Batch) -> Actor:
    return Actor(name=PACKER, producer_ids=frozenset({batch.producer_id}))


def _add_reports(days: Days, coffee: Batch) -> None:
    """One that waits and one that has been answered."""
    closed = problems.report(
        NewProblem(coffee.code, ProblemKind.CODE, "Tem bị mờ một góc, quét mãi mới được."),
        days.moment(days.ago(4)),
    )
    answer = "Đã nhắc cơ sở lau đầu in; mã vẫn đọc được. (minh họa)"
    problems.close(OFFICER, closed.id, Outcome.CONFIRMED, answer, days.moment(days.ago(3)))
    if spoiled := _batch(SPOILED):
        text = "Măng có mùi hắc, luộc hai nước vẫn còn. Mua ở chợ huyện. (minh họa)"
        given = NewProblem(spoiled.code, ProblemKind.SPOILED, text)
        problems.report(given, days.moment(days.ago(1)))


def _batch(key: tuple[str, str]) -> Batch | None:
    slug, text = key
    return session.scalar(
        select(Batch)
        .join(Product, Product.id == Batch.product_id)
        .where(Product.slug == slug, Batch.producer_text == text)
    )
