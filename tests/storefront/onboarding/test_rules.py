"""States, requirements and tax codes of sellers."""

from datetime import date

import pytest

from catalog.producers.rules import LegalForm, public_tax_code
from storefront.onboarding import rules
from storefront.onboarding.rules import Answer, Check, Kind, ShopState, Status, Step, Wanted


@pytest.mark.parametrize("state", ShopState)
@pytest.mark.parametrize("step", Step)
def test_each_step_leads_from_its_states_alone(state: ShopState, step: Step) -> None:
    led = {
        (ShopState.DRAFT, Step.SUBMIT): ShopState.SUBMITTED,
        (ShopState.RETURNED, Step.SUBMIT): ShopState.SUBMITTED,
        (ShopState.SUBMITTED, Step.APPROVE): ShopState.VERIFIED,
        (ShopState.SUBMITTED, Step.RETURN): ShopState.RETURNED,
        (ShopState.VERIFIED, Step.SUSPEND): ShopState.SUSPENDED,
        (ShopState.SUSPENDED, Step.REINSTATE): ShopState.VERIFIED,
    }
    assert rules.after(state, step) == led.get((state, step))


def wanted(kind: Kind, check: Check | None = None, forms: str = "", number: int = 1) -> Wanted:
    return Wanted(number, "Điều kiện", kind, check, frozenset(forms.split()), True, "NĐ 248")


@pytest.mark.parametrize(
    ("kind", "check", "there", "answer", "status"),
    [
        (Kind.COMPUTED, Check.TAX_CODE, set(), None, Status.MISSING),
        (Kind.COMPUTED, Check.TAX_CODE, {Check.TAX_CODE}, None, Status.MET),
        (Kind.COMPUTED, Check.TAX_CODE, set(), Status.MET, Status.MISSING),
        (Kind.COMPUTED, Check.TAX_CODE, set(), Status.WAIVED, Status.WAIVED),
        (Kind.ATTESTED, None, set(), None, Status.MISSING),
        (Kind.ATTESTED, None, set(), Status.MET, Status.MET),
        (Kind.VERIFIED, None, set(), None, Status.WAITING),
        (Kind.VERIFIED, None, set(), Status.MET, Status.MET),
        (Kind.VERIFIED, None, set(), Status.WAIVED, Status.WAIVED),
    ],
)
def test_how_a_requirement_stands(
    kind: Kind, check: Check | None, there: set[Check], answer: Status | None, status: Status
) -> None:
    answers = {1: Answer(answer, "Cán bộ Lan")} if answer else {}
    (item,) = rules.checklist([wanted(kind, check)], "household", there, answers)
    assert item.status == status
    assert bool(rules.missing_to_submit([item])) is (status == Status.MISSING)
    assert bool(rules.missing_to_approve([item])) is (status in (Status.MISSING, Status.WAITING))


def test_a_requirement_is_for_its_legal_forms() -> None:
    given = [wanted(Kind.VERIFIED, forms="cooperative company")]
    assert rules.checklist(given, "company", set(), {})
    assert not rules.checklist(given, "household", set(), {})


@pytest.mark.parametrize(
    ("day", "holds"),
    [("2026-06-30", False), ("2026-07-01", True), ("2026-12-31", True), ("2027-01-01", False)],
)
def test_a_requirement_holds_between_its_days(day: str, holds: bool) -> None:
    first, last = date(2026, 7, 1), date(2026, 12, 31)
    assert rules.is_in_force(first, last, date.fromisoformat(day)) is holds


@pytest.mark.parametrize(
    ("typed", "form", "code"),
    [
        ("0100233488", LegalForm.COMPANY, "0100233488"),
        (" 01.00.233.488 ", LegalForm.HOUSEHOLD, "0100233488"),
        ("0314409058-002", LegalForm.COMPANY, "0314409058002"),
        ("0100233480", LegalForm.COMPANY, None),
        ("0100233488000", LegalForm.COMPANY, None),
        ("079090001234", LegalForm.HOUSEHOLD, "079090001234"),
        ("079 090 001 234", LegalForm.FARM, "079090001234"),
        ("079090001234", LegalForm.COMPANY, None),
        ("979090001234", LegalForm.HOUSEHOLD, None),
        ("١٢٣٤٥٦٧٨٩٠", LegalForm.COMPANY, None),
        ("12345", LegalForm.HOUSEHOLD, None),
        ("", LegalForm.HOUSEHOLD, None),
        ("0100233488'; --", LegalForm.HOUSEHOLD, None),
    ],
)
def test_tax_codes_are_read_and_checked(typed: str, form: LegalForm, code: str | None) -> None:
    assert rules.read_tax_code(typed, form) == code


@pytest.mark.parametrize(
    ("code", "shown"),
    [("0100233488", "0100233488"), ("079090001234", "••••••••1234"), (None, None)],
)
def test_a_personal_number_is_not_shown_to_buyers(code: str | None, shown: str | None) -> None:
    assert public_tax_code(code) == shown
