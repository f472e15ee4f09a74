"""The outline and the drawing of a trace."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traceability.inspection.rules import BOX, Edge, draw, outline


def edges(*pairs: tuple[int, int]) -> list[Edge]:
    return [Edge(source, target, Decimal(1), "kg") for source, target in pairs]


DIAMOND = edges((1, 2), (1, 3), (2, 4), (3, 4), (4, 5))


@pytest.mark.parametrize(
    ("root", "forward", "told"),
    [
        (1, True, [(2, 1, False), (4, 2, False), (5, 3, False), (3, 1, False), (4, 2, True)]),
        (4, False, [(2, 1, False), (1, 2, False), (3, 1, False), (1, 2, True)]),
        (5, True, []),
    ],
)
def test_a_batch_met_again_is_named_but_not_told_again(
    root: int, forward: bool, told: list[tuple[int, int, bool]]
) -> None:
    lines = outline(root, DIAMOND, forward=forward)
    assert [(one.batch_id, one.depth, one.is_repeat) for one in lines] == told


def test_every_batch_stands_after_what_it_is_made_of() -> None:
    drawing = draw(range(1, 6), DIAMOND)
    x = {one: spot.x for one, spot in drawing.spots.items()}
    assert all(x[edge.source] < x[edge.target] for edge in DIAMOND)
    assert x[2] == x[3]
    assert drawing.curve(DIAMOND[0]).startswith("M")


def test_one_batch_alone_is_one_box() -> None:
    drawing = draw([7], [])
    assert list(drawing.spots) == [7]
    assert drawing.width > BOX[0]


@given(
    st.sets(
        st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(lambda pair: pair[0] < pair[1])
    )
)
def test_no_two_boxes_overlap_and_all_lie_inside(pairs: set[tuple[int, int]]) -> None:
    drawing = draw(range(13), edges(*sorted(pairs)))
    corners = [(spot.x, spot.y) for spot in drawing.spots.values()]
    assert len(set(corners)) == 13
    for number, (x, y) in enumerate(corners):
        assert 0 <= x <= drawing.width - BOX[0]
        assert 0 <= y <= drawing.height - BOX[1]
        for other_x, other_y in corners[number + 1 :]:
            assert abs(x - other_x) >= BOX[0] or abs(y - other_y) >= BOX[1]


def test_a_circle_in_the_rows_does_not_hang() -> None:
    round_about = edges((1, 2), (2, 1))
    assert len(draw([1, 2], round_about).spots) == 2
    assert len(outline(1, round_about, forward=True)) == 2
