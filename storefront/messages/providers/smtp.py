"""Mails through the server of SMTP_URL: smtp:// with STARTTLS where offered, smtps:// at once."""

import smtplib
import ssl
from urllib.parse import unquote, urlsplit

from storefront.messages.providers.letter import letter

SECONDS = 20


class Smtp:
    """Sends over one connection a mail. Raises OSError or smtplib.SMTPException."""

    def __init__(self, url: str, host: str) -> None:
        self._parts, self._host = urlsplit(url), host

    def send(self, to: str, subject: str, text: str) -> None:
        with self._connect() as server:
            if self._parts.username:
                server.login(unquote(self._parts.username), unquote(self._parts.password or ""))
            server.send_message(letter(to, subject, text, self._host))

    def _connect(self) -> smtplib.SMTP:
        host = self._parts.hostname or "localhost"
        if self._parts.scheme == "smtps":
            secure = ssl.create_default_context()
            return smtplib.SMTP_SSL(host, self._parts.port or 465, timeout=SECONDS, context=secure)
        server = smtplib.SMTP(host, self._parts.port or 587, timeout=SECONDS)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
        return server
