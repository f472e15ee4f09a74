"""Who may act for which household, and in which browser somebody does so just now."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from catalog.producers.models import Producer
from storefront.accounts.models import Account


class HelpConsent(Base):
    """A household agreed that a person acts for it: for what, from when to when, how it said so."""

    __tablename__ = "store_help_consents"

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("store_accounts.id"), index=True)
    scope: Mapped[str]  # rules.Scope
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    how: Mapped[str]  # rules.How
    note: Mapped[str | None]  # the paper that was seen
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_by: Mapped[str | None]

    producer: Mapped[Producer] = relationship()
    account: Mapped[Account] = relationship()


class HelpTurn(Base):
    """This browser acts for the household of a consent. The sign-in itself may be forgotten first,
    so its number is no foreign key."""

    __tablename__ = "store_help_turns"

    sign_in_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    consent_id: Mapped[int] = mapped_column(ForeignKey("store_help_consents.id"))
    begun_at: Mapped[datetime] = mapped_column(UTCDateTime)

    consent: Mapped[HelpConsent] = relationship()
