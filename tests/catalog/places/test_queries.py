"""Today's communes are found by what people type, old names included; nothing is guessed."""

import unicodedata
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import Engine, func, select, text

from catalog.kernel.db import session, transaction
from catalog.kernel.errors import NotFound
from catalog.places import queries, service
from catalog.places.models import Commune, FormerCommune, Province


@pytest.fixture(scope="module")
def places(engine: Engine) -> Iterator[None]:
    """All places of the product, loaded once for this module."""
    connection = engine.connect()
    outer = connection.begin()
    session.remove()
    session.configure(bind=connection, join_transaction_mode="create_savepoint")
    with transaction():
        service.import_packaged()
    yield
    session.remove()
    session.configure(bind=None)
    outer.rollback()
    connection.close()


pytestmark = pytest.mark.usefixtures("places")


def test_there_are_34_provinces_and_3321_communes() -> None:
    assert len(queries.list_provinces()) == 34
    assert session.scalar(select(func.count(Commune.code))) == 3321
    assert {one.as_of.isoformat() for one in queries.list_provinces()} == {"2026-07-25"}


def test_taking_in_twice_changes_nothing() -> None:
    told: list[str] = []
    with transaction():
        assert service.import_packaged(told.append) == 0
    assert told[2] == "catalog_communes: 3321 read, 0 changed"


def test_taking_in_brings_changes_up_to_date() -> None:
    with transaction():
        session.execute(text("UPDATE catalog_communes SET name = 'X' WHERE code = '31183'"))
        session.execute(text("DELETE FROM catalog_former_communes WHERE name = 'Glar'"))
    total = session.scalar(select(func.count(FormerCommune.id)))
    with transaction():
        assert service.import_packaged() == 1 + (total or 0) + 1
    session.expire_all()
    assert queries.get_commune("31183").name == "Long Tuyền"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("kon gang", "Xã Kon Gang, Gia Lai"),
        ("Kon Gang, Gia Lai", "Xã Kon Gang, Gia Lai"),
        ("gia lai, xã kon gang", "Xã Kon Gang, Gia Lai"),
        ("gia lai kon gang", "Xã Kon Gang, Gia Lai"),
        (unicodedata.normalize("NFD", "Cái Khế, Cần Thơ"), "Phường Cái Khế, Cần Thơ"),
        ("p. cai khe", "Phường Cái Khế, Cần Thơ"),
        ("Ðak Ðoa", "Xã Đak Đoa, Gia Lai"),
        ("xa phien", "Xã Xà Phiên, Cần Thơ"),
        ("caikhe", "Phường Cái Khế, Cần Thơ"),
        ("tan an, long an", "Phường Tân An, Tây Ninh"),
        ("ba ria, vung tau", "Phường Bà Rịa, Hồ Chí Minh"),
    ],
)
def test_finds_by_what_is_typed(typed: str, found: str) -> None:
    first = queries.find_communes(typed)[0]
    assert f"{first.full_name}, {first.province_name}" == found


@pytest.mark.parametrize(
    ("typed", "new", "old", "is_part"),
    [
        ("xã Glar", "Xã Đak Đoa", "xã Glar", False),
        ("Ia Băng, huyện Đak Đoa, Gia Lai", "Xã Ia Băng", "xã Ia Băng (huyện Đak Đoa)", False),
        ("tt núi sập", "Xã Thoại Sơn", "thị trấn Núi Sập", False),
        ("phường 5, tp Vĩnh Long", "Phường Thanh Đức", "phường 5 (thành phố Vĩnh Long)", False),
    ],
)
def test_old_names_find_the_new_communes(typed: str, new: str, old: str, is_part: bool) -> None:
    hits = queries.find_communes(typed)
    assert (new, old, is_part) in [(hit.full_name, hit.former, hit.is_part) for hit in hits]


def test_an_old_name_may_lead_to_several() -> None:
    hits = queries.find_communes("long tuyen", "92")
    assert [(hit.full_name, hit.former, hit.is_part) for hit in hits] == [
        ("Phường Long Tuyền", None, False),
        ("Phường An Bình", "phường Long Tuyền", True),
    ]


def test_a_district_that_is_named_keeps_the_others_out() -> None:
    hits = queries.find_communes("Tân Lập, huyện Sông Lô", "25")
    names = [hit.full_name for hit in hits]
    assert names[0] == "Xã Tam Sơn"
    assert "Xã Mường Vang" not in names  # its Tân Lập was in another district
    assert queries.read_place("xã Tân Lập, huyện Sông Lô", "Phú Thọ").commune_code == hits[0].code


@pytest.mark.parametrize("typed", ["", "x", "%", "không có xã này", "<b>", "9" * 400])
def test_what_is_no_place_finds_nothing(typed: str) -> None:
    assert queries.find_communes(typed) == []


