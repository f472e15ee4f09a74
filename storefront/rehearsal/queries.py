"""Reads of a rehearsal: the seller's own goods, and what fee and tax of today would take."""

from datetime import date

from sqlalchemy import select

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.i18n import _
from catalog.producers.models import Producer
from catalog.products.models import Product, Variant
from catalog.products.queries import first_pictures
from storefront.commission.queries import list_rules_in_force
from storefront.commission.rules import Item, charge
from storefront.payouts.rules import Split
from storefront.rehearsal.rules import UNITS, Goods, split_of
from storefront.withholding import rules as withholding
from storefront.withholding.queries import list_rates, to_rate


def goods_of(actor: Actor) -> Goods:
    """The first size the actor's producer has on sale, or an invented one."""
    query = (
        select(Variant.id, Variant.name, Variant.price, Product.name.label("product"))
        .join(Variant.product)
        .where(
            Product.producer_id.in_(actor.producer_ids), Product.is_published, Variant.is_on_sale
        )
        .order_by(Product.folded, Variant.position, Variant.id)
    )
    row = session.execute(query.limit(1)).first()
    if row is None:
        return Goods(_("Chè khô của bạn"), _("gói 100 g"), 60_000, is_own=False)
    picture = first_pictures([row.id]).get(row.id)
    return Goods(row.product, row.name, row.price, picture.digest if picture else None)


def split_for(actor: Actor, goods: Goods, on: date) -> Split:
    """By the rules that real orders of this day are charged by."""
    seller = session.get_one(Producer, min(actor.producer_ids))
    item = Item(1, seller.id, seller.legal_form, None, goods.total, UNITS)
    (charged,) = charge(list_rules_in_force(on), [item], on)
    rates = map(to_rate, list_rates())
    rate = withholding.pick(rates, seller.legal_form, on, through_platform=False)
    tax = withholding.withhold(goods.total, rate.vat_bp, rate.pit_bp) if rate else None
    return split_of(goods, charged.fee + charged.vat, tax.vat + tax.pit if tax else 0)
