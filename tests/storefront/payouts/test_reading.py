"""A seller's own VietQR code, pasted or as a picture."""

from io import BytesIO

import pytest
import qrcode

from catalog.kernel.errors import DomainError
from catalog.kernel.pictures import NotAPicture, PictureMissing, PictureTooHeavy
from storefront.payments.vietqr import rules as vietqr
from storefront.payouts import reading
from storefront.payouts.errors import BankUnknown, CodeDamaged, CodeNotFound, NotABankCode
from tests.factories.shops import open_shop
from tests.visitor import Visitor

GOOD = vietqr.build("970436", "0011012345678")


def resealed(text: str) -> str:
    return f"{text}{vietqr.crc(text):04X}"


CARD = resealed(
    "00020101021138"
    + "60" + "0010A000000727" + "0132" + "0006970436" + "0118970436000000000001" + "0208QRIBFTTC"
    + "530370454045000" + "5802VN" + "6304"
)  # fmt: skip


def picture(text: str) -> BytesIO:
    file = BytesIO()
    qrcode.make(text).save(file, "PNG")
    file.seek(0)
    return file


def test_a_code_names_bank_and_account() -> None:
    payee = reading.read_payload(f"  {GOOD}\n")
    assert (payee.bank.short_name, payee.account) == ("Vietcombank", "0011012345678")
    assert reading.payload_of(picture(GOOD)) == GOOD


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (GOOD[:-1] + ("0" if GOOD[-1] != "0" else "1"), CodeDamaged),
        (GOOD.replace("0011012345678", "0011012345679"), CodeDamaged),
        ("https://example.vn", NotABankCode),
        ("Nguyễn Thị Hoa", NotABankCode),
        (vietqr.build("123456", "0011012345678"), BankUnknown),
    ],
)
def test_wrong_codes_are_refused_in_plain_words(text: str, kind: type[DomainError]) -> None:
    with pytest.raises((kind, CodeDamaged) if kind is NotABankCode else kind):
        reading.read_payload(text)


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"", PictureMissing), (b"x" * 10_485_761, PictureTooHeavy), (b"GIF89a", NotAPicture)],
)
def test_hostile_pictures_are_refused(data: bytes, kind: type[DomainError]) -> None:
    with pytest.raises(kind):
        reading.payload_of(BytesIO(data))


def test_a_picture_without_a_code_says_so() -> None:
    from PIL import Image

    file = BytesIO()
    Image.new("RGB", (400, 400), "white").save(file, "PNG")
    file.seek(0)
    with pytest.raises(CodeNotFound):
        reading.payload_of(file)


def test_the_page_reads_a_code_and_saves_nothing_before_it_is_looked_at(visitor: Visitor) -> None:
    owner = open_shop()
    (producer_id,) = owner.producer_ids
    visitor.sign_in("payouts.account", producer_ids=(producer_id,))
    url = "/ban-hang/tien/tai-khoan/ma"
    page = visitor.post(url, ma=GOOD)
    assert "Mã của Vietcombank, tài khoản 0011012345678." in page
    assert 'value="0011012345678"' in page
    page = visitor.post(url, picture=(picture(GOOD), "ma.png"))
    assert "Mã của Vietcombank" in page
    assert "lấy lại mã nhận tiền" in visitor.post(url, 422, ma=GOOD[:-4] + "0000")
    assert "Hãy quét, dán hoặc chọn ảnh" in visitor.post(url, 422, ma="")
    assert "Chờ sàn xác minh" not in visitor.get("/ban-hang/tien/tai-khoan")
