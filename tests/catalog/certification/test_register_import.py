"""ocop register import: a register goes in once, row by row, and says what it refused."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Connection, func, select

from catalog.certification import queries
from catalog.certification.models import Recognition
from catalog.certification.register_file import COLUMNS
from catalog.certification.rules import RevocationGround, Status
from catalog.certification.service.recognising import revoke_recognition
from catalog.kernel.actor import SYSTEM
from catalog.kernel.audit import AuditEntry
from catalog.kernel.db import session, transaction
from catalog.places import service as places
from catalog.places.models import FormerProvince
from catalog.producers.models import Producer
from catalog.products.models import Product, Variant
from tests.factories.catalog import load_rubrics, make_producer, make_province, save

REAL = Path(__file__).parents[3].parent / "shared/data/register_2020_2026.csv"
TODAY = date(2026, 11, 22)
HEADER = ",".join(COLUMNS)
GOOD = (
    'Mật ong Phương Di,HTX Phương Di Bee,4,"xã Ia Kênh, TP Pleiku",Gia Lai,Thực phẩm,yes,2024,'
    'QĐ 437/QĐ-UBND 19/9/2024,"baogialai.com.vn, post302465"'
)
Run = Callable[..., dict[str, int]]


@pytest.fixture
def run(app: Flask, db: Connection, tmp_path: Path) -> Run:
    """Imports these rows (or bytes, or a file) and returns the counts; `run.said` is the output."""
    load_rubrics()
    make_province("52", "Gia Lai", "Tỉnh")
    make_province("86", "Vĩnh Long", "Tỉnh")
    make_province()
    save(FormerProvince(name="Trà Vinh", folded="tra vinh", province_code="86"))

    def run(given: object, *options: str) -> dict[str, int]:
        file = given if isinstance(given, Path) else tmp_path / "so.csv"
        if isinstance(given, bytes):
            file.write_bytes(given)
        elif isinstance(given, list):
            file.write_text("\n".join([HEADER, *given]) + "\n", "utf-8")
        result = app.test_cli_runner().invoke(
            args=["register", "import", str(file), *options], catch_exceptions=True
        )
        run.said = result.output + str(result.exception or "")  # type: ignore[attr-defined]  # read by tests
        return {name: int(n) for name, n in re.findall(r"^(\w+): (\d+)$", result.output, re.M)}

    return run


def product(name: str) -> Product:
    return session.scalars(select(Product).where(Product.name == name)).one()


def test_a_row_becomes_a_product_with_its_recognition(run: Run) -> None:
    assert run([GOOD]) == {"read": 1, "created": 1, "updated": 0, "unchanged": 0, "refused": 0}
    honey = product("Mật ong Phương Di")
    assert (honey.is_published, honey.product_set_id, honey.group_text) == (
        True,
        None,
        "Thực phẩm",
    )
    assert honey.group_is_inferred
    assert honey.place_text == "xã Ia Kênh, TP Pleiku, Gia Lai"
    assert honey.producer is not None
    assert (honey.producer.source, honey.producer.legal_form) == ("register", "cooperative")
    assert session.scalar(select(func.count(Variant.id))) == 0
    standing = queries.standing_of(honey.id, TODAY)
    assert standing.stars == 4
    assert standing.fact is not None
    assert (standing.fact.decision_number, standing.fact.valid_to, standing.fact.issuer_name) == (
        "437/QĐ-UBND",
        date(2027, 9, 19),
        "UBND tỉnh Gia Lai",
    )


def test_a_second_run_changes_nothing(run: Run) -> None:
    run([GOOD])
    before = session.scalar(select(func.count(AuditEntry.id)))
    assert run([GOOD]) == {"read": 1, "created": 0, "updated": 0, "unchanged": 1, "refused": 0}
    assert session.scalar(select(func.count(AuditEntry.id))) == before


def test_a_dry_run_writes_nothing(run: Run) -> None:
    assert run([GOOD, GOOD.replace("4,", "9,", 1)], "--dry-run")["created"] == 1
    assert "nothing was written" in run.said  # type: ignore[attr-defined]  # set by the fixture
    assert "line 3: refused" in run.said  # type: ignore[attr-defined]  # set by the fixture
    for table in (Product, Recognition, Producer, AuditEntry):
        assert session.scalar(select(func.count()).select_from(table)) == 0


def test_a_corrected_row_updates_what_the_register_said(run: Run) -> None:
    run([GOOD])
    corrected = GOOD.replace("Bee,4", "Bee,5").replace("Thực phẩm", "Đồ uống")
    assert run([corrected])["updated"] == 1
    assert queries.standing_of(product("Mật ong Phương Di").id, TODAY).stars == 5
    assert run([GOOD.replace("437/", "999/").replace("19/9/2024", "1/12/2024")])["created"] == 1
    assert session.scalar(select(func.count(Product.id))) == 1


def test_what_officers_did_since_stays(run: Run) -> None:
    run([GOOD])
    held = session.scalars(select(Recognition)).one()
    product_id = held.product_id
    with transaction():
        revoke_recognition(
            SYSTEM, held.id, RevocationGround.OTHER, "1/QĐ-UBND", date(2026, 1, 1), TODAY
        )
    assert run([GOOD])["unchanged"] == 1
    standing = queries.standing_of(product_id, TODAY)
    assert standing.status is Status.REVOKED


def test_a_registered_seller_of_the_same_name_is_somebody_else(run: Run) -> None:
    seller_id = make_producer("HTX Phương Di Bee", province_code="52").id
    run([GOOD])
    assert product("Mật ong Phương Di").producer_id != seller_id


@pytest.mark.parametrize("prefix", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_encodings_of_the_same_text_are_the_same(run: Run, prefix: bytes, form: str) -> None:
    run([GOOD])
    text = unicodedata.normalize(form, f"{HEADER}\r\n\r\n{GOOD}\r\n")  # type: ignore[arg-type]  # one of two
    assert run(prefix + text.encode())["unchanged"] == 1


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("Bee,4", "Bee,6", "số sao phải là 3, 4 hoặc 5"),
        ("Bee,4", "Bee,-4", "số sao"),
        ("Bee,4", "Bee,bốn", "số sao"),
        ("yes,2024", "maybe,2024", "group_inferred"),
        ("yes,2024", "yes,202", "bốn chữ số"),
        ("yes,2024", "yes,1999", "không thể có"),
        ("yes,2024", "yes,2031", "không thể có"),
        ("yes,2024", "yes,2023", "khác năm của quyết định"),
        ("19/9/2024", "31/9/2024", "không có ngày"),
        ("yes,2024,QĐ 437/QĐ-UBND 19/9/2024", "yes,,QĐ 1/QĐ-UBND 24/12/2026", "không thể có"),
        ("QĐ 437/QĐ-UBND", "quyết định của tỉnh", "số quyết định"),
        ("Gia Lai", "Atlantis", "không có tỉnh"),
        ("Mật ong Phương Di", "", "tên sản phẩm"),
        ("Mật ong Phương Di", "M" * 201, "tên sản phẩm"),
        ("post302465", "<script>alert(1)</script>", "HTML"),
        ("post302465", "p" * 501, "nhiều nhất 500"),
        ("post302465", "p" * 200_000, "dòng CSV hỏng"),
        ("Thực phẩm,", "Thực phẩm,,", "có 11 ô, cần 10"),
        ("Thực phẩm,yes,", "Thực phẩm", "có 8 ô, cần 10"),
    ],
)
def test_broken_rows_are_refused_one_by_one(run: Run, old: str, new: str, reason: str) -> None:
    other = GOOD.replace("Mật ong Phương Di", "Mật ong khác")
    counts = run([GOOD.replace(old, new), other])
    assert (counts["read"], counts["created"], counts["refused"]) == (2, 1, 1)
    assert re.search(f"^line 2: refused: .*{reason}", run.said, re.M)  # type: ignore[attr-defined]  # set by the fixture
    assert [one.name for one in session.scalars(select(Product))] == ["Mật ong khác"]


def test_the_same_row_twice_is_refused_with_the_line_of_the_first(run: Run) -> None:
    counts = run([GOOD, GOOD])
    assert (counts["created"], counts["refused"]) == (1, 1)
    assert "line 3: refused: trùng với dòng 2" in run.said  # type: ignore[attr-defined]  # set by the fixture


def test_a_quote_left_open_spoils_only_what_it_swallows(run: Run) -> None:
    counts = run([GOOD, '"Mật ong mở ngoặc'])
    assert (counts["created"], counts["refused"]) == (1, 1)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (GOOD.encode("utf-16"), "không phải UTF-8"),
        (HEADER.encode() + b"\n" + "Mật ong".encode("cp1258", "replace") + b"\xff", "UTF-8"),
        (b"", "Thiếu cột: name, producer"),
        (HEADER.replace("stars,", "").encode(), "Thiếu cột: stars"),
        (f"{HEADER},name".encode(), "hai cột cùng tên"),
        (b'"' + b"x" * 200_000, "tiêu đề hỏng"),
        (b"x" * (20 * 1024 * 1024 + 1), "20 MB"),
    ],
)
def test_what_is_no_register_is_refused_whole(run: Run, content: bytes, told: str) -> None:
    assert run(content) == {}
    assert told in run.said  # type: ignore[attr-defined]  # set by the fixture
    assert session.scalar(select(func.count(Product.id))) == 0


def test_what_is_missing_stays_unknown(run: Run) -> None:
    run(["Mật ong rừng,(hộ sản xuất),,,,,,,,"])
    honey = product("Mật ong rừng")
    assert (honey.producer_id, honey.province_code, honey.place_text, honey.group_text) == (
        None,
        None,
        None,
        None,
    )
    standing = queries.standing_of(honey.id, TODAY)
    assert (standing.status, standing.stars) == (Status.NOT_RECOGNISED, 0)


def test_ministries_and_old_provinces_are_named_as_issuers(run: Run) -> None:
    row = "{},HTX A,{},,{},Thực phẩm,no,,{},baotravinh.vn"
    run(
        [
            row.format("Mật hoa", 4, "Trà Vinh (nay Vĩnh Long)", "QĐ 1/QĐ-UBND 1/2/2024"),
            row.format("Gạo", 5, "Cần Thơ", "QĐ 2361/QĐ-BNNMT 26/6/2025"),
            row.format("Trà", 5, "Cần Thơ", "QĐ 1/QĐ-BNN-VPĐP 26/6/2024"),
            row.format("Mắm", 3, "Cần Thơ", "QĐ 5/QĐ-UBND 26/6/2024"),
            row.format("Kẹo", 3, "Cần Thơ", "QĐ 6/QĐ-UBND 26/6/2018"),
        ]
    )
    issuers = session.execute(select(Recognition.issuer_level, Recognition.issuer_name)).all()
    assert [tuple(one) for one in issuers] == [
        ("province", "UBND tỉnh Trà Vinh (cũ)"),
        ("central", "Bộ Nông nghiệp và Môi trường"),
        ("central", "Bộ Nông nghiệp và Phát triển nông thôn"),
        (None, None),  # a district or the province: the number alone does not say
        (None, None),
    ]


def test_long_files_tell_how_far_they_are(run: Run) -> None:
    run(["x,x,3,,,,,,,"] * 500)
    assert "500 rows …" in run.said  # type: ignore[attr-defined]  # set by the fixture


@pytest.mark.skipif(not REAL.exists(), reason="the shared register is not on this machine")
def test_the_real_register(run: Run) -> None:
    with transaction():
        places.import_packaged()
    assert run(REAL) == {"read": 124, "created": 124, "updated": 0, "unchanged": 0, "refused": 0}
    assert run(REAL)["unchanged"] == 124
    held = session.execute(select(Recognition.decision_number, Recognition.product_id)).all()
    standings = queries.standing_for([one.product_id for one in held], TODAY)

    def of(number: str) -> set[tuple[str, int]]:
        found = [standings[one.product_id] for one in held if one.decision_number == number]
        return {(one.status.value, one.stars) for one in found}

    assert of("437/QĐ-UBND") == {("valid", 4)}
    assert of("371/QĐ-UBND") == {("valid", 4)}
    assert of("2361/QĐ-BNNMT") == {("valid", 5)}
    assert of("3588/QĐ-UBND") == {("expired", 0)}
    assert of("3787/QĐ-UBND") == {("unknown", 0)}
    assert of("86/QĐ-UBND") == {("unknown", 0)}
    pepper = product("Tiêu đen hữu cơ Lệ Chí")
    assert queries.standing_of(pepper.id, TODAY).stars == 5
    assert queries.standing_of(pepper.id, date(2028, 6, 25)).stars == 0
    nectar = product("Mật hoa dừa")
    assert (nectar.province_code, nectar.place_text) == (
        "86",
        "xã Phú Cần, huyện Tiểu Cần, Trà Vinh (nay Vĩnh Long)",
    )
    assert session.scalar(select(func.count(Producer.id)).where(Producer.name.like("(%"))) == 0
