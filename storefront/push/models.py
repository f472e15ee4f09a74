"""Which browsers want to be told, and where their push service takes messages for them."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.kernel.db import Base, UTCDateTime
from storefront.accounts.models import SignIn


class PushSubscription(Base):
    """One browser of one sign-in; it goes with the sign-in, so nobody is told who is signed out."""

    __tablename__ = "store_push_subscriptions"

    id: Mapped[int] = mapped_column(primary_key=True)
    sign_in_id: Mapped[int] = mapped_column(
        ForeignKey("store_sign_ins.id", ondelete="CASCADE"), index=True
    )
    endpoint: Mapped[str] = mapped_column(unique=True)
    browser_key: Mapped[str]  # p256dh: its public key, 65 bytes in base64url
    secret: Mapped[str]  # auth: 16 bytes in base64url
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    told_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    sign_in: Mapped[SignIn] = relationship()
