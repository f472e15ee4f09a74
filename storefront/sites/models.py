"""What sellers tell of themselves. Words are plain text, pictures are digests (photos.py)."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from catalog.producers.models import Producer


class Site(Base):
    """A producer's own words. Without a row, or before it is published, the house's page shows."""

    __tablename__ = "store_sites"

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"), unique=True)
    theme: Mapped[str]  # rules.Theme
    greeting: Mapped[str | None]
    story: Mapped[str | None]
    buying: Mapped[str | None]
    directions: Mapped[str | None]
    zalo: Mapped[str | None]  # E.164
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)

    producer: Mapped[Producer] = relationship()
    photos: Mapped[list["SitePhoto"]] = relationship(order_by="(SitePhoto.position, SitePhoto.id)")
    people: Mapped[list["SitePerson"]] = relationship(
        order_by="(SitePerson.position, SitePerson.id)"
    )
    hidings: Mapped[list["SiteHiding"]] = relationship(order_by="SiteHiding.id")


class SitePhoto(Base):
    """A photo with what it shows. The first is the cover."""

    __tablename__ = "store_site_photos"

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("store_sites.id"), index=True)
    position: Mapped[int]
    picture: Mapped[str]
    caption: Mapped[str]


class SitePerson(Base):
    """Somebody who works there and agreed to be shown. Taken down, nothing of it is kept."""

    __tablename__ = "store_site_people"

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("store_sites.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    role: Mapped[str]
    picture: Mapped[str | None]
    agreed_at: Mapped[datetime] = mapped_column(UTCDateTime)  # when the seller said so
    entered_by: Mapped[str]


class SiteHiding(Base):
    """An operator hides a section; the row goes when it is shown again. Acts are in the audit."""

    __tablename__ = "store_site_hidings"
    __table_args__ = (UniqueConstraint("site_id", "section"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("store_sites.id"))
    section: Mapped[str]  # rules.Section
    reason: Mapped[str]
    hidden_by: Mapped[str]
    hidden_at: Mapped[datetime] = mapped_column(UTCDateTime)
