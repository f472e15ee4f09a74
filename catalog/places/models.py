"""Tables of administrative units: two levels since 1 July 2025 (NQ 202/2025/QH15)."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base


class Province(Base):
    """One of the 34 provinces and cities, by its code of QĐ 19/2025/QĐ-TTg."""

    __tablename__ = "catalog_provinces"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    full_name: Mapped[str]
    folded: Mapped[str]
    as_of: Mapped[date]


class Commune(Base):
    """A commune, ward or special zone of today, by its five-digit code."""

    __tablename__ = "catalog_communes"

    code: Mapped[str] = mapped_column(primary_key=True)
    province_code: Mapped[str] = mapped_column(ForeignKey("catalog_provinces.code"), index=True)
    kind: Mapped[str]  # "xã", "phường" or "đặc khu"
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    as_of: Mapped[date]

    province: Mapped[Province] = relationship()

    @property
    def full_name(self) -> str:
        return f"{self.kind[:1].upper()}{self.kind[1:]} {self.name}"


class FormerProvince(Base):
    """A province that was merged away, and the one it belongs to now."""

    __tablename__ = "catalog_former_provinces"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    province_code: Mapped[str] = mapped_column(ForeignKey("catalog_provinces.code"))


class FormerCommune(Base):
    """A commune that was merged, whole or in part, into one of today's.

    `district` is filled only where the source names it; `is_part` says that only a part
    of the old commune went there, so one old name may lead to several new ones.
    """

    __tablename__ = "catalog_former_communes"
    __table_args__ = (Index("ix_catalog_former_communes_name", "folded", "commune_code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    commune_code: Mapped[str] = mapped_column(ForeignKey("catalog_communes.code"), index=True)
    kind: Mapped[str]
    name: Mapped[str]
    folded: Mapped[str]
    district: Mapped[str | None]
    is_part: Mapped[bool] = mapped_column(default=False)

    commune: Mapped[Commune] = relationship()
