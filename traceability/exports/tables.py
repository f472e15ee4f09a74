"""Which tables hold what a producer entered, and how their rows are found.

A new table that belongs to a producer is named here or in LEFT_OUT; a test asks for it.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from catalog.certification.models import Certificate
from catalog.kernel.db import Base
from catalog.kernel.i18n import lazy_
from catalog.producers.models import Producer
from catalog.products.models import FormerGtin, PriceEntry, Product, ProductPicture, Variant
from catalog.restrictions.models import SellerLicence
from traceability.areas.models import Area, AreaEntry, AreaPoint, AreaProposal, AreaStatus
from traceability.balance.models import Remark
from traceability.balance.rules import RemarkKind
from traceability.batches.models import Batch
from traceability.events.models import (
    Event,
    EventArea,
    EventError,
    EventFlow,
    EventOverride,
    EventPicture,
    TestResult,
    YieldRequest,
)
from traceability.labels.models import PrintJob
from traceability.recalls.models import RecallNotice

Ids = Collection[int]


@dataclass(frozen=True)
class Table:
    """`name` is that of the file; `own` finds the rows of these producers."""

    name: str
    title: Any
    model: type[Base]
    own: Callable[[Ids], ColumnElement[bool]]


def those_of(
    column: InstrumentedAttribute[Any], owned: Callable[[Ids], Select[int]] | None = None
) -> Callable[[Ids], ColumnElement[bool]]:
    """The rows whose `column` names one of the producers, or something that is `owned` by them."""
    return lambda ids: column.in_(owned(ids) if owned else ids)


def _products(ids: Ids) -> Select[int]:
    return select(Product.id).where(Product.producer_id.in_(ids))


def _batches(ids: Ids) -> Select[int]:
    return select(Batch.id).where(Batch.producer_id.in_(ids))


def _events(ids: Ids) -> Select[int]:
    return select(Event.id).where(Event.producer_id.in_(ids))


def _areas(ids: Ids) -> Select[int]:
    """Their own areas alone: of another's, plots and points are not theirs to take."""
    return select(Area.id).where(Area.producer_id.in_(ids))


TABLES = (
    Table("chu-the", lazy_("Chủ thể"), Producer, those_of(Producer.id)),
    Table(
        "giay-phep",
        lazy_("Giấy phép bán hàng có điều kiện"),
        SellerLicence,
        those_of(SellerLicence.producer_id),
    ),
    Table("san-pham", lazy_("Sản phẩm"), Product, those_of(Product.producer_id)),
    Table(
        "quy-cach",
        lazy_("Quy cách và giá niêm yết"),
        Variant,
        those_of(Variant.product_id, _products),
    ),
    Table(
        "gia",
        lazy_("Các lần đổi giá"),
        PriceEntry,
        lambda ids: PriceEntry.variant_id.in_(
            select(Variant.id).where(Variant.product_id.in_(_products(ids)))
        ),
    ),
    Table(
        "ma-vach-cu",
        lazy_("Mã vạch đã dùng trước"),
        FormerGtin,
        those_of(FormerGtin.product_id, _products),
    ),
    Table(
        "anh-san-pham",
        lazy_("Ảnh sản phẩm"),
        ProductPicture,
        those_of(ProductPicture.product_id, _products),
    ),
    Table(
        "giay-chung-nhan",
        lazy_("Giấy chứng nhận khác"),
        Certificate,
        those_of(Certificate.producer_id),
    ),
    Table("vung-trong", lazy_("Vùng trồng"), Area, those_of(Area.producer_id)),
    Table(
        "vung-ghi",
        lazy_("Thay đổi thông tin vùng trồng"),
        AreaEntry,
        those_of(AreaEntry.area_id, _areas),
    ),
    Table("vung-diem", lazy_("Vị trí vùng trồng"), AreaPoint, those_of(AreaPoint.area_id, _areas)),
    Table(
        "de-nghi-vung",
        lazy_("Đề nghị đăng ký vùng trồng"),
        AreaProposal,
        those_of(AreaProposal.producer_id),
    ),
    Table(
        "tinh-trang-vung",
        lazy_("Tình trạng mã vùng trồng"),
        AreaStatus,
        those_of(AreaStatus.area_id, _areas),
    ),
    Table("lo", lazy_("Lô hàng"), Batch, those_of(Batch.producer_id)),
    Table("buoc", lazy_("Các bước đã ghi"), Event, those_of(Event.producer_id)),
    Table(
        "buoc-lo", lazy_("Lô vào và ra mỗi bước"), EventFlow, those_of(EventFlow.event_id, _events)
    ),
    Table(
        "buoc-vung",
        lazy_("Thu hoạch từ vùng trồng nào"),
        EventArea,
        those_of(EventArea.event_id, _events),
    ),
    Table(
        "buoc-sai",
        lazy_("Bước đã báo là ghi sai"),
        EventError,
        those_of(EventError.event_id, _events),
    ),
    Table(
        "buoc-vuot",
        lazy_("Bước vượt mức thành phẩm"),
        EventOverride,
        those_of(EventOverride.event_id, _events),
    ),
    Table(
        "xin-vuot",
        lazy_("Xin ghi vượt mức thành phẩm"),
        YieldRequest,
        those_of(YieldRequest.producer_id),
    ),
    Table(
        "anh-buoc",
        lazy_("Ảnh chụp ở các bước"),
        EventPicture,
        those_of(EventPicture.event_id, _events),
    ),
    Table(
        "kiem-nghiem",
        lazy_("Kết quả kiểm nghiệm"),
        TestResult,
        lambda ids: or_(
            TestResult.event_id.in_(_events(ids)), TestResult.batch_id.in_(_batches(ids))
        ),
    ),
    Table(
        "thu-hoi",
        lazy_("Thông báo thu hồi"),
        RecallNotice,
        those_of(RecallNotice.batch_id, _batches),
    ),
    Table(
        "tra-loi-san-luong",
        lazy_("Trả lời về sản lượng"),
        Remark,
        lambda ids: and_(Remark.area_id.in_(_areas(ids)), Remark.kind == RemarkKind.ANSWER),
    ),
    Table("in-tem", lazy_("Tem đã in"), PrintJob, those_of(PrintJob.batch_id, _batches)),
)

LEFT_OUT = {
    "catalog_recognitions": "entered by officers; public at /so-dang-ky and /api/v1/recognitions",
    "catalog_product_successors": "entered by officers: which record of the register went on",
    "trace_epcis_captures": "documents of others; what came of them is in the events",
    "trace_epcis_events": "documents of others; what came of them is in the events",
    "trace_edges": "derived from the events",
    "trace_serials": "digests only; the numbers are in the printed file and nowhere else",
    "trace_passport_pages": "made from the rest",
    "trace_scan_counts": "counted, not entered",
    "trace_problem_reports": "entered by buyers, with their telephone",
}
"""Tables that belong to a producer or a batch and are not given out, with the reason."""

HIDDEN = frozenset(
    {"folded", "register_key", "actor_id", "file", "started_at", "finished_at", "cell"}
)
"""Columns for the program's own use; numbers of accounts (`…_by_id`) are hidden too."""

REFERENCES: dict[str, Any] = {
    "producer_id": Producer.slug,
    "partner_id": Producer.slug,
    "product_id": Product.slug,
    "batch_id": Batch.code,
    "area_id": Area.slug,
}
"""Rows of other tables are named by what people know them by; events keep their number."""
