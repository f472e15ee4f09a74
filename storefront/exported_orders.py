"""What sellers sold, taken along: orders and their parcels, without who bought; the shop's fee."""

from sqlalchemy import Select, and_, select

from catalog.kernel.i18n import lazy_
from storefront.carriers.models import Booking
from storefront.commission.models import CommissionCut, CommissionLine, CommissionReturn
from storefront.orders.models import (
    AmendedLine,
    Amendment,
    LineChange,
    Order,
    OrderChange,
    OrderDiscount,
    OrderLine,
    Parcel,
    ParcelEvent,
)
from traceability.exports.tables import Ids, Table, those_of


def _orders(ids: Ids) -> Select[int]:
    return select(Order.id).where(Order.producer_id.in_(ids))


def _amendments(ids: Ids) -> Select[int]:
    return select(Amendment.id).where(Amendment.order_id.in_(_orders(ids)))


def _parcels(ids: Ids) -> Select[int]:
    return select(Parcel.id).where(Parcel.order_id.in_(_orders(ids)))


def _commission(ids: Ids) -> Select[int]:
    return select(CommissionLine.id).where(CommissionLine.order_id.in_(_orders(ids)))


ORDERS = (
    Table("don-hang", lazy_("Đơn đã bán, không có người mua"), Order, those_of(Order.producer_id)),
    Table(
        "don-hang-dong",
        lazy_("Hàng trong mỗi đơn"),
        OrderLine,
        those_of(OrderLine.order_id, _orders),
    ),
    Table(
        "don-hang-giam",
        lazy_("Tiền giảm trong mỗi đơn, ai chịu"),
        OrderDiscount,
        those_of(OrderDiscount.order_id, _orders),
    ),
    Table(
        "don-hang-buoc",
        lazy_("Các bước cơ sở đã làm với đơn"),
        OrderChange,
        # What a buyer did carries the buyer's name.
        lambda ids: and_(OrderChange.order_id.in_(_orders(ids)), OrderChange.by == "seller"),
    ),
    Table(
        "don-hang-doi-lo",
        lazy_("Lô đã đổi trong đơn"),
        LineChange,
        those_of(LineChange.order_id, _orders),
    ),
    Table(
        "don-hang-bot-them",
        lazy_("Lần cơ sở bớt hoặc thêm món trong đơn"),
        Amendment,
        # What a buyer did carries the buyer's name.
        lambda ids: and_(Amendment.order_id.in_(_orders(ids)), Amendment.by == "seller"),
    ),
    Table(
        "don-hang-bot-them-dong",
        lazy_("Hàng đã bớt hoặc thêm"),
        AmendedLine,
        those_of(AmendedLine.amendment_id, _amendments),
    ),
    Table(
        "kien-hang", lazy_("Kiện hàng và mã của kiện"), Parcel, those_of(Parcel.order_id, _orders)
    ),
    Table(
        "goi-giao-hang",
        lazy_("Các lần gọi bên giao hàng"),
        Booking,
        those_of(Booking.order_id, _orders),
    ),
    Table(
        "kien-hang-hanh-trinh",
        lazy_("Hành trình của kiện hàng"),
        ParcelEvent,
        those_of(ParcelEvent.parcel_id, _parcels),
    ),
    Table(
        "phi-san",
        lazy_("Phí sàn của mỗi dòng hàng"),
        CommissionLine,
        those_of(CommissionLine.order_id, _orders),
    ),
    Table(
        "phi-san-bot",
        lazy_("Phí sàn bớt theo món"),
        CommissionCut,
        those_of(CommissionCut.commission_line_id, _commission),
    ),
    Table(
        "phi-san-tra-lai",
        lazy_("Phí sàn đã trả lại"),
        CommissionReturn,
        those_of(CommissionReturn.commission_line_id, _commission),
    ),
)
