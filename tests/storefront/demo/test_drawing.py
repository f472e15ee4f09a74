"""The drawn pictures: each can be drawn, says what it shows, and never changes."""

import hashlib

import pytest

from storefront.demo import sketches
from storefront.demo.drawing.pictures import PICTURES, alt, draw


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_is_a_picture(name):
    image = draw(name, width=120)
    assert image.size == (120, 111)
    colours = image.getcolors(120 * 111)
    assert colours is not None and len(colours) > 500, "something is on it"
    assert alt(name).startswith("Tranh minh họa: ")


@pytest.mark.parametrize("name", ["coffee", "paddies", "loom"])
def test_a_picture_is_the_same_every_time(name):
    first, second = (hashlib.sha256(draw(name, width=200).tobytes()).hexdigest() for _ in range(2))
    assert first == second


def test_no_two_pictures_say_the_same():
    assert len({alt(name) for name in PICTURES}) == len(PICTURES)


def test_pictures_are_made_ready_by_helpers(tmp_path):
    told: list[tuple[int, int]] = []
    names = ["honey", "coffee", "honey"]
    first = sketches.prepare(tmp_path, names, 200, lambda *said: told.append(said))
    assert sorted(first) == ["coffee", "honey"]
    assert told == [(1, 2), (2, 2)]
    assert len(list(tmp_path.rglob("*.webp"))) == 6
