"""Rules of messages."""

import pytest

from catalog.kernel.i18n import speaking
from storefront.messages import labels, rules
from storefront.messages.rules import Channel, Kind

LONGEST = {
    "code": "123456",
    "act": "xem hoặc xóa dữ liệu cá nhân gắn với số này",
    "number": "DH26-7K3QF9AA",
    "total": "1.234.567.890\u00a0₫",
    "first": "21/12/2026",
    "day": "31/12/2026",
    "address": "https://cho-xa.example/don-hang/DH26-7K3QF9AA?khoa=" + "x" * 64,
    "helper": "x" * 60,
    "name": "x" * 40,
    "household": "x" * 60,
    "seller": "x" * 40,
    "bank": "x" * 40,
    "ending": "1234",
    "moment": "23:59 31/12/2026",
    "until": "23:59 31/12/2026",
}


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("+84912345678", "•••\u00a0678"),
        ("hoa@vi-du.vn", "h•••@vi-du.vn"),
        (None, ""),
    ],
)
def test_an_address_is_shown_to_its_owner_only(address: str | None, shown: str) -> None:
    assert rules.masked(address) == shown


def test_a_text_message_goes_without_accents() -> None:
    text = rules.as_carried(Channel.SMS, "Đơn “A” của bạn: 95.000\u00a0₫, đã gửi")
    assert text == 'Don "A" cua ban: 95.000 d, da gui'
    assert text.isascii()
    assert rules.as_carried(Channel.ZALO, "Đơn") == "Đơn"


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", Kind)
def test_every_template_fits_zalo_and_two_parts_of_sms(
    app: object, kind: Kind, language: str
) -> None:
    with app.test_request_context(), speaking(language):  # type: ignore[attr-defined]
        text = labels.text(kind, "Chợ Xã", LONGEST)
    assert rules.fits(Channel.ZALO, text)
    assert rules.fits(Channel.SMS, rules.as_carried(Channel.SMS, text))


@pytest.mark.parametrize(
    ("channel", "length", "fits"),
    [("zalo", 400, True), ("zalo", 401, False), ("sms", 306, True), ("sms", 307, False)],
)
def test_how_long_a_text_may_be(channel: str, length: int, fits: bool) -> None:
    assert rules.fits(Channel(channel), "a" * length) == fits
