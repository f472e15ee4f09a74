"""What a producer's name says."""

from datetime import date

import pytest

from catalog.producers import labels, rules
from catalog.producers.rules import LegalForm


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("HTX Nông nghiệp và Dịch vụ Nam Yang", LegalForm.COOPERATIVE),
        ("Hợp tác xã Đồng Tâm", LegalForm.COOPERATIVE),
        ("Tổ hợp tác rau sạch", LegalForm.GROUP),
        ("HKD Kim Ngân", LegalForm.HOUSEHOLD),
        ("Công ty TNHH Duy Đức Hưng", LegalForm.COMPANY),
        ("CTCP Phát triển Yến", LegalForm.COMPANY),
        ("Cơ sở sản xuất Phan Tâm 1", LegalForm.UNKNOWN),
        ("HTXa", LegalForm.UNKNOWN),
        ("", LegalForm.UNKNOWN),
    ],
)
def test_legal_form(name: str, form: LegalForm) -> None:
    assert rules.legal_form_of(name) is form


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("(hộ sản xuất)", None),
        ("(doanh nghiệp tư nhân)", None),
        ("  ", None),
        (" HKD  Gia Định ", "HKD Gia Định"),
        ("Công ty (Sokfarm)", "Công ty (Sokfarm)"),
    ],
)
def test_a_kind_in_brackets_names_nobody(text: str, name: str | None) -> None:
    assert rules.named(text) == name


def test_only_the_verified_sell() -> None:
    assert rules.may_sell(date(2026, 1, 1))
    assert not rules.may_sell(None)
    assert set(labels.LEGAL_FORM) == set(LegalForm)
