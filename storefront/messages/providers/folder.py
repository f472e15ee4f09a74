"""Mails as files: what a machine without SMTP_URL does, and what tests read."""

from pathlib import Path
from uuid import uuid4

from storefront.messages.providers.letter import letter


class Folder:
    """Writes one .eml file a mail; whole or not at all."""

    def __init__(self, folder: Path, host: str) -> None:
        self._folder, self._host = folder, host

    def send(self, to: str, subject: str, text: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = uuid4().hex
        fresh = self._folder / f".{name}"
        fresh.write_bytes(letter(to, subject, text, self._host).as_bytes())
        fresh.replace(self._folder / f"{name}.eml")
