"""What can be a host name of a seller, and what a request's Host header names."""

import pytest

from storefront.hosts import rules
from storefront.hosts.rules import BadHost, Fault

HOUSE = "ocop.example.vn"


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("vuonnha.vn", "vuonnha.vn"),
        (" HTTPS://WWW.VuonNha.VN/ ", "www.vuonnha.vn"),
        ("vuonnha.vn.", "vuonnha.vn"),
        ("Vườn-Nhà.vn", "xn--vn-nh-vqa56lh43k.vn"),
        ("Vu\u031bo\u031b\u0300n-Nha\u0300.vn", "xn--vn-nh-vqa56lh43k.vn"),
        ("xn--vn-nh-vqa56lh43k.vn", "xn--vn-nh-vqa56lh43k.vn"),
        ("vườn。vn", "xn--vn-d0a0990a.vn"),
        ("a-b.c-d.com", "a-b.c-d.com"),
    ],
)
def test_names_are_read_as_dns_knows_them(typed: str, host: str) -> None:
    assert rules.read_host(typed, HOUSE) == host


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", Fault.UNREADABLE),
        ("vuonnha", Fault.UNREADABLE),
        ("vườn nhà.vn", Fault.UNREADABLE),
        ("-vuon.vn", Fault.UNREADABLE),
        ("vuon_nha.vn", Fault.UNREADABLE),
        ("a..vn", Fault.UNREADABLE),
        ("*.vuonnha.vn", Fault.UNREADABLE),
        ("ftp://vuonnha.vn", Fault.UNREADABLE),
        ("javascript://vuonnha.vn", Fault.UNREADABLE),
        ("xn--a.vn", Fault.UNREADABLE),
        ("x" * 64 + ".vn", Fault.UNREADABLE),
        (".".join(["abcdefghij"] * 24) + ".vn", Fault.UNREADABLE),
        ("vuon\r\nnha.vn", Fault.UNREADABLE),
        ("192.168.1.10", Fault.ADDRESS),
        ("192.168.1.10:80", Fault.ADDRESS),
        ("2130706433", Fault.ADDRESS),
        ("0x7f.1", Fault.ADDRESS),
        ("[::1]", Fault.ADDRESS),
        ("::1", Fault.ADDRESS),
        ("vuonnha.vn:8080", Fault.PORT),
        ("vuonnha.vn/trang", Fault.PATH),
        ("vuonnha.vn?x=1", Fault.PATH),
        ("ai@vuonnha.vn", Fault.PATH),
        ("vuonnha.vn\\x", Fault.PATH),
        ("ocop.example.vn", Fault.OURS),
        ("OCOP.example.vn.", Fault.OURS),
        ("shop.ocop.example.vn", Fault.OURS),
        ("vuon.local", Fault.RESERVED),
        ("vuon.onion", Fault.RESERVED),
        ("1.0.0.127.in-addr.arpa", Fault.RESERVED),
    ],
)
def test_what_is_no_name_of_a_seller_is_refused(typed: str, fault: Fault) -> None:
    with pytest.raises(BadHost) as refused:
        rules.read_host(typed, HOUSE)
    assert refused.value.fault == fault


def test_names_of_this_machine_are_only_for_trying_it_out() -> None:
    assert rules.read_host("ia-bang.localhost", "localhost") == "ia-bang.localhost"
    for host, house in (("ia-bang.localhost", HOUSE), ("localhost", "localhost")):
        with pytest.raises(BadHost):
            rules.read_host(host, house)


@pytest.mark.parametrize(
    ("header", "host"),
    [
        ("vuonnha.vn", "vuonnha.vn"),
        ("VuonNha.VN:8443", "vuonnha.vn"),
        ("vuonnha.vn.", "vuonnha.vn"),
        ("vuonnha.vn.:80", "vuonnha.vn"),
        ("localhost", "localhost"),
        ("", None),
        ("vuonnha.vn..", None),
        ("vườn.vn", None),
        ("vuonnha.vn/x", None),
        ("vuonnha.vn:80:80", None),
        ("a@vuonnha.vn", None),
        ("vuonnha.vn, evil.example", None),
        ("[::1]:80", None),
        ("x" * 300, None),
    ],
)
def test_the_host_of_a_request(header: str, host: str | None) -> None:
    assert rules.asked_host(header) == host


@pytest.mark.parametrize(
    ("path", "query", "home"),
    [
        ("/san-pham/gao", "q=1&x=%2F", "https://h.vn/san-pham/gao?q=1&x=%2F"),
        ("//evil.example/x", "", "https://h.vn//evil.example/x"),
        ("/\\evil.example", "", "https://h.vn/%5Cevil.example"),
        ("/a\r\nSet-Cookie: x", "b\r\nc", "https://h.vn/a%0D%0ASet-Cookie:%20x?b%0D%0Ac"),
        ("/v\xc6\xb0", "", "https://h.vn/v%C6%B0"),
        (".evil.example/", "", None),
        ("http://evil.example/", "", None),
        ("@evil.example", "", None),
        ("", "", None),
    ],
)
def test_the_way_home_leads_nowhere_else(path: str, query: str, home: str | None) -> None:
    assert rules.way_home("https://h.vn", path, query) == home


@pytest.mark.parametrize(
    ("public_url", "origin"),
    [
        ("https://cho.vn", "https://a.vn"),
        ("http://localhost:8000", "http://a.vn:8000"),
    ],
)
def test_an_own_host_is_reached_as_the_house_is(public_url: str, origin: str) -> None:
    assert rules.own_origin(public_url, "a.vn") == origin


def test_letters_that_only_look_alike_are_shown() -> None:
    plain = rules.look_of(rules.read_host("vườn-nhà.vn", HOUSE))
    assert (plain.shown, plain.scripts, plain.is_odd) == ("vườn-nhà.vn", ("LATIN",), False)
    odd = rules.look_of(rules.read_host("vi\u0435tt\u0435l.vn", HOUSE))
    assert odd.is_odd
    assert "CYRILLIC" in odd.scripts
