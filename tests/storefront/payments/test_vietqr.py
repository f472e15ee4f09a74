"""VietQR payloads against public vectors, and what is refused."""

import pytest

from storefront.payments.vietqr import banks
from storefront.payments.vietqr.rules import (
    BrokenCode,
    Fault,
    build,
    crc,
    parse,
    to_ascii,
    to_purpose,
)
from tests import testdata

STATIC = (
    "00020101021138540010A00000072701240006970422011003523509170208QRIBFTTA53037045802VN630479DB"
)


def vectors(part: str) -> list[dict]:
    return testdata.read("commerce/vietqr_vectors.json")[part]


def test_every_valid_code_of_the_vectors_is_read() -> None:
    cases = vectors("valid_from_public_tests")
    assert len(cases) == 11
    for case in cases:
        read = parse(case["payload"])
        amount = int(case["amount"]) if case["amount"] else None
        assert (read.bin, read.account, read.service) == (
            case["bin"],
            case["account"],
            case["service"],
        )
        assert (read.amount, dict(read.additional)) == (amount, case["additional"])
        assert read.is_dynamic == (case["init"] == "12")


def test_codes_are_built_as_others_build_them() -> None:
    for case in vectors("valid_synthetic"):
        given = case["input"]
        built = build(given["bin"], given["account"], given["amount"], given["purpose"])
        assert built == case["payload"]
        assert parse(built).purpose == given["purpose"]


def test_a_right_checksum_over_a_wrong_layout_is_refused() -> None:
    for case in vectors("parse_but_not_napas_layout"):
        with pytest.raises(BrokenCode) as refused:
            parse(case["payload"])
        assert refused.value.fault == Fault.LAYOUT


@pytest.mark.parametrize("part", ["invalid_from_public_tests", "mutations_of_synthetic_1"])
def test_no_broken_code_is_read(part: str) -> None:
    for case in vectors(part):
        with pytest.raises(BrokenCode):
            parse(case["payload"])


def test_the_checksum_agrees_with_known_answers() -> None:
    for case in vectors("crc_known_answers"):
        assert f"{crc(case['data']):04X}" == case["crc"]


def test_marks_fall_away_and_capitals_stay() -> None:
    for case in vectors("purpose_ascii_folding"):
        assert to_ascii(case["text"]) == case["ascii"]


def test_lower_case_and_padded_checksums_are_read() -> None:
    assert parse(STATIC[:-4] + "79db").account == "0352350917"
    padded = next(
        built
        for amount in range(1, 400)
        if (built := build("970422", "0352350917", amount))[-4] == "0"
    )
    assert parse(padded).amount


@pytest.mark.parametrize("place", range(len(STATIC)))
def test_one_changed_sign_anywhere_is_noticed(place: int) -> None:
    other = "7" if STATIC[place] != "7" else "3"
    with pytest.raises(BrokenCode):
        parse(STATIC[:place] + other + STATIC[place + 1 :])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.NOT_TEXT),
        ("x" * 600, Fault.NOT_TEXT),
        (STATIC + "\u0110", Fault.NOT_TEXT),
        ("https://example.vn/l/B26-K7Q2M9", Fault.CHECKSUM),
        (STATIC[:-4], Fault.CHECKSUM),
    ],
)
def test_rubbish_is_named(text: str, fault: Fault) -> None:
    with pytest.raises(BrokenCode) as refused:
        parse(text)
    assert refused.value.fault == fault


def signed(text: str) -> str:
    return f"{text}6304{crc(text + '6304'):04X}"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("5303704", "5303840", Fault.NOT_VIETQR),
        ("5802VN", "5802TH", Fault.NOT_VIETQR),
        ("A000000727", "A000000728", Fault.NOT_VIETQR),
        ("5802VN", "54030105802VN", Fault.LAYOUT),
        ("5802VN", "540110.505802VN", Fault.STRUCTURE),
        ("5802VN", "5802VN5802VN", Fault.STRUCTURE),
        ("QRIBFTTA", "QRIBFTTX", Fault.LAYOUT),
    ],
)
def test_signed_codes_of_another_kind_are_refused(old: str, new: str, fault: Fault) -> None:
    with pytest.raises(BrokenCode) as refused:
        parse(signed(STATIC[:-8].replace(old, new)))
    assert refused.value.fault == fault


@pytest.mark.parametrize(
    ("bin_", "account", "amount", "purpose"),
    [
        ("97042", "1", None, None),
        ("970422", "", None, None),
        ("970422", "12 34", None, None),
        ("970422", "1" * 20, None, None),
        ("970422", "1", 0, None),
        ("970422", "1", -5, None),
        ("970422", "1", 10**13, None),
        ("970422", "1", 1, "đơn hàng"),
        ("970422", "1", 1, "x" * 26),
    ],
)
def test_what_no_bank_reads_is_not_built(
    bin_: str, account: str, amount: int | None, purpose: str | None
) -> None:
    with pytest.raises(ValueError, match="."):
        build(bin_, account, amount, purpose)


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("OCOP DH26K7Q2M9X", "OCOP DH26K7Q2M9X"),
        ("Đơn hàng: DH26-K7Q2", "Don hang DH26 K7Q2"),
        ("một dòng chữ quá dài cho ngân hàng", "mot dong chu qua dai cho"),
        ("<b>x</b>", "b x b"),
    ],
)
def test_a_purpose_is_short_plain_text(text: str, purpose: str) -> None:
    assert to_purpose(text) == purpose


def test_the_bank_list_is_whole() -> None:
    listed = testdata.read("commerce/vietqr_banks.json")["banks"]
    held = {(bank.bin, bank.short_name) for bank in banks.list_banks()}
    assert held == {(bank["bin"] or "", bank["short_name"]) for bank in listed}


def test_a_bank_is_found_by_its_number_and_former_names_come_last() -> None:
    assert [banks.find_bank(bin_).short_name for bin_ in ("970449", "970414", "970406")] == [
        "LPBank",
        "MBV",
        "Vikki Bank",
    ]
    assert banks.find_bank("000000") is None
    assert banks.find_bank("") is None
    assert not any(bank.is_former for bank in banks.list_receiving())
