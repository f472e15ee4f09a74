"""Accounts live at the top: below, people are an Actor value."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from catalog.producers.models import Producer


class Account(Base):
    """A person who signs in. `session_epoch` rises when all their sessions must end."""

    __tablename__ = "store_accounts"
    __table_args__ = (
        CheckConstraint("phone IS NOT NULL OR email IS NOT NULL", name="phone_or_email"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    phone: Mapped[str | None] = mapped_column(unique=True)  # E.164
    email: Mapped[str | None] = mapped_column(unique=True)  # lower case
    password_hash: Mapped[str]  # empty: signs in by passkey only
    session_epoch: Mapped[int] = mapped_column(default=1)
    is_active: Mapped[bool] = mapped_column(default=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    signed_in_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    roles: Mapped[list["AccountRole"]] = relationship(back_populates="account")
    memberships: Mapped[list["Membership"]] = relationship(back_populates="account")

    @property
    def has_password(self) -> bool:
        return bool(self.password_hash)


class AccountRole(Base):
    """A role an account holds for the whole platform: rules.ROLES gives its permissions."""

    __tablename__ = "store_account_roles"

    account_id: Mapped[int] = mapped_column(ForeignKey("store_accounts.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)

    account: Mapped[Account] = relationship(back_populates="roles")


class Membership(Base):
    """An account works for a producer, as owner or staff."""

    __tablename__ = "store_memberships"
    __table_args__ = (UniqueConstraint("account_id", "producer_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("store_accounts.id"))
    producer_id: Mapped[int] = mapped_column(ForeignKey("catalog_producers.id"), index=True)
    role: Mapped[str]  # "owner" or "staff"

    account: Mapped[Account] = relationship(back_populates="memberships")
    producer: Mapped[Producer] = relationship()


class SignIn(Base):
    """One browser that is signed in. Only the hash of its token is stored; no address is.

    It counts while `epoch` is the account's, `ended_at` is empty and it is neither idle
    nor older than rules.limits_of allows.
    """

    __tablename__ = "store_sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("store_accounts.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    epoch: Mapped[int]
    device: Mapped[str]  # "Chrome · Android", for its owner to recognise
    # The producer this browser works for now, of those the account is a member of.
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("catalog_producers.id"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    seen_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    account: Mapped[Account] = relationship()
