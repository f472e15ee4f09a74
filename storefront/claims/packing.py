"""What of a combo's packing fee a household gets back, as claims about the combo are settled."""

from sqlalchemy import func, select

from catalog.kernel.db import session
from storefront.claims.models import Claim, ClaimRefund
from storefront.claims.rules import CameBack, ClaimKind, came_back, packing_due_back
from storefront.claims.signals import packing_owed_back
from storefront.orders.models import Order
from storefront.payments.models import Refund


def settle(order: Order, key: str) -> None:
    """Money of a claim about an order was promised: say what is owed back of the packing fees.

    Of all orders of its combo, since the last to come back undoes the sale of all. Whoever calls
    this holds the payment of the purchase, so that no two claims miss each other.
    """
    if order.combo_sale_id is None:
        return
    query = select(Order).where(Order.combo_sale_id == order.combo_sale_id).order_by(Order.id)
    found = {one: _of(one) for one in session.scalars(query)}
    for one, back in found.items():
        if due := packing_due_back(one.packing_fee, back, list(found.values())):
            packing_owed_back.send(None, order_id=one.id, amount=due, key=key)


def _of(order: Order) -> CameBack:
    query = (
        select(Claim.kind, func.sum(Refund.amount))
        .join(ClaimRefund, ClaimRefund.claim_id == Claim.id)
        .join(Refund, Refund.id == ClaimRefund.refund_id)
        .where(Claim.order_id == order.id)
        .group_by(Claim.kind)
    )
    promised = {ClaimKind(kind): int(amount) for kind, amount in session.execute(query)}
    return came_back(order.items_total - order.discount, promised)
