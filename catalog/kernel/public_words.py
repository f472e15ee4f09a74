"""What strangers write for everybody to read: plain words, nothing that leads elsewhere.

Addresses of pages, e-mail addresses and telephone numbers are taken out and said to be.
"""

import re

from catalog.kernel.i18n import _

_LINK = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|vn|info|shop|me|io|top|xyz|ru|cn)\b\S*",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<!\w)(?:\+?84|0)(?:[\s.()/-]*\d){8,10}(?!\d)")
_TAG = re.compile(r"<[^<>]{0,200}>")


def says_something(tidied: str) -> bool:
    """Whether any words are left beside what was hidden."""
    return any(sign.isalpha() for sign in tidied.replace(_("[đã ẩn]"), ""))


def tidy(text: str) -> str:
    """The words without tags, links, addresses and numbers; lines stay lines."""
    plain = _TAG.sub(" ", text)
    plain = _MAIL.sub(_("[đã ẩn]"), plain)
    plain = _LINK.sub(_("[đã ẩn]"), plain)
    plain = _PHONE.sub(_("[đã ẩn]"), plain)
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in plain.split("\n"))
    return "\n".join(lines).strip()
