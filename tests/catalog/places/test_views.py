"""The pages of places and the suggestions while a commune is typed."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import Connection
from werkzeug.datastructures import MultiDict

from catalog.kernel.db import transaction
from catalog.kernel.forms import HouseForm
from catalog.places import queries, service
from catalog.places.forms import PlacePart
from catalog.places.queries import Resolution
from tests.factories.catalog import make_commune, make_province
from tests.visitor import Visitor


@pytest.fixture
def places(db: Connection) -> None:
    with transaction():
        service.import_packaged()


def test_provinces_lead_to_their_communes(visitor: Visitor) -> None:
    make_commune()
    page = visitor.get("/dia-gioi")
    assert "/dia-gioi/92" in page.links
    assert "Phường Cái Khế" in visitor.get("/dia-gioi/92")
    visitor.get("/dia-gioi/00", status=404)


def test_old_names_are_found_without_javascript(visitor: Visitor, places: None) -> None:
    page = visitor.get("/dia-gioi?q=xã Glar")
    assert "Xã Đak Đoa" in page
    assert "gồm xã Glar cũ" in page
    assert "takes in the former xã Glar" in visitor.get("/dia-gioi?q=Glar&lang=en")
    assert "Không có xã, phường nào tên như vậy" in visitor.get("/dia-gioi?q=atlantis&lang=vi")


def test_suggestions_are_public_and_kept(visitor: Visitor, places: None) -> None:
    answer = visitor.raw("/dia-gioi/tim?q=long tuyen&tinh=92")
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert "Set-Cookie" not in answer.headers
    assert [(one["name"], one["hint"]) for one in answer.json["items"]] == [
        ("Phường Long Tuyền", ""),
        ("Phường An Bình", "gồm một phần phường Long Tuyền cũ"),
    ]
    assert visitor.raw("/dia-gioi/tim").json == {"items": []}
    assert visitor.raw("/dia-gioi/tim?q=cai khe&tinh=zz").json == {"items": []}


class AddressForm(PlacePart, HouseForm):
    class Meta(HouseForm.Meta):
        csrf = False


@pytest.fixture
def fill(app: Flask, db: Connection) -> Callable[..., AddressForm]:
    def fill(**data: str) -> AddressForm:
        make_commune()
        with app.test_request_context(method="POST"):
            form = AddressForm(MultiDict(data))
            form.with_provinces(queries.list_provinces())
            if form.validate():
                form.takes(queries.resolve(*form.typed_place()))
            return form

    return fill


def test_a_form_takes_the_commune(fill: Callable[..., AddressForm]) -> None:
    form = fill(province_code="92", commune_text="p. cai khe")
    assert form.commune is not None
    assert form.commune.code == "31120"


def test_a_form_offers_what_may_be_meant(fill: Callable[..., AddressForm]) -> None:
    form = fill(province_code="92", commune_text="cai")
    assert [hit.code for hit in form.offers] == ["31120"]
    assert form.commune_text.errors == ["Chọn đúng xã, phường của bạn ở dưới."]


@pytest.mark.parametrize(
    ("data", "field", "told"),
    [
        ({"commune_text": "cai khe"}, "province_code", "Vui lòng chọn tỉnh."),
        ({"province_code": "92"}, "commune_text", "Vui lòng điền mục này."),
        ({"province_code": "92", "commune_text": "a" * 121}, "commune_text", "Dài quá"),
        ({"province_code": "92", "commune_text": "Atlantis"}, "commune_text", "Không có xã"),
        ({"province_code": "zz", "commune_text": "Cái Khế"}, "commune_text", "Tỉnh này"),
    ],
)
def test_a_form_refuses_beside_the_field(
    fill: Callable[..., AddressForm], data: dict[str, str], field: str, told: str
) -> None:
    form = fill(**data)
    assert form.commune is None
    assert told in " ".join(map(str, form[field].errors))


def test_the_words_of_a_province_of_which_nothing_is_known(app: Flask, db: Connection) -> None:
    make_province()
    with app.test_request_context():
        form = AddressForm()
        assert not form.takes(Resolution())
