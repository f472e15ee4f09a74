"""Serial numbers: random, typed forgivingly, kept as digests that tell nothing."""

import pytest

from traceability.labels import codes

KEY, CODE = b"k" * 32, "CT2611-03K7M-X"


def test_numbers_are_twelve_signs_and_differ() -> None:
    drawn = {codes.new_serial() for _ in range(1000)}
    assert len(drawn) == 1000
    assert all(map(codes.is_serial, drawn))
    assert {sign for one in drawn for sign in one} == set(codes.ALPHABET)


@pytest.mark.parametrize(
    "typed", ["7K2M4QXW1230", "7k2m-4qxw-123o", " 7K2M 4QXW L23O", "7K2M-4QXW-I230"]
)
def test_look_alikes_and_hyphens_are_forgiven(typed: str) -> None:
    assert codes.as_printed(typed) == "7K2M4QXW1230"


@pytest.mark.parametrize(
    "text", ["", "7K2M4QXW123", "7K2M4QXW12305", "7K2M4QXW123U", "7K2M4QXW123é"]
)
def test_other_texts_are_no_numbers(text: str) -> None:
    assert not codes.is_serial(text)


def test_a_digest_depends_on_all_it_is_made_of() -> None:
    digests = {
        codes.serial_digest(KEY, CODE, "A"),
        codes.serial_digest(b"x" * 32, CODE, "A"),
        codes.serial_digest(KEY, CODE, "B"),
        codes.serial_digest(KEY, "CT", "2611-03K7M-XA"),
        codes.pin_digest(KEY, CODE, "A", "123456"),
        codes.pin_digest(KEY, CODE, "A", "123457"),
        codes.pin_digest(KEY, CODE, "B", "123456"),
    }
    assert len(digests) == 7
    assert codes.is_same(codes.serial_digest(KEY, CODE, "A"), codes.serial_digest(KEY, CODE, "A"))


def test_a_pin_is_six_figures() -> None:
    assert all(len(pin) == 6 and pin.isdigit() for pin in (codes.new_pin() for _ in range(100)))
