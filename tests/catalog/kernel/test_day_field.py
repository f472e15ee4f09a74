"""Dates as people type them."""

from datetime import date

import pytest
from flask import Flask

from catalog.kernel.forms import DayField, Filled, HouseForm


class Sample(HouseForm):
    day = DayField("Ngày", [Filled()])


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-03-12", date(2026, 3, 12)),
        (" 12/3/2026 ", date(2026, 3, 12)),
        ("29/2/2028", date(2028, 2, 29)),
    ],
)
def test_reads_what_calendars_and_people_write(app: Flask, typed: str, day: date) -> None:
    with app.test_request_context(method="POST", data={"day": typed}):
        form = Sample()
        assert form.validate()
        assert form.day.data == day


@pytest.mark.parametrize(
    "typed", ["31/02/2026", "mai", "0026-01-01", "9999-01-01", "<b>1/1/2026</b>"]
)
def test_refuses_what_is_no_date(app: Flask, typed: str) -> None:
    with app.test_request_context(method="POST", data={"day": typed}):
        form = Sample()
        assert not form.validate()
        assert form.day.errors == ["Không đọc được ngày này. Ghi như 12/03/2026."]


def test_an_empty_date_is_none(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"day": " "}):
        form = Sample()
        assert not form.validate()
        assert form.day.data is None
        assert form.day.errors == ["Vui lòng điền mục này."]
