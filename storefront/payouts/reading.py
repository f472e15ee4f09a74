"""A seller's own VietQR code, pasted, scanned or sent as a picture, becomes bank and account."""

from dataclasses import dataclass
from typing import IO

import zxingcpp

from catalog.kernel import pictures
from catalog.kernel.files import LARGEST_UPLOAD
from storefront.payments.vietqr import rules as vietqr
from storefront.payments.vietqr.banks import Bank, find_bank
from storefront.payments.vietqr.rules import BrokenCode, Fault
from storefront.payouts.errors import (
    BankUnknown,
    CodeDamaged,
    CodeNotFound,
    NotABankCode,
    ToACard,
)

QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_DAMAGED = (Fault.CHECKSUM, Fault.STRUCTURE)


@dataclass(frozen=True)
class Payee:
    """Where a code leads; its holder is in no code and is asked for."""

    bank: Bank
    account: str


def read_payload(text: str) -> Payee:
    """What a VietQR text says. Raises CodeDamaged, NotABankCode, ToACard or BankUnknown."""
    try:
        code = vietqr.parse(text)
    except BrokenCode as error:
        raise (CodeDamaged if error.fault in _DAMAGED else NotABankCode) from error
    if code.service == vietqr.TO_CARD:
        raise ToACard
    bank = find_bank(code.bin)
    if bank is None or not bank.can_receive:
        raise BankUnknown
    return Payee(bank, code.account)


def payload_of(stream: IO[bytes]) -> str:
    """The text of the one QR code in a picture. Raises CodeNotFound and refusals of pictures."""
    data = stream.read(LARGEST_UPLOAD + 1)
    if not data:
        raise pictures.PictureMissing
    if len(data) > LARGEST_UPLOAD:
        raise pictures.PictureTooHeavy
    found = zxingcpp.read_barcodes(pictures.decode(data), formats=QR)
    if len(found) != 1:
        raise CodeNotFound
    return str(found[0].text)
