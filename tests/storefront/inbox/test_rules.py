"""Finding the purchase in what banks make of a text."""

import pytest

from storefront.inbox.rules import Problem, Purchase, find_numbers, find_problem
from storefront.orders.numbers import make_number

NUMBER = make_number(2026, "K7Q2M9")
OTHER = make_number(2026, "AAAAAA")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"OCOP {NUMBER}", [NUMBER]),
        (f"ocop{NUMBER.lower()}", [NUMBER]),
        (f"MBVCB.5512.OCOP{NUMBER}.CT tu 0123 toi 456", [NUMBER]),
        (f"{NUMBER[:4]} {NUMBER[4:7]}-{NUMBER[7:]}", [NUMBER]),
        (f"{NUMBER} {NUMBER}", [NUMBER]),
        (f"{NUMBER} {OTHER}", [NUMBER, OTHER]),
        (f"tra don {NUMBER[:-1]}X", []),
        (NUMBER[:-1], []),
        ("mua ca phe", []),
        ("", []),
        ("DH" * 400, []),
    ],
)
def test_a_number_is_found_however_banks_write_it(text: str, found: list[str]) -> None:
    assert find_numbers(text) == found


def test_look_alikes_typed_by_hand_are_read() -> None:
    number = make_number(2026, "0A1B2C")
    assert find_numbers(number.replace("0", "O").replace("1", "l")) == [number]


PURCHASE = Purchase(NUMBER, True, "0352350917", 225_000, False)


@pytest.mark.parametrize(
    ("amount", "account", "changes", "problem"),
    [
        (225_000, "0352350917", {}, None),
        (224_999, "0352350917", {}, Problem.UNDERPAID),
        (225_001, "0352350917", {}, Problem.OVERPAID),
        (225_000, "999", {}, Problem.OTHER_ACCOUNT),
        (225_000, "0352350917", {"expected": 0, "is_paid": True}, Problem.PAID_ALREADY),
        (225_000, "0352350917", {"expected": 0}, Problem.CALLED_OFF),
        (225_000, "0352350917", {"is_prepaid": False}, Problem.ON_DELIVERY),
    ],
)
def test_only_exact_money_goes_on_by_itself(
    amount: int, account: str, changes: dict[str, object], problem: Problem | None
) -> None:
    purchase = Purchase(**{**vars(PURCHASE), **changes})
    assert find_problem(amount, [account], purchase, has_code=True) == problem


def test_money_without_a_purchase_waits() -> None:
    assert find_problem(1, ["1"], None, has_code=False) == Problem.NO_CODE
    assert find_problem(1, ["1"], None, has_code=True) == Problem.UNKNOWN_CODE
