"""A number on its way to an account."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from storefront.accounts.models import Account


class PhoneChange(Base):
    """Waits until `due_at`; of one account only one does. `phone` is empty once it is over.

    `sign_in_id` is the browser it was asked in, which stays signed in; of a lost phone it is
    empty, and `entered_at` says when the person came in again by the new number.
    """

    __tablename__ = "store_phone_changes"
    __table_args__ = (
        Index(
            "uq_store_phone_changes_waiting",
            "account_id",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("store_accounts.id"), index=True)
    kind: Mapped[str]  # rules.Kind
    phone: Mapped[str | None]  # the new one, E.164
    sign_in_id: Mapped[int | None]
    seen: Mapped[str | None]  # rules.Seen
    note: Mapped[str | None]
    asked_by: Mapped[str]
    asked_by_id: Mapped[int | None]
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    state: Mapped[str] = mapped_column(index=True)  # rules.State
    closed_by: Mapped[str | None]
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    entered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    account: Mapped[Account] = relationship()
