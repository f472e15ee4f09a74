"""States of a seller's share of a payment. Pure."""

from enum import StrEnum


class Method(StrEnum):
    """How a purchase is paid."""

    COD = "cod"


class ShareState(StrEnum):
    """COD: due until the seller says that the cash was received; void when not bought."""

    DUE = "due"
    RECEIVED = "received"
    VOID = "void"


HELD_BY_SELLER = "seller"
"""Who has the money when the buyer paid the seller by hand; else a partner's code."""

SETTLED_FROM = {ShareState.RECEIVED: ShareState.DUE, ShareState.VOID: ShareState.DUE}
"""Which state a share must be in to reach another."""
