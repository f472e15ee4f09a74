"""Ways of reaching a person, how long a text may be on each, and what is shown of a number."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

LONGEST_ZALO = 400
"""A template of Zalo's notification service with its values filled in."""
LONGEST_SMS = 306
"""Two parts of GSM 7-bit text."""
LONGEST_MAIL = 20_000


class Channel(StrEnum):
    """A way out. The order is the order in which they are tried."""

    ZALO = "zalo"
    SMS = "sms"
    MAIL = "mail"


class Kind(StrEnum):
    """What a message is about: the name of its template."""

    CODE = "code"
    ORDER_PLACED = "order_placed"
    ORDER_SHIPPED = "order_shipped"
    ORDER_MOVED = "order_moved"
    ORDER_CUT = "order_cut"
    ORDER_CORRECTED = "order_corrected"
    ORDER_CALLED_OFF = "order_called_off"
    NEWS = "news"  # of something the person asked for
    HELP_BEGUN = "help_begun"
    ACCOUNT_CHANGED = "account_changed"
    PHONE_CHANGING = "phone_changing"
    OWNER_ADDED = "owner_added"
    OWNER_REMOVED = "owner_removed"


class State(StrEnum):
    """How far a message is."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Recipient:
    """Whom to reach. At least one of phone (E.164) and e-mail; the language is the person's."""

    phone: str | None
    email: str | None = None
    language: str = "vi"

    def address(self, channel: Channel) -> str | None:
        return self.email if channel == Channel.MAIL else self.phone


def is_vietnamese(phone: str) -> bool:
    """Zalo and SMS go to numbers of Vietnam only: elsewhere a text may cost what a scheme earns."""
    return phone.startswith("+84")


def fits(channel: Channel, text: str) -> bool:
    """Whether the text, as the channel carries it, is short enough."""
    longest = {Channel.ZALO: LONGEST_ZALO, Channel.SMS: LONGEST_SMS, Channel.MAIL: LONGEST_MAIL}
    return len(text) <= longest[channel]


def as_carried(channel: Channel, text: str) -> str:
    """An SMS goes without accents: with them a part holds 70 signs instead of 153."""
    return plain_letters(text) if channel == Channel.SMS else text


def plain_letters(text: str) -> str:
    """ "Đơn của bạn" as "Don cua ban": case and signs stay, marks go."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    kept = "".join(char for char in bare if not unicodedata.combining(char))
    return kept.replace("₫", "d").replace("“", '"').replace("”", '"').replace("\u00a0", " ")


def masked(address: str | None) -> str:
    """Enough for its owner to recognise: the last three digits, or the first letter and domain."""
    if not address:
        return ""
    if "@" in address:
        name, _at, domain = address.partition("@")
        return f"{name[:1]}•••@{domain}"
    return f"•••\u00a0{address[-3:]}"
