"""Prices are read as people write and say them; what may mean two amounts is asked back."""

import pytest

from catalog.kernel.spoken_money import (
    MoneyNothing,
    MoneyTooMuch,
    MoneyUnclear,
    NotMoney,
    read_dong,
)

READ = {
    "185k": 185_000,
    "185K": 185_000,
    " 185 k ": 185_000,
    "185 nghìn": 185_000,
    "185 ngàn": 185_000,
    "185ng": 185_000,
    "185 nghin dong": 185_000,
    "185.000": 185_000,
    "185,000": 185_000,
    "185 000": 185_000,
    "185\u00a0000\u00a0₫": 185_000,
    "185000": 185_000,
    "185000đ": 185_000,
    "185.000 đồng": 185_000,
    "185.000 VNĐ": 185_000,
    "１８５ｋ": 185_000,
    "12,5k": 12_500,
    "12.5k": 12_500,
    "185k5": 185_500,
    "185 nghìn 500": 185_500,
    "500đ": 500,
    "1tr2": 1_200_000,
    "1tr25": 1_250_000,
    "1tr250": 1_250_000,
    "1tr05": 1_050_000,
    "1 triệu 2": 1_200_000,
    "1,2tr": 1_200_000,
    "1.2 triệu": 1_200_000,
    "1 triệu 200 nghìn": 1_200_000,
    "1tr200k": 1_200_000,
    "1tr200.000": 1_200_000,
    "1.200.000": 1_200_000,
    "2 triệu rưỡi": 2_500_000,
    "nửa triệu": 500_000,
    "0,5tr": 500_000,
    "1 tỷ 2": 1_200_000_000,
    "một trăm tám lăm nghìn": 185_000,
    "một trăm tám mươi lăm nghìn đồng": 185_000,
    "Trăm tám lăm nghìn": 185_000,
    "mot tram tam lam nghin": 185_000,
    "một trăm hai nghìn": 120_000,
    "trăm rưỡi nghìn": 150_000,
    "một trăm lẻ năm nghìn": 105_000,
    "một trăm linh năm ngàn": 105_000,
    "chín chục nghìn": 90_000,
    "mười lăm nghìn": 15_000,
    "mười nghìn": 10_000,
    "hai mươi nghìn": 20_000,
    "hai mươi mốt nghìn": 21_000,
    "bốn mươi tư nghìn": 44_000,
    "hai lăm nghìn": 25_000,
    "hai trăm năm mươi nghìn": 250_000,
    "2 trăm 50 nghìn": 250_000,
    "một triệu hai": 1_200_000,
    "một triệu hai trăm": 1_200_000,
    "một triệu hai trăm nghìn": 1_200_000,
    "một triệu không trăm năm mươi nghìn": 1_050_000,
    "ba triệu rưỡi": 3_500_000,
    "năm nghìn năm trăm": 5_500,
    "9.999.999.999": 9_999_999_999,
    "\x00185\u200bk": 185_000,
}


@pytest.mark.parametrize(("typed", "amount"), READ.items())
def test_what_is_written_or_said_becomes_whole_dong(typed: str, amount: int) -> None:
    assert read_dong(typed) == amount


@pytest.mark.parametrize(
    ("typed", "small", "large"),
    [
        ("1.2", "1.200", "1.200.000"),
        ("1,25", "1.250", "1.250.000"),
        ("185", "185", "185.000"),
        ("0.500", "500", "500.000"),
        ("hai trăm", "200", "200.000"),
        ("1.250k", "1.250", "1.250.000"),
        ("1,250tr", "1.250.000", "1.250.000.000"),
    ],
)
def test_what_may_mean_two_amounts_is_refused_with_both(typed: str, small: str, large: str) -> None:
    with pytest.raises(MoneyUnclear) as refusal:
        read_dong(typed)
    said = str(refusal.value.message)
    assert said.startswith(f"{small}\u00a0₫ hay {large}\u00a0₫?")


@pytest.mark.parametrize("typed", ["0", "0đ", "0k", "không", "không nghìn", "000"])
def test_nothing_is_no_price(typed: str) -> None:
    with pytest.raises(MoneyNothing):
        read_dong(typed)


@pytest.mark.parametrize("typed", ["10 tỷ", "10.000.000.000", "99999999999999999999", "999 tỷ"])
def test_ten_billion_and_more_is_a_slip(typed: str) -> None:
    with pytest.raises(MoneyTooMuch):
        read_dong(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "k",
        "nghìn",
        "rưỡi",
        "đồng",
        "-185k",
        "185-200k",
        "185k/kg",
        "185 usd",
        "$185",
        "1e6",
        "rẻ lắm",
        "1.2.3",
        "1.23.456",
        "1,200.000",
        "1k2tr",
        "1tr2tr",
        "1tr rưỡi 5",
        "12,3456k",
        "1,2345 nghìn",
        "một một một nghìn",
        "hai trăm trăm nghìn",
        "không năm nghìn",
        "1 nghìn 5000",
        "1tr9999999",
        "9" * 121,
        "một " * 40,
        "٣k",
        "😀",
        "1_000",
    ],
)
def test_anything_else_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(NotMoney) as refusal:
        read_dong(typed)
    assert type(refusal.value) is NotMoney
