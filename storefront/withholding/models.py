"""Dated rates, and what was withheld from each order or given back. Lines are append-only."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from catalog.kernel.append_only import keep
from catalog.kernel.db import Base, Dong, UTCDateTime
from storefront.withholding.rules import Activity


class WithholdingRate(Base):
    """A rate of the law from `valid_from` on. Only its last day ever changes."""

    __tablename__ = "store_withholding_rates"
    __table_args__ = (
        CheckConstraint("vat_bp BETWEEN 0 AND 10000", name="vat_possible"),
        CheckConstraint("pit_bp BETWEEN 0 AND 10000", name="pit_possible"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    legal_form: Mapped[str]  # catalog.producers.rules.LegalForm
    activity: Mapped[str] = mapped_column(default=Activity.GOODS.value)
    held: Mapped[str]  # rules.Held
    vat_bp: Mapped[int]
    pit_bp: Mapped[int]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    document: Mapped[str]
    entered_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    is_demo: Mapped[bool] = mapped_column(default=False)


class TaxLine(Base):
    """What was withheld from an order on a day; below zero where it was given back.

    Of its seller for the goods; of who packed the combo it is in for the packing, a service.

    Seller and rate as they were that day: a filing must not change afterwards.
    """

    __tablename__ = "store_tax_lines"

    id: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(unique=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("store_orders.id"), index=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    rate_id: Mapped[int] = mapped_column(ForeignKey("store_withholding_rates.id"))
    activity: Mapped[str] = mapped_column(default=Activity.GOODS.value)
    taxed_on: Mapped[date] = mapped_column(index=True)  # the day in Vietnam
    seller_name: Mapped[str]
    tax_code: Mapped[str | None]
    legal_form: Mapped[str]
    base: Mapped[int] = mapped_column(Dong)
    vat_bp: Mapped[int]
    pit_bp: Mapped[int]
    vat: Mapped[int] = mapped_column(Dong)
    pit: Mapped[int] = mapped_column(Dong)


keep(TaxLine)
