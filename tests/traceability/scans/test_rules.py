"""Who is counted as a reader of a scan page."""

import pytest

from traceability.scans.rules import is_scan

ANDROID = "Mozilla/5.0 (Linux; Android 10; SM-A107F) AppleWebKit/537.36 Chrome/120 Mobile Safari"
ZALO = "Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) Mobile/15E148 Zalo iOS/520"
FACEBOOK_APP = "Mozilla/5.0 (Linux; Android 12; V2043) [FBAN/EMA;FBLC/vi_VN;FBAV/330.0.0.9]"


@pytest.mark.parametrize("browser", [ANDROID, ZALO, FACEBOOK_APP])
def test_people_are_counted_also_inside_apps(browser: str) -> None:
    assert is_scan("GET", browser, "")


@pytest.mark.parametrize(
    "machine",
    [
        "",
        "facebookexternalhit/1.1",
        "Mozilla/5.0 (compatible; Googlebot/2.1)",
        "TelegramBot (like TwitterBot)",
        "WhatsApp/2.23.20.0",
        "curl/8.5.0",
        "Mozilla/5.0 (X11; Linux) HeadlessChrome/120 Safari/537.36",
    ],
)
def test_machines_and_previews_are_not(machine: str) -> None:
    assert not is_scan("GET", machine, "")


def test_neither_a_look_at_the_headers_nor_a_prefetch_counts() -> None:
    assert not is_scan("HEAD", ANDROID, "")
    assert not is_scan("GET", ANDROID, "prefetch;prerender")
