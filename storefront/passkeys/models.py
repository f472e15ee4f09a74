"""Public keys of people's devices, and the challenges that wait for an answer."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from storefront.accounts.models import Account


class Passkey(Base):
    """A credential that one device (or one password manager) keeps for an account."""

    __tablename__ = "store_passkeys"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("store_accounts.id"), index=True)
    credential_id: Mapped[str] = mapped_column(unique=True)  # base64url
    public_key: Mapped[bytes] = mapped_column(LargeBinary)  # COSE
    sign_count: Mapped[int]
    device: Mapped[str]  # where it was made, for its owner to recognise
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    account: Mapped[Account] = relationship()


class PasskeyChallenge(Base):
    """Asked of a device once. The row goes with the answer, so no answer counts twice."""

    __tablename__ = "store_passkey_challenges"

    challenge: Mapped[str] = mapped_column(primary_key=True)  # base64url
    # Empty: asked at sign-in, of whoever comes.
    account_id: Mapped[int | None] = mapped_column(ForeignKey("store_accounts.id"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
