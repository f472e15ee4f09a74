"""Wholesale steps; promotions, the codes that open them, and who has used them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, Dong, UTCDateTime


class PriceStep(Base):
    """From `from_units` on one costs `price`, from `since` to `ended_at`. Ended, never edited."""

    __tablename__ = "store_price_steps"
    __table_args__ = (
        CheckConstraint("from_units > 1", name="units_several"),
        CheckConstraint("price > 0", name="price_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("catalog_variants.id"), index=True)
    from_units: Mapped[int]
    price: Mapped[int] = mapped_column(Dong)
    since: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    entered_by: Mapped[str]


class Promotion(Base):
    """What is taken off, from when to when. Only its end, `used` and its codes ever change.

    `producer_id` None: the operator's. `platform_bp` of what it takes off is paid by the platform,
    the rest by the seller of the goods.
    """

    __tablename__ = "store_promotions"
    __table_args__ = (
        CheckConstraint("percent_bp BETWEEN 0 AND 10000", name="percent_possible"),
        CheckConstraint("platform_bp BETWEEN 0 AND 10000", name="share_possible"),
        CheckConstraint("amount >= 0 AND minimum >= 0", name="amounts_not_negative"),
        CheckConstraint("cap IS NULL OR cap > 0", name="cap_positive"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="days_in_order"),
        CheckConstraint(
            "used >= 0 AND (max_uses IS NULL OR used <= max_uses)", name="not_used_too_often"
        ),
        CheckConstraint("producer_id IS NULL OR platform_bp = 0", name="sellers_pay_their_own"),
        Index("ix_store_promotions_running", "ends_on", "starts_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    name: Mapped[str]
    kind: Mapped[str]  # rules.terms.Kind
    percent_bp: Mapped[int] = mapped_column(default=0)
    amount: Mapped[int] = mapped_column(Dong, default=0)
    minimum: Mapped[int] = mapped_column(Dong, default=0)
    cap: Mapped[int | None] = mapped_column(Dong)
    scope: Mapped[str]  # rules.terms.Scope
    is_automatic: Mapped[bool]
    is_first_order_only: Mapped[bool] = mapped_column(default=False)
    platform_bp: Mapped[int]
    # The paper in which sellers agreed to pay a part of the operator's promotion.
    agreement: Mapped[str | None]
    max_uses: Mapped[int | None]
    uses_per_phone: Mapped[int | None]
    used: Mapped[int] = mapped_column(default=0)  # counted only where there is a most
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    stopped_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # at once, before its day
    entered_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    is_demo: Mapped[bool] = mapped_column(default=False)

    targets: Mapped[list["PromotionTarget"]] = relationship(order_by="PromotionTarget.id")
    vouchers: Mapped[list["Voucher"]] = relationship(
        back_populates="promotion", order_by="Voucher.id"
    )


class PromotionTarget(Base):
    """A seller, or a product, whose goods a promotion is for."""

    __tablename__ = "store_promotion_targets"
    __table_args__ = (
        CheckConstraint("(producer_id IS NULL) != (product_id IS NULL)", name="one_of_both"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    promotion_id: Mapped[int] = mapped_column(ForeignKey("store_promotions.id"), index=True)
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("catalog_producers.id"))
    product_id: Mapped[int | None] = mapped_column(ForeignKey("catalog_products.id"))


class Voucher(Base):
    """A code that opens a promotion; `phone`: only for who orders with it."""

    __tablename__ = "store_vouchers"
    __table_args__ = (
        CheckConstraint(
            "used >= 0 AND (max_uses IS NULL OR used <= max_uses)", name="not_used_too_often"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    promotion_id: Mapped[int] = mapped_column(ForeignKey("store_promotions.id"), index=True)
    code: Mapped[str] = mapped_column(unique=True)
    phone: Mapped[str | None]  # E.164
    max_uses: Mapped[int | None]
    used: Mapped[int] = mapped_column(default=0)  # counted only where there is a most

    promotion: Mapped[Promotion] = relationship(back_populates="vouchers")


class PromotionPhone(Base):
    """How often a promotion with a most per phone was used from one."""

    __tablename__ = "store_promotion_phones"
    __table_args__ = (
        UniqueConstraint("promotion_id", "phone"),
        CheckConstraint("used >= 0", name="used_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    promotion_id: Mapped[int] = mapped_column(ForeignKey("store_promotions.id"))
    phone: Mapped[str]
    used: Mapped[int] = mapped_column(default=0)


class PromotionUse(Base):
    """A purchase that used a promotion, by its number; given back when all of it is called off."""

    __tablename__ = "store_promotion_uses"
    __table_args__ = (UniqueConstraint("reference", "promotion_id", "voucher_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    promotion_id: Mapped[int] = mapped_column(ForeignKey("store_promotions.id"), index=True)
    voucher_id: Mapped[int | None] = mapped_column(ForeignKey("store_vouchers.id"))
    phone_id: Mapped[int | None] = mapped_column(ForeignKey("store_promotion_phones.id"))
    reference: Mapped[str]
    taken_at: Mapped[datetime] = mapped_column(UTCDateTime)
    given_back_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
