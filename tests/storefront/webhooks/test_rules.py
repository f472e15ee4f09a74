"""Rules of webhooks."""

import hashlib
import hmac
from datetime import timedelta

import pytest

from storefront.webhooks import rules
from storefront.webhooks.rules import Fault


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("https://may.vi-du.vn/cho-xa", None),
        ("https://may.vi-du.vn:8443/", None),
        ("https://93.184.216.34/x", None),
        ("http://may.vi-du.vn/", Fault.NOT_HTTPS),
        ("ftp://may.vi-du.vn/", Fault.NOT_HTTPS),
        ("https://ten:mat@may.vi-du.vn/", Fault.CREDENTIALS),
        ("https://may.vi-du.vn/#x", Fault.CREDENTIALS),
        ("https://may.vi-du.vn:22/", Fault.PORT),
        ("https://may.vi-du.vn:x/", Fault.UNREADABLE),
        ("https:///x", Fault.UNREADABLE),
        ("https://may.vi-du.vn/a b", Fault.UNREADABLE),
        ("https://máy.vn/", Fault.UNREADABLE),
        ("https://localhost/", Fault.PRIVATE),
        ("https://may/", Fault.PRIVATE),
        ("https://kho.internal/", Fault.PRIVATE),
        ("https://127.0.0.1/", Fault.PRIVATE),
        ("https://10.1.2.3/", Fault.PRIVATE),
        ("https://169.254.169.254/latest", Fault.PRIVATE),
        ("https://[::1]/", Fault.PRIVATE),
        ("https://[::ffff:10.0.0.1]/", Fault.PRIVATE),
    ],
)
def test_where_news_may_go(url: str, fault: Fault | None) -> None:
    assert rules.find_fault(url, is_demo=False) == fault


def test_a_demonstration_may_tell_this_machine() -> None:
    assert rules.find_fault("http://127.0.0.1:9000/x", is_demo=True) is None
    assert rules.find_fault("ftp://127.0.0.1/x", is_demo=True) == Fault.NOT_HTTPS


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("0.0.0.1", False),
        ("100.64.0.1", False),
        ("192.168.1.1", False),
        ("172.31.255.255", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("2002:7f00:1::", False),
    ],
)
def test_which_addresses_are_of_the_open_internet(address: str, public: bool) -> None:
    assert rules.is_public(address) == public


def test_the_signature_covers_time_event_version_and_body() -> None:
    body = '{"a":"ố"}'.encode()
    signed = rules.sign(["mới", "cũ"], 1_700_000_000, "evt_1", body)
    text = b"1700000000.evt_1." + rules.API_VERSION.encode() + b"." + body
    marks = [hmac.new(one.encode(), text, hashlib.sha256).hexdigest() for one in ("mới", "cũ")]
    assert signed == f"t=1700000000,v1={marks[0]},v1={marks[1]}"


def test_tries_take_three_days_and_end() -> None:
    waits = [rules.wait_after(number) for number in range(1, 10)]
    assert waits[-1] is None
    assert sum((one for one in waits if one), timedelta()) == timedelta(days=3)
    assert waits[:-1] == sorted(one for one in waits if one)


@pytest.mark.parametrize(
    ("status", "taken"),
    [(200, True), (204, True), (299, True), (301, False), (307, False), (400, False), (500, False)],
)
def test_only_2xx_is_taken(status: int, taken: bool) -> None:
    assert rules.is_taken(status) == taken
