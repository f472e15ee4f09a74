"""Telephones that do not exist: each text is a file in DATA_DIR/messages.

As the real ones do, the fake knows a key again, refuses what is too long for its channel, and
reaches no number abroad. Numbers that end in 0 have no Zalo.
"""

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from catalog.kernel import clock
from storefront.messages import rules
from storefront.messages.providers.base import Letter, Unreachable
from storefront.messages.rules import Channel


@dataclass(frozen=True)
class Text:
    """A text that arrived."""

    key: str
    channel: str
    to: str
    text: str
    at: datetime


class FakePhones:
    """Writes one file a text; whole or not at all."""

    def __init__(self, channel: Channel, data_dir: Path) -> None:
        self.channel, self._folder = channel, folder_in(data_dir)

    def send(self, letter: Letter) -> None:
        if not rules.is_vietnamese(letter.to):
            raise Unreachable("number abroad")
        if not rules.fits(self.channel, letter.text):
            raise Unreachable(f"too long: {len(letter.text)}")
        if self.channel == Channel.ZALO and letter.to.endswith("0"):
            raise Unreachable("no such user")
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = hashlib.sha256(f"{self.channel}\n{letter.key}".encode()).hexdigest()
        if (self._folder / f"{name}.json").exists():
            return
        fresh = self._folder / f".{name}.{os.getpid()}"
        row = {"key": letter.key, "channel": self.channel, "to": letter.to, "text": letter.text}
        fresh.write_text(json.dumps({**row, "at": clock.now().isoformat()}), "utf-8")
        fresh.replace(self._folder / f"{name}.json")


def folder_in(data_dir: Path) -> Path:
    return data_dir / "messages"


def list_texts(data_dir: Path, at_most: int = 200) -> list[Text]:
    """What arrived, newest first."""
    texts = [_read(file) for file in folder_in(data_dir).glob("*.json")]
    return sorted(texts, key=lambda one: one.at, reverse=True)[:at_most]


def _read(file: Path) -> Text:
    row = json.loads(file.read_text("utf-8"))
    return Text(**{**row, "at": datetime.fromisoformat(row["at"])})
