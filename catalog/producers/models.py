"""Tables of producers."""

from datetime import date

from sqlalchemy import ForeignKey, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base
from catalog.places.models import Commune, Province


class Producer(Base):
    """A co-operative, household or company. Personal facts of applicants are not kept here.

    `place_text` is the place as its source gave it (old districts stay readable);
    `commune_code` only when it is known for certain.
    """

    __tablename__ = "catalog_producers"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    legal_form: Mapped[str] = mapped_column(default="unknown")  # rules.LegalForm
    province_code: Mapped[str | None] = mapped_column(
        ForeignKey("catalog_provinces.code"), index=True
    )
    commune_code: Mapped[str | None] = mapped_column(ForeignKey("catalog_communes.code"))
    place_text: Mapped[str | None]
    address: Mapped[str | None]
    phone: Mapped[str | None]  # E.164, of the business
    email: Mapped[str | None]
    tax_code: Mapped[str | None]
    registration_number: Mapped[str | None]
    registration_date: Mapped[date | None]
    registration_place: Mapped[str | None]
    representative: Mapped[str | None]
    story: Mapped[str | None]
    # Filled while it may sell: the shop sells only for producers an officer has verified
    # (e-commerce law 122/2025); a suspension empties it.
    verified_on: Mapped[date | None]
    verified_by: Mapped[str | None]
    source: Mapped[str] = mapped_column(default="entered")  # "entered" or "register"
    is_demo: Mapped[bool] = mapped_column(default=False)
    # False: its goods are not shown to buyers. Printed codes answer all the same.
    is_listed: Mapped[bool] = mapped_column(default=True, server_default=true())

    province: Mapped[Province | None] = relationship()
    commune: Mapped[Commune | None] = relationship()
