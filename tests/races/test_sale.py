"""Many buyers at one shelf, in several processes: exactly what is there is sold, once each.

The full figure, a thousand buyers for a hundred units, is `bin/bench buyers`.
"""

from dataclasses import replace

from flask import Flask

from benchmarks.buyers import look, prepare
from benchmarks.sale import hold

BUYERS, UNITS = 48, 12


def test_exactly_what_is_there_is_sold_to_who_taps_twice(shop: Flask) -> None:
    sold = hold(prepare(shop, BUYERS, UNITS))
    outcome = look(sold, UNITS)
    assert outcome.is_exact(UNITS), outcome
    assert len(sold.answers) == 2 * BUYERS


def test_also_while_workers_are_killed_and_buyers_tap_again(shop: Flask) -> None:
    sold = hold(replace(prepare(shop, BUYERS, UNITS), kill_every=0.1, most_kills=10))
    outcome = look(sold, UNITS)
    assert outcome.is_exact(UNITS), outcome
    assert len(sold.answers) == 2 * BUYERS
    assert sold.kills


def test_with_the_guards_off_more_is_sold_than_there_is(shop: Flask) -> None:
    """Negative control: no lock, no condition and no key, and everybody has looked first."""
    outcome = look(hold(replace(prepare(shop, BUYERS, UNITS), carelessly=True)), UNITS)
    assert outcome.oversold > 0
    assert outcome.doubled > 0
    assert outcome.discrepancies
