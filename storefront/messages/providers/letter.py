"""A mail as it goes over the wire (RFC 5322)."""

from email.message import EmailMessage
from email.utils import formatdate, make_msgid


def letter(to: str, subject: str, text: str, host: str) -> EmailMessage:
    """Plain UTF-8 text from khong-tra-loi@host. Raises ValueError for a line break in a head."""
    bare = host.partition(":")[0]
    mail = EmailMessage()
    mail["From"] = f"khong-tra-loi@{bare}"
    mail["To"] = to
    mail["Subject"] = subject
    mail["Date"] = formatdate()
    mail["Message-ID"] = make_msgid(domain=bare)
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no machine answers it
    mail.set_content(text)
    return mail
