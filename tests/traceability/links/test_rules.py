"""Digital Links of ours, and what people type."""

from urllib.parse import unquote

import pytest

from catalog.kernel.codes import gtin_check_digit
from traceability.identifiers.rules import weblinks
from traceability.links.rules import BadLink, Kind, Link, Reason, Typed, parse, read

GTIN = "0952000000001" + gtin_check_digit("0952000000001")
OWN = "ocop.example"


@pytest.mark.parametrize(
    ("path", "link"),
    [
        (f"/01/{GTIN}", Link(GTIN)),
        (f"/01/{GTIN}/10/AB-1", Link(GTIN, "AB-1")),
        (f"/01/{GTIN}/10/AB/21/7", Link(GTIN, "AB", "7")),
        (f"/01/{GTIN}/21/7", Link(GTIN, None, "7")),
        (f"/01/{GTIN}/10/12/10/26", Link(GTIN, "12/10/26")),
        (f"/01/{GTIN}/10/12/10/21/7", Link(GTIN, "12/10", "7")),
        (f"/01/{GTIN}/10/21/21/21", Link(GTIN, "21", "21")),
        (f"/01/{GTIN}/22/2A", Link(GTIN, variant="2A")),
        (f"/01/{GTIN}/22/2A/10/AB/21/7", Link(GTIN, "AB", "7", "2A")),
        (f"/01/{GTIN}/235/XYZ", Link(GTIN, extension="XYZ")),
    ],
)
def test_a_link_names_goods(path: str, link: Link) -> None:
    assert parse(path) == link


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("", Reason.KEY),
        ("/01", Reason.KEY),
        ("/00/123456789012345675", Reason.KEY),
        ("/gtin/" + GTIN, Reason.KEY),
        ("/01/", Reason.GTIN_LENGTH),
        (f"/01/{GTIN[1:]}", Reason.GTIN_LENGTH),
        ("/01/٠٩٥٢٠٠٠٠٠٠٠٠١١", Reason.GTIN_LENGTH),
        (f"/01/{GTIN[:-1]}{(int(GTIN[-1]) + 1) % 10}", Reason.CHECK_DIGIT),
        (f"/01/{GTIN}/", Reason.EMPTY_PART),
        (f"/01/{GTIN}/10", Reason.EMPTY_PART),
        (f"/01/{GTIN}/10/", Reason.EMPTY_PART),
        (f"/01/{GTIN}/10//21/7", Reason.EMPTY_PART),
        (f"/01/{GTIN}/10/AB//C", Reason.EMPTY_PART),
        (f"/01/{GTIN}/10/A\x00", Reason.BATCH_TEXT),
        (f"/01/{GTIN}/10/A B", Reason.BATCH_TEXT),
        (f"/01/{GTIN}/10/lô", Reason.BATCH_TEXT),
        (f"/01/{GTIN}/10/{'A' * 21}", Reason.BATCH_TEXT),
        (f"/01/{GTIN}/10/AB/21/#7", Reason.SERIAL_TEXT),
        (f"/01/{GTIN}/17/261231", Reason.KEY),
        (f"/01/{GTIN}/10/AB/22/2A/21/#", Reason.SERIAL_TEXT),
        (f"/01/{GTIN}/22", Reason.EMPTY_PART),
        (f"/01/{GTIN}/235/{'A' * 29}", Reason.VARIANT_TEXT),
    ],
)
def test_what_is_no_link_says_why(path: str, reason: Reason) -> None:
    with pytest.raises(BadLink) as refused:
        parse(path)
    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        (f"/01/{GTIN}/10/12/10/26", False),
        (f"/01/{GTIN}/10/AB", False),
        (f"/01/{GTIN}/10/AB/foo", True),
        (f"/01/{GTIN}/10/12/10/2026/1", True),
        (f"/01/{GTIN}/10/AB/21/7/foo", True),
        (f"/01/{GTIN}/22/2A/10/AB/foo", True),
    ],
)
def test_a_slash_that_no_producer_writes_separates(path: str, is_one: bool) -> None:
    assert parse(path).has_plain_slash is is_one


def test_what_is_read_here_is_a_digital_link_to_gs1_too() -> None:
    """The quick reading of the lane never takes what the full one refuses."""
    for link in (Link(GTIN), Link(GTIN, "L(1)/a", "7+7"), Link(GTIN, "A", variant="2A")):
        assert weblinks.read(f"https://{OWN}{link.path}").uri(f"https://{OWN}").endswith(link.path)
        assert parse(unquote(link.path)) == link


