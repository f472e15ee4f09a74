"""The rubric of each decision as dated data: groups, sets, star bands, deadlines."""

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base


class Rubric(Base):
    """One decision on how products are scored and recognised. Never edited once in force."""

    __tablename__ = "catalog_rubrics"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)  # "26/2026/QĐ-TTg"
    title: Mapped[str]
    effective_from: Mapped[date]
    effective_to: Mapped[date | None]
    # Deadlines of the decision; empty where its text is not known to us.
    validity_months: Mapped[int | None]
    validity_basis: Mapped[str | None]
    window_opens_days: Mapped[int | None]  # days before expiry
    window_closes_days: Mapped[int | None]
    window_basis: Mapped[str | None]
    grace_days: Mapped[int | None]  # days after expiry, transition only
    grace_basis: Mapped[str | None]

    bands: Mapped[list["StarBand"]] = relationship(order_by="StarBand.stars")
    groups: Mapped[list["ProductGroup"]] = relationship(order_by="ProductGroup.number")


class StarBand(Base):
    """From how many points a product earns how many stars, and who recognises it."""

    __tablename__ = "catalog_star_bands"
    __table_args__ = (UniqueConstraint("rubric_id", "stars"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    rubric_id: Mapped[int] = mapped_column(ForeignKey("catalog_rubrics.id"))
    stars: Mapped[int]
    points_from: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    issuer_level: Mapped[str | None]  # "province", "central", "district"; None: no recognition
    recognised_by: Mapped[str | None]


class ProductGroup(Base):
    """One of the six groups (ngành) of a decision."""

    __tablename__ = "catalog_product_groups"
    __table_args__ = (UniqueConstraint("rubric_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    rubric_id: Mapped[int] = mapped_column(ForeignKey("catalog_rubrics.id"))
    number: Mapped[int]
    name: Mapped[str]
    name_en: Mapped[str]
    slug: Mapped[str]

    sets: Mapped[list["ProductSet"]] = relationship(
        back_populates="group", order_by="ProductSet.number"
    )


class ProductSet(Base):
    """One of the 26 sets (bộ sản phẩm) of a decision."""

    __tablename__ = "catalog_product_sets"
    __table_args__ = (UniqueConstraint("rubric_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    rubric_id: Mapped[int] = mapped_column(ForeignKey("catalog_rubrics.id"))
    group_id: Mapped[int] = mapped_column(ForeignKey("catalog_product_groups.id"), index=True)
    number: Mapped[int]
    name: Mapped[str]
    name_en: Mapped[str]
    managing_agency: Mapped[str]

    group: Mapped[ProductGroup] = relationship(back_populates="sets")
