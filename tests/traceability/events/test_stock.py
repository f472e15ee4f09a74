"""What is left of a batch after all that moved it."""

from datetime import date
from decimal import Decimal

import pytest

from traceability.events.rules import Direction, EventKind
from traceability.events.stock import Balance, Movement

OWNER, BUYER, OTHER = 1, 2, 3
KINDS = {
    "out": EventKind.PROCESS,
    "in": EventKind.PACK,
    "counted": EventKind.COUNT,
    "seen": EventKind.SHIP,
}


def balance(*lines: str, declared: int = 100) -> Balance:
    """Lines such as "in 30 on 5 by 2" in the order of entry; "seen 40 on 3 to 2" is shipped."""
    movements = []
    for number, line in enumerate(lines, start=1):
        way, quantity, _, day, *rest = line.split()
        said = dict(zip(rest[::2], rest[1::2], strict=True))
        movements.append(
            Movement(
                number,
                KINDS[way],
                Direction(way),
                Decimal(quantity),
                date(2026, 11, int(day)),
                int(said.get("by", OWNER)),
                int(said["to"]) if "to" in said else None,
            )
        )
    return Balance(OWNER, Decimal(declared), tuple(movements))


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        ([], 100),
        (["in 30 on 5"], 70),
        (["out 60 on 1"], 60),  # what is recorded as made counts, not what was declared
        (["out 60 on 1", "out 20 on 2", "in 50 on 3"], 30),
        (["in 30 on 5", "counted 60 on 6"], 60),
        (["in 30 on 5", "counted 60 on 6", "in 10 on 7"], 50),
        # Entered later but done before the count: the count has seen it.
        (["counted 60 on 6", "in 30 on 5"], 60),
        (["counted 0 on 6"], 0),
        # Found again, but never more than was made.
        (["counted 50 on 6", "counted 90 on 8"], 90),
        (["counted 100 on 6", "in 40 on 5"], 60),
        (["seen 40 on 3"], 100),
    ],
)
def test_left(lines: list[str], left: int) -> None:
    assert balance(*lines).left == left


@pytest.mark.parametrize(
    ("lines", "owner", "buyer"),
    [
        ([], 100, 0),
        (["seen 40 on 3 to 2"], 60, 40),
        (["seen 40 on 3 to 2", "in 10 on 4 by 2"], 60, 30),
        (["seen 40 on 3 to 2", "in 60 on 4"], 0, 40),
        (["seen 40 on 3 to 3", "in 40 on 4 by 3"], 60, 0),
    ],
)
def test_what_was_sent_away_is_the_receivers(lines: list[str], owner: int, buyer: int) -> None:
    found = balance(*lines)
    assert (found.left_for(OWNER), found.left_for(BUYER)) == (owner, buyer)


def test_the_book_of_a_day_knows_nothing_later() -> None:
    found = balance("out 100 on 1", "in 30 on 5", "in 20 on 9")
    assert found.book_on(date(2026, 11, 4)) == 100
    assert found.book_on(date(2026, 11, 5)) == 70
    assert found.taken_since(date(2026, 11, 5)) == 20
    assert found.unused_on(date(2026, 11, 5)) == 70
    assert found.room(OWNER, date(2026, 11, 2)) == 50


def test_an_older_day_is_not_held_to_a_later_count() -> None:
    found = balance("counted 20 on 9")
    assert found.room(OWNER, date(2026, 11, 5)) == 100
    assert found.room(OWNER, date(2026, 11, 9)) == 20
