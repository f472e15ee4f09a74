"""Sizes: whole printer dots, never under a retail label's module, never wider than a jar bears."""

from decimal import Decimal

import pytest

from traceability.labels import rules
from traceability.labels.rules import SHEETS, DoesNotFit, Unfit, fit


@pytest.mark.parametrize("sheet", ["a4-24", "a4-21", "roll-58"])
@pytest.mark.parametrize("dpi", rules.DOTS)
@pytest.mark.parametrize("modules", [25, 29, 33, 37])
def test_a_module_is_whole_dots_and_large_enough(modules: int, dpi: int, sheet: str) -> None:
    size = fit(modules, SHEETS[sheet], dpi)
    assert size.module / (25.4 / dpi) == pytest.approx(size.dots)
    assert size.module >= rules.LEAST_MODULE
    assert size.side == pytest.approx(modules * size.module)
    room = SHEETS[sheet].label_height - 2 * SHEETS[sheet].inset_y
    assert size.block + rules.LINE <= room + 1e-6


@pytest.mark.parametrize(
    ("modules", "dpi", "sheet", "dots", "side"),
    [
        (33, 300, "a4-65", 5, 13.97),
        (33, 600, "a4-65", 10, 13.97),
        (25, 203, "a4-65", 4, 12.51),  # 3 dots would be 0.375 mm
        (33, 300, "a4-21", 7, 19.56),  # not larger than of use
        (33, 203, "roll-58", 4, 16.52),
        (41, 203, "a4-21", 4, 20.52),  # the least size may pass what is of use
    ],
)
def test_the_real_size_is_reported(
    modules: int, dpi: int, sheet: str, dots: int, side: float
) -> None:
    size = fit(modules, SHEETS[sheet], dpi)
    assert (size.dots, round(size.side, 2)) == (dots, side)


def test_a_code_on_a_jar_is_at_most_eight_tenths_of_its_radius() -> None:
    assert fit(33, SHEETS["a4-21"], 300, radius=20).side <= 16
    assert fit(33, SHEETS["a4-21"], 300, radius=17.5).side == pytest.approx(13.97)
    with pytest.raises(DoesNotFit) as refused:
        fit(33, SHEETS["a4-21"], 300, radius=17)
    assert refused.value.reason is Unfit.JAR
    assert fit(33, SHEETS["a4-21"], 300, radius=refused.value.needed).dots == 5


def test_a_label_that_is_too_small_says_how_high_it_must_be() -> None:
    with pytest.raises(DoesNotFit) as refused:
        fit(33, SHEETS["a4-65"], 203)
    assert refused.value.reason is Unfit.LABEL
    assert refused.value.needed == pytest.approx(23.92, abs=0.01)


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=list(SHEETS))
def test_labels_stand_on_the_paper_and_apart(sheet: rules.Sheet) -> None:
    places = list(sheet.places())
    assert len(set(places)) == sheet.per_page
    for left, top in places:
        assert 0 <= left <= sheet.width - sheet.label_width + 1e-9
        assert 0 <= top <= sheet.height - sheet.label_height + 1e-9
    assert sheet.pages_of(1) == 1
    assert sheet.pages_of(sheet.per_page + 1) == 2


def test_serial_numbers_are_shown_in_fours() -> None:
    assert rules.grouped("7K2M4QXW1234") == "7K2M-4QXW-1234"


@pytest.mark.parametrize(
    ("printed", "packed", "unit", "left"),
    [
        (0, 160, "piece", 160),
        (60, 160, "piece", 100),
        (160, 160, "piece", None),
        (200, 160, "piece", None),
        (0, 160, "kg", None),
        (0, 10**6, "piece", rules.MOST_AT_ONCE),
    ],
)
def test_how_many_labels_are_still_wanted(
    printed: int, packed: int, unit: str, left: int | None
) -> None:
    assert rules.still_to_label(printed, Decimal(packed), unit) == left


def test_a_roll_is_printed_by_heat_and_a_page_by_laser() -> None:
    assert rules.usual_dpi(SHEETS["roll-58"]) == 203
    assert rules.usual_dpi(SHEETS["a4-24"]) == 600
