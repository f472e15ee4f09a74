"""Dated rules, what each order line was charged by them, and what was given back."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from catalog.kernel.append_only import keep
from catalog.kernel.db import Base, Dong, UTCDateTime


class CommissionRule(Base):
    """What the platform takes. Only its place in the order and its last day ever change."""

    __tablename__ = "store_commission_rules"
    __table_args__ = (
        CheckConstraint("percent_bp BETWEEN 0 AND 10000", name="percent_possible"),
        CheckConstraint("vat_bp BETWEEN 0 AND 10000", name="vat_possible"),
        CheckConstraint("flat_per_unit >= 0 AND floor >= 0", name="amounts_not_negative"),
        CheckConstraint("cap IS NULL OR cap >= floor", name="cap_above_floor"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    name: Mapped[str]
    scope: Mapped[str]  # rules.Scope
    scope_value: Mapped[str | None]
    percent_bp: Mapped[int]
    flat_per_unit: Mapped[int] = mapped_column(Dong)
    floor: Mapped[int] = mapped_column(Dong)
    cap: Mapped[int | None] = mapped_column(Dong)
    vat_bp: Mapped[int]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    source: Mapped[str]
    entered_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    is_demo: Mapped[bool] = mapped_column(default=False)


class CommissionLine(Base):
    """The fee on an order line as it was when the order was placed. Never changed."""

    __tablename__ = "store_commission_lines"
    __table_args__ = (CheckConstraint("fee >= 0 AND vat >= 0", name="amounts_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("store_orders.id"), index=True)
    order_line_id: Mapped[int] = mapped_column(ForeignKey("store_order_lines.id"), unique=True)
    rule_id: Mapped[int | None] = mapped_column(ForeignKey("store_commission_rules.id"))
    rule_name: Mapped[str | None]
    base: Mapped[int] = mapped_column(Dong)
    percent_bp: Mapped[int]
    flat_per_unit: Mapped[int] = mapped_column(Dong)
    vat_bp: Mapped[int]
    fee: Mapped[int] = mapped_column(Dong)
    vat: Mapped[int] = mapped_column(Dong)


class CommissionCut(Base):
    """What of a line's frozen fee fell away with units that left the order before its delivery.

    Appended, never changed.
    """

    __tablename__ = "store_commission_cuts"
    __table_args__ = (
        UniqueConstraint("commission_line_id", "document"),
        CheckConstraint("fee >= 0 AND vat >= 0", name="amounts_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    commission_line_id: Mapped[int] = mapped_column(
        ForeignKey("store_commission_lines.id"), index=True
    )
    document: Mapped[str]
    fee: Mapped[int] = mapped_column(Dong)
    vat: Mapped[int] = mapped_column(Dong)


class CommissionReturn(Base):
    """What of a line's fee was given back with money of the buyer. Appended, never changed."""

    __tablename__ = "store_commission_returns"
    __table_args__ = (
        UniqueConstraint("commission_line_id", "document"),
        CheckConstraint("fee >= 0 AND vat >= 0", name="amounts_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    commission_line_id: Mapped[int] = mapped_column(
        ForeignKey("store_commission_lines.id"), index=True
    )
    document: Mapped[str]
    fee: Mapped[int] = mapped_column(Dong)
    vat: Mapped[int] = mapped_column(Dong)


keep(CommissionLine)
keep(CommissionCut)
keep(CommissionReturn)
