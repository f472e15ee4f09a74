"""A point is read as people write it, checked, and shown to nobody but as a cell."""

from decimal import Decimal
from math import cos, hypot, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traceability.areas.cells import (
    KM_PER_DEGREE,
    Cell,
    Point,
    may_be_shown,
    read_cell,
    read_point,
)
from traceability.areas.drawing import HEIGHT, WIDTH, draw

LATITUDES = st.decimals("8.40000", "23.40000", places=5)
LONGITUDES = st.decimals("102.20000", "109.50000", places=5)


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("10.0312, 105.7821", ("10.0312", "105.7821")),
        ("10.0312,105.7821", ("10.0312", "105.7821")),
        ("10.0312 105.7821", ("10.0312", "105.7821")),
        ("10,0312; 105,7821", ("10.0312", "105.7821")),
        ("10,0312 105,7821", ("10.0312", "105.7821")),
        ("(10.03124999, 105.78210001)", ("10.03125", "105.7821")),
        ("10.0312°, 105.7821°", ("10.0312", "105.7821")),
        ("10, 106", ("10", "106")),
        ("10,0312", None),
        ("10°01'52\"N 105°46'55\"E", None),
        ("vườn ông Sáu", None),
        ("1e9, 105", None),
        ("٣.٥, ١٠٥", None),
        ("10.0312, 105.7821, 3", None),
    ],
)
def test_a_point_is_read_as_a_phone_shows_it(text: str, point: tuple[str, str] | None) -> None:
    found = read_point(text)
    assert found == (Point(Decimal(point[0]), Decimal(point[1])) if point else None)


@pytest.mark.parametrize(
    ("latitude", "longitude", "inside"),
    [
        ("10.03", "105.78", True),  # Cần Thơ
        ("23.36", "105.32", True),  # Lũng Cú
        ("8.56", "104.84", True),  # Đất Mũi
        ("16.53", "111.61", True),  # Hoàng Sa
        ("8.64", "111.92", True),  # Trường Sa
        ("105.78", "10.03", False),
        ("13.75", "100.50", False),  # Bangkok
        ("0", "0", False),
        ("-10.03", "105.78", False),
    ],
)
def test_only_points_in_vietnam_are_taken(latitude: str, longitude: str, inside: bool) -> None:
    assert Point(Decimal(latitude), Decimal(longitude)).is_in_vietnam is inside


def test_a_point_turned_round_is_known_as_one() -> None:
    assert Point(Decimal("105.78"), Decimal("10.03")).is_turned_round
    assert not Point(Decimal("13.75"), Decimal("100.50")).is_turned_round


@given(LATITUDES, LONGITUDES)
def test_a_cell_holds_its_point_and_tells_no_more(latitude: Decimal, longitude: Decimal) -> None:
    cell = Point(latitude, longitude).cell
    assert cell.latitude % Decimal("0.05") == cell.longitude % Decimal("0.05") == 0
    assert read_cell(cell.name) == cell
    north = float(latitude - cell.latitude) * KM_PER_DEGREE
    east = float(longitude - cell.longitude) * KM_PER_DEGREE * cos(radians(float(cell.latitude)))
    assert hypot(north, east) <= cell.radius_km + 0.01


@given(LATITUDES, LONGITUDES)
def test_the_drawing_stays_on_its_sheet(latitude: Decimal, longitude: Decimal) -> None:
    drawing = draw(Point(latitude, longitude).cell)
    assert 5 <= len(drawing.meridians) <= 7
    assert 3 <= len(drawing.parallels) <= 6
    assert all(0 <= line.at <= WIDTH for line in drawing.meridians)
    assert all(0 <= line.at <= HEIGHT for line in drawing.parallels)
    assert 15 < drawing.radius < 30
    assert drawing.radius_km == 4


def test_the_same_drawing_for_all_points_of_a_cell() -> None:
    one, other = (Point(Decimal(at), Decimal("105.76")).cell for at in ("10.03", "10.07"))
    assert one == other == Cell(Decimal("10.05"), Decimal("105.75"))
    assert draw(one) == draw(other)


@pytest.mark.parametrize(("growers", "shown"), [(0, False), (4, False), (5, True), (200, True)])
def test_fewer_than_five_growers_are_not_shown(growers: int, shown: bool) -> None:
    assert may_be_shown(growers) is shown
