"""An amount is read back in words; what is read back is read the same again."""

import pytest
from flask import Flask

from catalog.kernel.i18n import speaking
from catalog.kernel.money_words import dong_in_words
from catalog.kernel.spoken_money import read_dong

SAID = {
    0: "không đồng",
    5: "năm đồng",
    10: "mười đồng",
    15: "mười lăm đồng",
    21: "hai mươi mốt đồng",
    44: "bốn mươi tư đồng",
    105: "một trăm lẻ năm đồng",
    1_000: "một nghìn đồng",
    5_005: "năm nghìn không trăm lẻ năm đồng",
    90_000: "chín mươi nghìn đồng",
    185_000: "một trăm tám mươi lăm nghìn đồng",
    1_050_000: "một triệu không trăm năm mươi nghìn đồng",
    1_200_000: "một triệu hai trăm nghìn đồng",
    2_000_000_000: "hai tỷ đồng",
}


@pytest.mark.parametrize(("amount", "words"), SAID.items())
def test_an_amount_in_words(amount: int, words: str) -> None:
    assert dong_in_words(amount) == words


def test_english_readers_get_its_scales(app: Flask) -> None:
    with app.test_request_context(), speaking("en"):
        assert dong_in_words(185_000) == "185 thousand đồng"
        assert dong_in_words(1_250_500) == "1 million 250 thousand 500 đồng"


@pytest.mark.parametrize("step", [1_000, 7_000, 12_500, 999_937])
def test_what_is_read_back_is_read_the_same_again(step: int) -> None:
    for amount in range(step, 300 * step, step):
        if amount % 1_000_000 // 1_000:  # without thousands, "hai trăm" after triệu means them
            assert read_dong(dong_in_words(amount)) == amount
