"""The style guide draws every component: a sample that lacks what a component shows breaks it."""

import pytest

from tests.visitor import Visitor


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_component_is_drawn(visitor: Visitor, language: str) -> None:
    assert 'data-page="styleguide"' in visitor.raw(f"/bang-thanh-phan?lang={language}").text
