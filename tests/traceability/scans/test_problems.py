"""Anybody may report a problem, also with a code nobody registered."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.codes import has_valid_check
from catalog.kernel.db import transaction
from catalog.kernel.errors import NotFound
from tests.factories.catalog import TODAY
from tests.factories.traceability import make_batch
from tests.visitor import Visitor
from traceability.scans import errors, housekeeping, photos, problems, queries, service
from traceability.scans.problems import NewProblem
from traceability.scans.rules import CaseState, Outcome, ProblemKind

NOW = clock.noon_of(TODAY)


def report(code: str, kind: ProblemKind = ProblemKind.SPOILED, **values: str) -> int:
    with transaction():
        return problems.report(NewProblem(code, kind, "Gói bị mốc", **values), NOW).id


def photo() -> tuple[BytesIO, str]:
    """A picture as a phone sends it, with a place in it."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010F] = "Máy của tôi"
    file = BytesIO()
    Image.new("RGB", (400, 300), "brown").save(file, "JPEG", exif=exif)
    return BytesIO(file.getvalue()), "goi.jpg"


def test_a_report_finds_its_batch_and_has_a_number(db: object) -> None:
    batch = make_batch()
    row = queries.get_problem(report(batch.code.lower().replace("-", "")))
    assert (row.code, row.batch_id, row.state) == (batch.code, batch.id, "open")
    assert has_valid_check(row.number)


def test_a_report_about_an_unknown_code_is_kept(db: object) -> None:
    row = queries.get_problem(report("KHÔNG-CÓ" * 20))
    assert row.batch_id is None
    assert len(row.code) == 64


def test_a_report_is_closed_once_with_an_answer(db: object, officer: Actor) -> None:
    number = report("X")
    with transaction():
        problems.close(officer, number, Outcome.CONFIRMED, "Đã đổi gói khác", NOW)
    assert queries.count_open_problems() == 0
    with pytest.raises(errors.AlreadyClosed), transaction():
        problems.close(officer, number, Outcome.UNCLEAR, "Lần nữa", NOW)
    with pytest.raises(NotFound), transaction():
        problems.close(officer, 0, Outcome.UNCLEAR, "?", NOW)
    with pytest.raises(NotFound):
        queries.get_problem(0)


def test_scans_are_summed_over_days(db: object) -> None:
    yesterday = TODAY - timedelta(days=1)
    with transaction():
        service.add_counts({"A": 2, "B": 5}, yesterday)
        service.add_counts({"A": 3}, TODAY)
    assert queries.count_scans("A", yesterday, TODAY) == 5
    assert queries.count_scans("A", TODAY, TODAY) == 3
    assert queries.count_scans("C", yesterday, TODAY) == 0
    assert queries.list_daily_scans("A", yesterday, TODAY) == [(yesterday, 2), (TODAY, 3)]


def test_a_buyer_reports_without_an_account_and_an_operator_answers(visitor: Visitor) -> None:
    code = make_batch().code
    form = visitor.get(f"/truy-xuat/{code}/bao-cao")
    assert code in form
    thanks = visitor.post(
        f"/truy-xuat/{code}/bao-cao", kind="spoiled", text="Gói bị mốc", contact="0912 345 678"
    )
    assert "Số báo cáo của bạn là" in thanks
    visitor.sign_in("scans.see")
    listed = visitor.get("/quan-tri/bao-cao")
    assert "Hàng hỏng, mốc, có vật lạ" in listed
    (link,) = [link for link in listed.links if link.startswith("/quan-tri/bao-cao/")]
    assert "0912 345 678" in visitor.get(link)
    visitor.post(link, status=403, answer="Đã đổi")
    visitor.sign_in("scans.see", "scans.answer")
    assert "Vui lòng điền mục này." in visitor.post(
        link, status=422, answer=" ", outcome="confirmed"
    )
    assert "Vui lòng chọn một mục." in visitor.post(link, status=422, answer="Đã xem")
    given = {"answer": "Đã đổi gói khác", "outcome": "confirmed"}
    visitor.open("POST", link, 302, data=given)
    closed = visitor.get(link)
    assert "Đã đổi gói khác" in closed
    assert "Đúng như báo" in closed


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"kind": "spoiled", "text": ""}, "Vui lòng điền mục này."),
        ({"kind": "xyz", "text": "?"}, "Vui lòng chọn một mục."),
        ({"text": "?"}, "Vui lòng chọn một mục."),
        ({"kind": "spoiled", "text": "x" * 2001}, "nhiều nhất 2000"),
    ],
)
def test_a_report_that_says_nothing_is_refused_kindly(
    visitor: Visitor, data: dict[str, str], words: str
) -> None:
    page = visitor.post("/truy-xuat/LA-MA/bao-cao", status=422, **data)
    assert words in page
    assert queries.count_open_problems() == 0


def test_a_strange_code_is_shown_as_text(visitor: Visitor) -> None:
    page = visitor.get("/truy-xuat/%3Cb%3Ex/bao-cao?lang=en")
    assert "&lt;b&gt;" in page
    assert "Report a problem" in page


