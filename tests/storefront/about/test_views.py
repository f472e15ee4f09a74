"""The page about the site."""

from tests.factories.catalog import load_rubrics
from tests.visitor import Visitor


def test_it_explains_the_stars_of_the_decision_in_force(visitor: Visitor) -> None:
    load_rubrics()
    page = visitor.get("/gioi-thieu")
    assert page.page == "about"
    assert "Theo Quyết định 26/2026/QĐ-TTg." in page
    assert page.html.count("data-stars=") == 3
    assert "36 tháng" in page


def test_it_says_what_it_knows_without_a_decision(visitor: Visitor) -> None:
    page = visitor.get("/gioi-thieu?lang=en")
    assert "data-stars" not in page
    assert "No tracking" in page


def test_it_touches_no_session(visitor: Visitor) -> None:
    assert "Set-Cookie" not in visitor.raw("/gioi-thieu").headers
