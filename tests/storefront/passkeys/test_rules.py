"""Where passkeys work and when one may go."""

from datetime import UTC, datetime, timedelta

import pytest

from storefront.passkeys import rules

NOW = datetime(2026, 11, 29, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://cho.example.vn", "cho.example.vn"),
        ("https://cho.example.vn:8443", "cho.example.vn"),
        ("http://localhost:8000", "localhost"),
        ("http://cho.example.vn", None),
        ("http://127.0.0.1:8000", None),
        ("https://192.168.1.4", None),
        ("https://[::1]:8000", None),
    ],
)
def test_browsers_know_passkeys_on_https_names_and_localhost(url: str, host: str | None) -> None:
    site = rules.site_of(url)
    assert (site.host if site else None) == host


@pytest.mark.parametrize(("minutes", "fresh"), [(0, True), (14, True), (15, False), (600, False)])
def test_a_passkey_is_added_right_after_signing_in(minutes: int, fresh: bool) -> None:
    assert rules.is_fresh(NOW - timedelta(minutes=minutes), NOW) is fresh


@pytest.mark.parametrize(
    ("passkeys", "has_password", "may"),
    [(1, True, True), (2, False, True), (1, False, False)],
)
def test_a_way_in_remains(passkeys: int, has_password: bool, may: bool) -> None:
    assert rules.may_give_up(passkeys, has_password=has_password) is may
