"""Seeds of tests that leave to chance what happens."""

import pytest
from _pytest.mark.structures import ParameterSet

AGAIN = 20
"""How many of them are played again on PostgreSQL: the rest would tell what these have told."""


def seeds(count: int) -> list[ParameterSet]:
    """The first numbers, for `parametrize`."""
    return [
        pytest.param(seed, marks=() if seed < AGAIN else pytest.mark.once) for seed in range(count)
    ]
