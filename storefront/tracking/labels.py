"""The words by which carriers' files say why a parcel was not taken, folded."""

from storefront.orders.rules import ReturnReason

WHY_IN_FILE = {
    "khach tu choi": ReturnReason.BUYER_REFUSED,
    "khach tu choi nhan": ReturnReason.BUYER_REFUSED,
    "khong gap khach": ReturnReason.NOT_REACHED,
    "khong lien lac duoc": ReturnReason.NOT_REACHED,
    "sai dia chi": ReturnReason.WRONG_ADDRESS,
}
"""Other words are not refused: a reason we do not know counts for nothing."""
