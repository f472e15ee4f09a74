"""What is left of a batch, from what was made, used, sent away and counted."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from traceability.events.rules import Direction, EventKind

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Movement:
    """One line of an event that counts: what it did to the batch, when, and who wrote it."""

    event_id: int
    kind: EventKind
    way: Direction
    quantity: Decimal
    day: date
    by: int | None
    to: int | None = None
    started: date | None = None

    def is_after(self, other: "Movement") -> bool:
        """Later; of one day, entered later."""
        return (self.day, self.event_id) > (other.day, other.event_id)


@dataclass(frozen=True)
class Balance:
    """A batch and all that moved it.

    A count says what is really there from its day on; it never lets more be used than was made.
    """

    owner: int
    declared: Decimal
    movements: tuple[Movement, ...] = ()
    was_made: bool = False  # by an event that may have been declared wrong since

    @property
    def made(self) -> Decimal:
        return self._sum(Direction.OUT)

    @property
    def whole(self) -> Decimal:
        """What was made as far as it is recorded; of what was never made here, what it opened with.

        Once an event has made it, taking that back leaves nothing.
        """
        return self.made if self.made or self.was_made else self.declared

    @property
    def taken(self) -> Decimal:
        return self._sum(Direction.IN)

    @property
    def unused(self) -> Decimal:
        return self.whole - self.taken

    @property
    def last_count(self) -> Movement | None:
        counts = [one for one in self.movements if one.way is Direction.COUNTED]
        return max(counts, key=lambda one: (one.day, one.event_id), default=None)

    @property
    def left(self) -> Decimal:
        """What should be there now."""
        count = self.last_count
        if count is None:
            return self.unused
        return min(self.unused, count.quantity - self._taken_after(count))

    def left_for(self, producer_id: int) -> Decimal:
        """What this producer may use: its own goods but those it sent away, or what it was sent."""
        sent = self._sent()
        if producer_id == self.owner:
            promised = sum((self._owed(to, amount) for to, amount in sent.items()), NOTHING)
            return self.left - promised
        return min(self.left, self._owed(producer_id, sent.get(producer_id, NOTHING)))

    def room(self, producer_id: int, day: date) -> Decimal:
        """How much an event of that day may take: a later count says nothing against it."""
        count = self.last_count
        if count is not None and day < count.day and producer_id == self.owner:
            return self.unused
        return self.left_for(producer_id)

    def book_on(self, day: date) -> Decimal:
        """What should have been there at the end of a day, after the counts before it."""
        until = tuple(one for one in self.movements if one.day <= day)
        return Balance(self.owner, self.whole, _without_makers(until)).left

    def unused_on(self, day: date) -> Decimal:
        return self.whole - sum((one.quantity for one in self._taking() if one.day <= day), NOTHING)

    def taken_since(self, day: date) -> Decimal:
        """What was used on later days, up to the next count."""
        counts = [one.day for one in self.movements if one.way is Direction.COUNTED]
        end = min((one for one in counts if one > day), default=date.max)
        return sum((one.quantity for one in self._taking() if day < one.day < end), NOTHING)

    def _taking(self) -> list[Movement]:
        return [one for one in self.movements if one.way is Direction.IN]

    def _taken_after(self, count: Movement) -> Decimal:
        return sum((one.quantity for one in self._taking() if one.is_after(count)), NOTHING)

    def _sent(self) -> dict[int, Decimal]:
        """How much was shipped to each other producer on the platform."""
        sent: dict[int, Decimal] = {}
        for one in self.movements:
            if one.kind is EventKind.SHIP and one.by == self.owner and one.to not in (None, one.by):
                sent[one.to] = sent.get(one.to, NOTHING) + one.quantity
        return sent

    def _owed(self, producer_id: int, shipped: Decimal) -> Decimal:
        used = sum((one.quantity for one in self._taking() if one.by == producer_id), NOTHING)
        return max(shipped - used, NOTHING)

    def _sum(self, way: Direction) -> Decimal:
        return sum((one.quantity for one in self.movements if one.way is way), NOTHING)


def _without_makers(movements: tuple[Movement, ...]) -> tuple[Movement, ...]:
    return tuple(one for one in movements if one.way is not Direction.OUT)
