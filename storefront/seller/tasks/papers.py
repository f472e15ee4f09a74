"""Papers that end: recognitions, licences, certificates, codes of growing areas, test reports."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from catalog.certification.labels import sentence
from catalog.certification.models import Certificate
from catalog.certification.queries import deadlines_on, list_certificates_of, standing_for
from catalog.certification.rules import Deadlines, Standing, Status
from catalog.kernel.actor import Actor
from catalog.kernel.clock import local_date
from catalog.kernel.i18n import _
from catalog.restrictions.queries import list_licences
from storefront.deadlines import queries as deadlines
from storefront.deadlines.rules import What
from storefront.seller import rules
from storefront.seller.queries import list_last_samples, list_products
from storefront.seller.tasks.rules import Task, is_near
from traceability.areas.queries import list_own_areas
from traceability.areas.rules import ends_on
from traceability.entry.rules import SLUGS
from traceability.events.rules import EventKind


def stars(actor: Actor, now: datetime) -> Iterator[Task]:
    """Recognitions to be renewed; while the window is open its last day counts."""
    today = local_date(now)
    products = list_products(actor)
    standings = standing_for([one.id for one in products], today)
    in_force = deadlines_on(today)
    for product, standing in rules.most_urgent((one, standings[one.id]) for one in products):
        yield Task(
            what=_("Sao OCOP của %(goods)s", goods=product.name),
            why=sentence(standing),
            do=_("Xem sản phẩm"),
            endpoint="shop.product",
            args={"slug": product.slug},
            due=_file_by(standing, in_force),
            is_urgent=standing.status == Status.REVOKED,
        )


def _file_by(standing: Standing, known: Deadlines) -> date | None:
    fact = standing.fact
    if fact is None or standing.status == Status.REVOKED:
        return None
    closes = known.window_closes
    if standing.status == Status.IN_WINDOW and fact.valid_to and closes:
        return fact.valid_to - timedelta(days=closes)
    return fact.valid_to


def licences(actor: Actor, now: datetime) -> Iterator[Task]:
    """Licences an operator saw; the one that lasts longest of each kind counts."""
    last = {row.kind: row for row, _name in list_licences(actor.producer_ids)}
    for row in last.values():
        if is_near(row.valid_to, local_date(now)):
            yield Task(
                what=_("Giấy phép số %(number)s", number=row.number),
                why=_("Hết hạn thì hàng cần giấy phép này tự ngừng bán."),
                do=_("Xem giấy phép"),
                endpoint="restrictions_seller.goods",
                due=row.valid_to,
            )


def certificates(actor: Actor, now: datetime) -> Iterator[Task]:
    """Certificates of other kinds: of each the one that lasts longest counts."""
    for one, slug in _lasting(list_certificates_of(actor.producer_ids)):
        if one.expires_on and is_near(one.expires_on, local_date(now)):
            yield Task(
                what=_("Chứng nhận %(scheme)s", scheme=one.scheme),
                why=_("Có giấy mới thì gửi cán bộ OCOP để ghi vào trang của bạn."),
                do=_("Xem trang của bạn"),
                endpoint="shop.producer",
                args={"slug": slug},
                due=one.expires_on,
            )


def _lasting(given: Iterable[tuple[Certificate, str]]) -> Iterable[tuple[Certificate, str]]:
    """Of one scheme for one product what ends last; what has no end never becomes work."""
    by_end = sorted(given, key=lambda pair: pair[0].expires_on or date.max)
    return {(one.scheme, one.product_id): (one, slug) for one, slug in by_end}.values()


def area_codes(actor: Actor, now: datetime) -> Iterator[Task]:
    """Codes of growing areas that were granted until a day."""
    for area in list_own_areas(actor):
        last = ends_on(area.history, local_date(now))
        if last and is_near(last, local_date(now)):
            yield Task(
                what=_("Mã vùng trồng %(code)s", code=area.code),
                why=_("Hàng thu hoạch sau ngày này không còn mang mã vùng trồng."),
                do=_("Xem vùng trồng"),
                endpoint="areas_seller.areas",
                due=last,
            )


def laboratory_tests(actor: Actor, now: datetime) -> Iterator[Task]:
    """Goods whose newest test report grows old; goods without any are not asked for one."""
    today = local_date(now)
    span = deadlines.find(What.LAB_TEST, today)
    if span is None:
        return
    for row in list_last_samples(actor):
        due = row.sampled_on + span.time
        if is_near(due, today):
            yield Task(
                what=_("Phiếu kiểm nghiệm của %(goods)s", goods=row.name),
                why=_("Lấy mẫu gần nhất %(day)s.", day=f"{row.sampled_on:%d/%m/%Y}"),
                do=_("Ghi kiểm nghiệm"),
                endpoint="entry_seller.record",
                args={"code": row.code, "slug": SLUGS[EventKind.TEST]},
                due=due,
            )
