"""What a way out must do. A partner whose documents cannot be read is left out, not guessed."""

from dataclasses import dataclass
from typing import Protocol

from storefront.messages.rules import Channel, Kind


class Unreachable(Exception):
    """This way cannot reach this person: the next is tried."""


class Unavailable(Exception):
    """The partner does not answer just now: the next is tried, and if none goes, this one later."""


@dataclass(frozen=True)
class Letter:
    """A message as a channel carries it; `kind` and `values` are its template, filled in."""

    key: str
    kind: Kind
    to: str
    subject: str
    text: str
    values: dict[str, str]


class Gateway(Protocol):
    """Sends over one channel, or raises Unreachable or Unavailable.

    The same `key` again is not delivered again.
    """

    @property
    def channel(self) -> Channel: ...

    def send(self, letter: Letter) -> None: ...