def test_a_link_is_printed_percent_encoded() -> None:
    assert Link(GTIN, "12/10", "a+b").path == f"/01/{GTIN}/10/12%2F10/21/a%2Bb"
    assert Link(GTIN).path == f"/01/{GTIN}"


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("  ", Typed(Kind.NOTHING)),
        ("ct2611 o3l", Typed(Kind.CODE, code="ct2611 o3l")),
        (
            f"https://{OWN}/truy-xuat/CT2611-03K7M-X?lang=en",
            Typed(Kind.CODE, code="CT2611-03K7M-X"),
        ),
        (
            f"HTTPS://{OWN.upper()}/l/CT2611-03K7M-X/7",
            Typed(Kind.CODE, code="CT2611-03K7M-X", serial="7"),
        ),
        (
            f"{OWN}/truy-xuat/CT2611-03K7M-X/so-rieng/7/kiem-tra",
            Typed(Kind.CODE, code="CT2611-03K7M-X", serial="7"),
        ),
        (f"{OWN}/l/CT2611-03K7M-X.txt", Typed(Kind.CODE, code="CT2611-03K7M-X")),
        (f"https://{OWN}/01/{GTIN}/10/A%2FB/", Typed(Kind.GOODS, link=Link(GTIN, "A/B"))),
        (f"https://id.gs1.org/01/{GTIN}", Typed(Kind.GOODS, link=Link(GTIN))),
        (f"https://{OWN}/01/123", Typed(Kind.FOREIGN)),
        (f"https://brand.example/p/vn/01/{GTIN}/10/AB/", Typed(Kind.GOODS, link=Link(GTIN, "AB"))),
        (f"HtTps://brand.example/gtin/{GTIN[1:]}/lot/AB", Typed(Kind.GOODS, link=Link(GTIN, "AB"))),
        (f"https://{OWN}/01/{GTIN}/10/12/10/26", Typed(Kind.GOODS, link=Link(GTIN, "12/10/26"))),
        (f"https://{OWN}/01/{GTIN[:-1]}{(int(GTIN[-1]) + 1) % 10}", Typed(Kind.MISTYPED)),
        ("https://brand.example/00/123456789012345675", Typed(Kind.FOREIGN)),
        (f"https://{OWN}/gio-hang", Typed(Kind.FOREIGN)),
        (f"https://{OWN}/truy-xuat/", Typed(Kind.FOREIGN)),
        ("https://evil.example/l/CT2611-03K7M-X", Typed(Kind.FOREIGN)),
        ("https://[broken/l/x", Typed(Kind.FOREIGN)),
        (GTIN[1:], Typed(Kind.GOODS, link=Link(GTIN))),
        (f"{GTIN[1]} {GTIN[2:8]} {GTIN[8:]}", Typed(Kind.GOODS, link=Link(GTIN))),
        ("9520000000012345", Typed(Kind.CODE, code="9520000000012345")),
        (f"(01){GTIN}(10)AB/C", Typed(Kind.GOODS, link=Link(GTIN, "AB/C"))),
        (f"(01){GTIN[:-1]}x", Typed(Kind.CODE, code=f"(01){GTIN[:-1]}x")),
        ("(01)00000000000001", Typed(Kind.MISTYPED)),
        (f"{GTIN[1:-1]}{(int(GTIN[-1]) + 1) % 10}", Typed(Kind.MISTYPED)),
        (f"(01){GTIN}(17)271231(10)AB", Typed(Kind.GOODS, link=Link(GTIN, "AB"))),
        (f"]Q301{GTIN}10AB\x1d217", Typed(Kind.GOODS, link=Link(GTIN, "AB", "7"))),
        (f"]E0{GTIN[1:]}", Typed(Kind.GOODS, link=Link(GTIN))),
        (f"]Q1https://{OWN}/l/CT2611-03K7M-X", Typed(Kind.CODE, code="CT2611-03K7M-X")),
        ("(00)123456789012345675", Typed(Kind.FOREIGN)),
        ("(" * 2000, Typed(Kind.CODE, code="(" * 2000)),
    ],
)
def test_what_people_type_is_understood(text: str, typed: Typed) -> None:
    assert read(text, OWN) == typed
