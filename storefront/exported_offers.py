"""What sellers offer, taken along: wholesale prices, promotions, and combos with own goods."""

from sqlalchemy import Select, and_, select

from catalog.kernel.i18n import lazy_
from catalog.products.models import Product, Variant
from storefront.combos.models import Combo, ComboPart, ComboPrice
from storefront.pricing.models import PriceStep, Promotion, PromotionTarget, Voucher
from traceability.exports.tables import Ids, Table


def _variants(ids: Ids) -> Select[int]:
    return select(Variant.id).join(Variant.product).where(Product.producer_id.in_(ids))


def _promotions(ids: Ids) -> Select[int]:
    return select(Promotion.id).where(Promotion.producer_id.in_(ids))


def _combos(ids: Ids) -> Select[int]:
    return select(Combo.id).where(Combo.packer_id.in_(ids))


OFFERS = (
    Table(
        "gia-si",
        lazy_("Giá mua nhiều"),
        PriceStep,
        lambda ids: PriceStep.variant_id.in_(_variants(ids)),
    ),
    Table(
        "khuyen-mai",
        lazy_("Khuyến mại của cơ sở"),
        Promotion,
        lambda ids: Promotion.producer_id.in_(ids),
    ),
    Table(
        "khuyen-mai-hang",
        lazy_("Hàng được khuyến mại"),
        PromotionTarget,
        lambda ids: PromotionTarget.promotion_id.in_(_promotions(ids)),
    ),
    Table(
        "ma-giam-gia",
        lazy_("Mã giảm giá của cơ sở"),
        Voucher,
        lambda ids: and_(Voucher.promotion_id.in_(_promotions(ids)), Voucher.phone.is_(None)),
    ),
    Table("hop-qua", lazy_("Hộp quà cơ sở gói"), Combo, lambda ids: Combo.packer_id.in_(ids)),
    Table(
        "hop-qua-mon",
        lazy_("Hàng trong hộp quà, và điều cơ sở đã trả lời"),
        ComboPart,
        lambda ids: ComboPart.combo_id.in_(_combos(ids)) | ComboPart.variant_id.in_(_variants(ids)),
    ),
    Table(
        "hop-qua-gia",
        lazy_("Giá hộp quà theo thời gian"),
        ComboPrice,
        lambda ids: ComboPrice.combo_id.in_(_combos(ids)),
    ),
)