@pytest.mark.parametrize(
    ("text_", "code", "is_old"),
    [
        ("Cần Thơ", "92", False),
        ("tỉnh trà vinh", "86", True),
        ("Trà Vinh (nay Vĩnh Long)", "86", True),
        ("Nam Định (nay Ninh Bình)", "37", True),
        ("TP.HCM", "79", True),
        ("Bà Rịa – Vũng Tàu", "79", True),
        ("Khánh Hoà", "56", False),
        ("Thừa Thiên Huế", "46", True),
    ],
)
def test_old_provinces_find_the_new(text_: str, code: str, is_old: bool) -> None:
    hit = queries.find_province(text_)
    assert hit is not None
    assert (hit.code, hit.former is not None) == (code, is_old)
    assert queries.find_province("Atlantis") is None


@pytest.mark.parametrize(
    ("place", "province", "commune", "candidates"),
    [
        ("xã Kon Gang (huyện Đak Đoa cũ)", "Gia Lai", "Xã Kon Gang", 0),
        ("P. Long Tuyền, Q. Bình Thủy", "Cần Thơ", None, 2),
        ("xã Phú Cần, huyện Tiểu Cần", "Trà Vinh (nay Vĩnh Long)", "Xã Tiểu Cần", 0),
        ("Q. Ô Môn", "Cần Thơ", None, 0),
        ("huyện Vĩnh Thạnh", "Cần Thơ", None, 0),  # a commune of that name exists, too
        ("Thoại Sơn", "An Giang", None, 1),
        ("An Phú, thị xã An Khê", "Gia Lai", None, 2),
        ("xã Kon Gang, Gia Lai", None, "Xã Kon Gang", 0),
    ],
)
def test_reads_only_what_is_certain(
    place: str, province: str | None, commune: str | None, candidates: int
) -> None:
    reading = queries.read_place(place, province)
    found = queries.find_commune(reading.commune_code) if reading.commune_code else None
    assert (found.full_name if found else None) == commune
    assert len(reading.candidates) == candidates
    assert reading.text == place
    assert reading.province_code is not None


def test_an_unknown_place_keeps_its_text() -> None:
    reading = queries.read_place("xã Nào Đó, tỉnh Atlantis")
    assert (reading.text, reading.province_code, reading.commune_code) == (
        "xã Nào Đó, tỉnh Atlantis",
        None,
        None,
    )


def test_resolving_takes_one_exact_name_of_today() -> None:
    resolved = queries.resolve("92", "p cái khế")
    assert resolved.commune is not None
    assert resolved.commune.full_name == "Phường Cái Khế"


def test_resolving_offers_instead_of_guessing() -> None:
    assert [hit.full_name for hit in queries.resolve("92", "long tuyen").offers] == [
        "Phường Long Tuyền",
        "Phường An Bình",
    ]
    assert [hit.full_name for hit in queries.resolve("52", "glar").offers] == ["Xã Đak Đoa"]
    assert len(queries.resolve("92", "cai").offers) > 1


def test_resolving_an_unknown_name_offers_the_province() -> None:
    resolved = queries.resolve("92", "Quận Không Còn Nữa")
    assert not resolved.is_known
    assert len(resolved.offers) == 103


def test_a_choice_counts_only_in_its_province() -> None:
    chosen = queries.find_communes("glar")[0].code
    assert queries.resolve("52", "glar", chosen).commune is not None
    assert queries.resolve("92", "Cái Khế", chosen).commune is queries.get_commune(
        queries.find_communes("Cái Khế")[0].code
    )
    assert queries.resolve("52", "glar", "khong-co").commune is None


def test_a_choice_made_before_the_name_was_typed_anew_does_not_count() -> None:
    old = queries.find_communes("Cái Khế", "92")[0].code
    resolved = queries.resolve("92", "Bình Thủy", old)
    assert resolved.commune is not None
    assert resolved.commune.name == "Bình Thủy"
    unknown = queries.resolve("92", "Quận Không Còn Nữa", old)
    assert unknown.commune is not None


def test_one_place_or_none() -> None:
    assert queries.get_province("92").full_name == "Thành phố Cần Thơ"
    for missing in (queries.get_province, queries.get_commune):
        with pytest.raises(NotFound):
            missing("00")


def test_the_command_tells_what_it_did(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["places", "import"])
    assert "catalog_provinces: 34 read, 0 changed" in result.output


def test_province_rows_are_saved_as_they_are_shown(engine: Engine) -> None:
    assert session.get(Province, "56").name == "Khánh Hòa"  # type: ignore[union-attr]  # it is loaded
