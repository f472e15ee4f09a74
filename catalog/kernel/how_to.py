"""A task told in a few plain steps. Each feature tells its own in how_to.py, so that its words
and their English stand with it; storefront/guides shows them beside the task and all together.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class HowTo:
    """`key` is the feature and the task. `beside`: the pages it stands on, endpoints or whole
    blueprints; `page`: where the task begins.
    """

    key: str
    title: Any
    steps: tuple[Any, ...]
    beside: tuple[str, ...]
    page: str
