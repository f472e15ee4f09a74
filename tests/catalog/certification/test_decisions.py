"""Numbers and dates of decisions, as written."""

import unicodedata
from datetime import date

import pytest

from catalog.certification import decisions, sources
from catalog.certification.decisions import Unreadable
from catalog.certification.rules import EvidenceGrade


@pytest.mark.parametrize(
    ("text", "number", "when"),
    [
        ("QĐ 3588/QĐ-UBND 30/11/2021", "3588/QĐ-UBND", date(2021, 11, 30)),
        ("QĐ 3787/QĐ-UBND 2022", "3787/QĐ-UBND", 2022),
        ("QĐ 86/QĐ-UBND", "86/QĐ-UBND", None),
        ("QĐ 2361/QĐ-BNNMT 26/6/2025", "2361/QĐ-BNNMT", date(2025, 6, 26)),
        (
            "QĐ 365/QĐ-UBND 14/2/2020 (as quoted by a press page",
            "365/QĐ-UBND",
            date(2020, 2, 14),
        ),
        ("Quyết định số 437/qđ-ubnd ngày 19/9/2024", "437/QĐ-UBND", date(2024, 9, 19)),
        ("26/2026/QĐ-TTg, năm 2026", "26/2026/QĐ-TTG", 2026),
        (unicodedata.normalize("NFD", "QĐ 86/QĐ-UBND"), "86/QĐ-UBND", None),
    ],
)
def test_reads_a_decision(text: str, number: str, when: date | int | None) -> None:
    assert decisions.read(text) == (number, when)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("theo quyết định của tỉnh", "số quyết định"),
        ("=HYPERLINK()", "số quyết định"),
        ("QĐ 86/QĐ-UBND 31/2/2024", "không có ngày"),
        ("QĐ 86/QĐ-UBND tháng trước", "ngày quyết định"),
    ],
)
def test_refuses_what_is_no_decision(text: str, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        decisions.read(text)


def test_a_day_the_page_itself_states() -> None:
    assert decisions.stated_day("soha.vn + vietnam.vn (công nhận 24/6/2025)") == date(2025, 6, 24)
    assert decisions.stated_day("dangcongsan.vn, article 619996 (20/9/2022)") is None
    assert decisions.read_number("không số") is None
    with pytest.raises(Unreadable):
        decisions.read_day("hôm qua")


@pytest.mark.parametrize(
    ("source", "number", "grade"),
    [
        ("htxnghiabinh.vn (QĐ 2700/QĐ-UBND 13/12/2021)", "2700/QĐ-UBND", EvidenceGrade.DECISION),
        ("dangcongsan.vn, article 619996", None, EvidenceGrade.PRESS),
        ("www.nld.com.vn, 196260111…", None, EvidenceGrade.PRESS),
        ("soha.vn + vietnam.vn", None, EvidenceGrade.PRESS),
        ("cantho.gov.vn, article 302020", None, EvidenceGrade.PRESS),
        ("baomoi.com, 35875161", None, EvidenceGrade.CLAIM),
        ("htxnghiabinh.vn", None, EvidenceGrade.CLAIM),
        ("agrimate page 1772 (30/12/2022)", None, EvidenceGrade.CLAIM),
        ("evil.example/baocantho.com.vn.evil.example", None, EvidenceGrade.CLAIM),
        ("notgov.vn", None, EvidenceGrade.CLAIM),
        ("", None, EvidenceGrade.CLAIM),
        ("baogialai.com.vn: tỉnh đề nghị công nhận 5 sao", "9/QĐ-UBND", EvidenceGrade.PROPOSAL),
    ],
)
def test_grades_a_source(source: str, number: str | None, grade: EvidenceGrade) -> None:
    assert sources.grade(source, number) is grade
