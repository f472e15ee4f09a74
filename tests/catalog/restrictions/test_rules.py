"""What the law asks, and what keeps goods from being sold."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from catalog.restrictions import rules
from catalog.restrictions.rules import Duty, DutyKind, Licence, LicenceKind, Obstacle

DAY = date(2026, 11, 22)
AGE = Duty(DutyKind.MIN_AGE, 18, None, None, "Luật A", date(2020, 1, 1), None)
LICENSED = replace(AGE, kind=DutyKind.LICENCE, number=55, document="Nghị định B")
WEAK = replace(AGE, kind=DutyKind.BELOW_STRENGTH, number=150, document="Nghị định C")
WORDS = replace(AGE, kind=DutyKind.SENTENCE, number=None, text="Không phải thuốc.")
ALL = [AGE, LICENSED, WEAK]
HELD = Licence(LicenceKind.ALCOHOL, "07", DAY - timedelta(days=9), DAY)


@pytest.mark.parametrize(
    ("strength", "licences", "obstacle"),
    [
        (None, [HELD], Obstacle.STRENGTH_UNKNOWN),
        (150, [HELD], Obstacle.TOO_STRONG),
        (390, [], Obstacle.TOO_STRONG),
        (149, [HELD], None),
        (149, [], Obstacle.NO_LICENCE),
        (55, [], Obstacle.NO_LICENCE),
        (54, [], None),
        (0, [], None),
        (140, [replace(HELD, valid_to=DAY - timedelta(days=1))], Obstacle.NO_LICENCE),
        (140, [replace(HELD, valid_from=DAY + timedelta(days=1))], Obstacle.NO_LICENCE),
        (140, [replace(HELD, valid_to=DAY - timedelta(days=1)), HELD], None),
    ],
)
def test_what_keeps_alcohol_from_being_sold(
    strength: int | None, licences: list[Licence], obstacle: Obstacle | None
) -> None:
    asked = rules.conditions(ALL, strength, licences, DAY)
    assert asked.obstacle == obstacle
    assert asked.min_age == 18
    assert bool(asked.document) == bool(obstacle)


@pytest.mark.parametrize(
    ("duty", "counts"),
    [
        (AGE, True),
        (replace(AGE, valid_from=DAY), True),
        (replace(AGE, valid_from=DAY + timedelta(days=1)), False),
        (replace(AGE, valid_to=DAY), True),
        (replace(AGE, valid_to=DAY - timedelta(days=1)), False),
    ],
)
def test_duties_are_dated(duty: Duty, counts: bool) -> None:
    assert (rules.conditions([duty], None, [], DAY).min_age == 18) is counts


def test_the_highest_age_counts_and_words_stand_alone() -> None:
    asked = rules.conditions([AGE, replace(AGE, number=21, document="Luật D")], None, [], DAY)
    assert (asked.min_age, asked.age_document) == (21, "Luật D")
    asked = rules.conditions([WORDS], None, [], DAY)
    assert asked.sentences == (WORDS,)
    assert asked.obstacle is None
    assert rules.conditions([], None, [], DAY).is_free
