"""Draws a VietQR code. Bank apps read screens, so the symbol is as small as it can be."""

from base64 import b64encode
from io import BytesIO

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathFillImage


def svg(payload: str) -> bytes:
    """The symbol with its quiet zone, black on white, sizes in the user's hand."""
    symbol = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=4, box_size=10)
    symbol.add_data(payload)
    symbol.make(fit=True)
    buffer = BytesIO()
    symbol.make_image(image_factory=SvgPathFillImage).save(buffer)
    return buffer.getvalue()


def data_uri(payload: str) -> str:
    """The picture inside the page: no second request, no address that others could ask for."""
    return f"data:image/svg+xml;base64,{b64encode(svg(payload)).decode()}"
