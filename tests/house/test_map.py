"""The map shows the code as it is."""

from flask import Flask

from storefront.map import FILE, whole_map


def test_the_map_is_up_to_date(app: Flask) -> None:
    text = FILE.read_text("utf-8")
    assert whole_map(app, text) == text, "run `ocop map`"


def test_what_people_wrote_around_the_made_part_stays(app: Flask) -> None:
    made = whole_map(app, FILE.read_text("utf-8").replace("# Map", "# Where things are"))
    assert made.startswith("# Where things are")
    assert "## Words" in made
