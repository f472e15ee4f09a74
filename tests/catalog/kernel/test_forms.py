"""Forms take what pages send, whatever else arrives under the names of their fields."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask, request
from wtforms import FileField

from catalog.kernel.forms import DayField, Filled, HouseForm, LinesField, TextField


class Sample(HouseForm):
    name = TextField("Tên", [Filled()])
    note = LinesField("Ghi thêm")
    day = DayField("Ngày")
    picture = FileField("Ảnh")


def test_a_file_in_place_of_text_counts_as_nothing_written(app: Flask) -> None:
    sent = {name: (BytesIO(b"x"), f"{name}.txt") for name in ("name", "note", "day")}
    with app.test_request_context(method="POST", data=sent):
        form = Sample()
        assert not form.validate()
        assert form.errors == {"name": ["Vui lòng điền mục này."]}


def test_a_file_for_a_picture_arrives_beside_the_text(app: Flask) -> None:
    sent = {"name": "Vườn", "picture": (BytesIO(b"x"), "a.jpg")}
    with app.test_request_context(method="POST", data=sent):
        form = Sample()
        assert form.validate()
        assert (form.name.data, form.picture.data.filename) == ("Vườn", "a.jpg")


@pytest.mark.parametrize("sent", [[1, 2], {"name": 1, "note": {"a": 1}}, "x", 5, None])
def test_json_is_no_form(app: Flask, sent: Any) -> None:
    with app.test_request_context(method="POST", json=sent):
        form = Sample()
        assert not form.validate()
        assert form.errors == {"name": ["Vui lòng điền mục này."]}


def test_a_view_may_read_the_query_instead(app: Flask) -> None:
    with app.test_request_context("/?name=Vườn"):
        assert Sample(request.args).name.data == "Vườn"
