"""Mail as the last way out."""

import smtplib
from typing import Protocol

from storefront.messages.providers.base import Letter, Unavailable
from storefront.messages.rules import Channel


class Mailer(Protocol):
    """Sends plain text, or raises what its way of sending raises."""

    def send(self, to: str, subject: str, text: str) -> None: ...


class Mail:
    """A mailer as a gateway."""

    channel = Channel.MAIL

    def __init__(self, mailer: Mailer) -> None:
        self._mailer = mailer

    def send(self, letter: Letter) -> None:
        try:
            self._mailer.send(letter.to, letter.subject, letter.text)
        except (OSError, smtplib.SMTPException) as error:
            raise Unavailable(str(error)) from error
