"""Rules of changes of a number."""

import pytest

from storefront.phone_changes import rules


@pytest.mark.parametrize(
    ("roles", "is_active", "may"),
    [([], True, True), ([], False, False), (["operator"], True, False), (["officer"], True, False)],
)
def test_accounts_with_rights_over_the_platform_are_not_given_back(
    roles: list[str], is_active: bool, may: bool
) -> None:
    assert rules.may_be_recovered(roles, is_active=is_active) == may


@pytest.mark.parametrize(
    ("asked_by", "officer", "may"), [(1, 2, True), (1, 1, False), (1, None, False)]
)
def test_a_second_look_is_somebody_elses(asked_by: int, officer: int | None, may: bool) -> None:
    assert rules.may_confirm(asked_by, officer) == may