def test_an_empty_list_says_so(visitor: Visitor) -> None:
    visitor.sign_in("scans.see")
    assert "Chưa có ai báo điều gì." in visitor.get("/quan-tri/bao-cao")


def test_one_person_takes_a_report(db: object, officer: Actor) -> None:
    number = report("X")
    with transaction():
        assert problems.take(officer, number, NOW).state == CaseState.LOOKING
    assert queries.count_open_problems() == 1
    with pytest.raises(errors.AlreadyTaken), transaction():
        problems.take(officer, number, NOW)


def test_harm_is_looked_at_first(db: object, officer: Actor) -> None:
    done = report("1", ProblemKind.HEALTH)
    health, page = report("2", ProblemKind.HEALTH), report("3", ProblemKind.PAGE)
    with transaction():
        problems.close(officer, done, Outcome.NOT_CONFIRMED, "Không phải", NOW)
    found, total = queries.list_problems(1, 50)
    assert ([row.id for row in found], total) == ([health, page, done], 3)


def test_a_photo_reaches_those_who_look_into_it_and_nobody_else(visitor: Visitor) -> None:
    code = make_batch().code
    data = {"kind": "code", "text": "Tem lạ", "picture": photo()}
    thanks = visitor.post(f"/truy-xuat/{code}/bao-cao", **data)
    [case] = [link for link in thanks.links if link.startswith("/bao-cao/")]
    assert "Chưa ai xem" in visitor.get(case)
    visitor.sign_in("scans.see", "scans.answer")
    listed = visitor.get("/quan-tri/bao-cao")
    assert "có ảnh" in listed
    [link] = [link for link in listed.links if re.fullmatch(r"/quan-tri/bao-cao/\d+", link)]
    assert f"{link}/anh" in visitor.get(link).links
    picture = visitor.raw(f"{link}/anh")
    assert "no-store" in picture.headers["Cache-Control"]
    kept = Image.open(BytesIO(picture.data))
    assert (kept.format, kept.size, dict(kept.getexif())) == ("WEBP", (400, 300), {})
    picture.close()
    row = queries.get_problem(int(link.rpartition("/")[2]))
    visitor.raw(f"/media/{row.picture}-1600.webp", 404)
    visitor.sign_in("seller.see")
    visitor.raw(f"{link}/anh", 403)


def test_what_is_no_photo_is_refused_and_nothing_kept(visitor: Visitor) -> None:
    paper = (BytesIO(b"%PDF-1.4 no photo"), "goi.jpg")
    page = visitor.post(
        "/truy-xuat/LA-MA/bao-cao", status=422, kind="code", text="Tem lạ", picture=paper
    )
    assert "không phải ảnh" in page
    assert queries.count_open_problems() == 0


def test_a_case_is_followed_by_its_number(visitor: Visitor, officer: Actor) -> None:
    number = report("X", contact="0912 345 678")
    name = queries.get_problem(number).number
    visitor.sign_in("scans.see", "scans.answer")
    assert "Cán bộ" not in visitor.get(f"/bao-cao/{name.lower()}")
    assert "nhận xem lúc" in visitor.post(f"/quan-tri/bao-cao/{number}/nhan")
    assert "đã có người nhận xem" in visitor.post(f"/quan-tri/bao-cao/{number}/nhan")
    assert "Đang xem xét" in visitor.get(f"/bao-cao/{name}")
    given = {"answer": "Đã thu lại tem ở chợ", "outcome": "confirmed"}
    visitor.open("POST", f"/quan-tri/bao-cao/{number}", 302, data=given)
    page = visitor.get(f"/bao-cao/{name}?lang=en")
    assert "Đã thu lại tem ở chợ" in page
    assert "As reported" in page
    assert "0912" not in page
    assert "Gói bị mốc" not in page
    visitor.raw("/bao-cao/B-00000-0", 404)


def test_contact_and_photo_of_old_cases_are_forgotten(
    app: Flask, db: object, officer: Actor
) -> None:
    with app.app_context():
        digest = photos.store().keep_upload(photo()[0]).digest
        number = report("X", contact="0912 345 678", picture=digest)
        other = report("Y", picture=digest)
        with transaction():
            problems.close(officer, number, Outcome.UNCLEAR, "Không rõ", NOW)
        assert housekeeping.forget_closed_before(NOW) == 0
        assert queries.get_problem(number).contact == "0912 345 678"
        later = NOW + timedelta(days=1)
        assert housekeeping.forget_closed_before(later) == 0, "another report still shows the photo"
        with transaction():
            problems.close(officer, other, Outcome.UNCLEAR, "Không rõ", NOW)
        assert housekeeping.forget_closed_before(later) == 1
        assert photos.find(digest) is None
        row = queries.get_problem(number)
        assert (row.contact, row.picture, row.text) == (None, None, "Gói bị mốc")
