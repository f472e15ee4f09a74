"""Anybody may report a problem, also with a code nobody registered."""

from datetime import timedelta

import pytest

from catalog.kernel import clock
from catalog.kernel.actor import Actor
from catalog.kernel.codes import has_valid_check
from catalog.kernel.db import transaction
from catalog.kernel.errors import NotFound
from tests.factories.catalog import TODAY
from tests.factories.traceability import make_batch
from tests.visitor import Visitor
from traceability.scans import errors, problems, queries, service
from traceability.scans.problems import NewProblem
from traceability.scans.rules import ProblemKind

NOW = clock.noon_of(TODAY)


def report(code: str) -> int:
    with transaction():
        given = NewProblem(code, ProblemKind.SPOILED, "Gói bị mốc")
        return problems.report(given, NOW).id


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
        problems.close(officer, number, "Đã đổi gói khác", NOW)
    assert queries.count_open_problems() == 0
    with pytest.raises(errors.AlreadyClosed), transaction():
        problems.close(officer, number, "Lần nữa", NOW)
    with pytest.raises(NotFound), transaction():
        problems.close(officer, 0, "?", NOW)
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
    assert "Vui lòng điền mục này." in visitor.post(link, status=422, answer=" ")
    visitor.open("POST", link, 302, data={"answer": "Đã đổi gói khác"})
    assert "Đã đổi gói khác" in visitor.get(link)


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
