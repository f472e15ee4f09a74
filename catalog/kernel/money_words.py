"""An amount in words, so that whoever typed it hears whether it is what was meant."""

from catalog.kernel.i18n import language

_ONES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_SCALES = (("tỷ", 10**9), ("triệu", 10**6), ("nghìn", 10**3), ("", 1))
_EN = {"tỷ": "billion", "triệu": "million", "nghìn": "thousand", "": ""}


def dong_in_words(amount: int) -> str:
    """185000 → "một trăm tám mươi lăm nghìn đồng"; in English "185 thousand đồng"."""
    groups = [(name, amount // scale % 1000) for name, scale in _SCALES]
    said: list[str] = []
    for name, group in groups:
        if group and language() == "en":
            said += [str(group), _EN[name]]
        elif group:
            said += [*_three(group, is_first=not said), name]
    return " ".join(word for word in [*(said or [_ONES[0]]), "đồng"] if word)


def _three(number: int, *, is_first: bool) -> list[str]:
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    words = [] if is_first and not hundreds else [_ONES[hundreds], "trăm"]
    if tens == 0:
        return [*words, *(["lẻ"] if words and ones else []), *([_ONES[ones]] if ones else [])]
    if tens == 1:
        return [*words, "mười", *([_AFTER_TENS[5] if ones == 5 else _ONES[ones]] if ones else [])]
    last = [_AFTER_TENS.get(ones, _ONES[ones])] if ones else []
    return [*words, _ONES[tens], "mươi", *last]
