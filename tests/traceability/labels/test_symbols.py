"""Superposition gives, bit by bit, the symbols that `qrcode` draws."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from traceability.labels import symbols
from traceability.labels.symbols import Bulk, ordinary, single

PREFIXES = [
    "https://ocop.example/01/09520000000011/10/CT2611-03K7M-X/21/",
    "https://ocop.example/01/09520000000011/10/L12%2F10a/21/",  # a small letter cuts the end short
    "http://localhost:8000/l/CT2611-03K7M-X/",
    "https://cho.rat-dai.example.vn/01/09520000000011/10/LO-THANG-11-2026-A/21/",
    "",
]
SERIALS = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=12, max_size=12)
BULKS = {prefix: Bulk(prefix, 12) for prefix in PREFIXES}


@given(st.sampled_from(PREFIXES), SERIALS)
@settings(max_examples=200, deadline=None)
def test_a_sum_of_symbols_is_the_symbol(prefix: str, serial: str) -> None:
    bulk = BULKS[prefix]
    assert bulk.symbol(serial) == ordinary(prefix, serial, bulk)


@given(st.text(symbols.ALPHANUMERIC, min_size=12, max_size=12))
@settings(max_examples=50, deadline=None)
def test_every_sign_that_may_stand_there_is_right(text: str) -> None:
    bulk = BULKS[PREFIXES[0]]
    assert bulk.symbol(text) == ordinary(PREFIXES[0], text, bulk)


def test_capitals_at_the_end_save_a_version() -> None:
    assert BULKS[PREFIXES[0]].version == 4  # all bytes would be 5
    assert single("https://ocop.example/l/CT2611-03K7M-X").modules == 29


def test_only_whole_pairs_are_summed() -> None:
    with pytest.raises(ValueError, match="even"):
        Bulk("X", 11)
    with pytest.raises(ValueError, match="12"):
        BULKS[""].symbol("ABC")
