"""What sellers offer, taken along: wholesale prices, promotions, and combos with own goods."""

from sqlalchemy import Select, and_, select

from catalog.kernel.i18n import lazy_
from catalog.products.models import Product, Variant
from storefront.combos.models import Combo, ComboPart, ComboPrice
from storefront.pricing.models import PriceStep, Promotion, PromotionTarget, Voucher
from traceability.exports.tables import Ids, Table, those_of


def _variants(ids: Ids) -> Select[int]:
    return select(Variant.id).join(Variant.product).where(Product.producer_id.in_(ids))


def _promotions(ids: Ids) -> Select[int]:
    return select(Promotion.id).where(Promotion.producer_id.in_(ids))


def _combos(ids: Ids) -> Select[int]:
    return select(Combo.id).where(Combo.packer_id.in_(ids))


OFFERS = (
    Table("gia-si", lazy_("Giá mua nhiều"), PriceStep, those_of(PriceStep.variant_id, _variants)),
    Table("khuyen-mai", lazy_("Khuyến mại của cơ sở"), Promotion, those_of(Promotion.producer_id)),
    Table(
        "khuyen-mai-hang",
        lazy_("Hàng được khuyến mại"),
        PromotionTarget,
        those_of(PromotionTarget.promotion_id, _promotions),
    ),
    Table(
        "ma-giam-gia",
        lazy_("Mã giảm giá của cơ sở"),
        Voucher,
        lambda ids: and_(Voucher.promotion_id.in_(_promotions(ids)), Voucher.phone.is_(None)),
    ),
    Table("hop-qua", lazy_("Hộp quà cơ sở gói"), Combo, those_of(Combo.packer_id)),
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
        those_of(ComboPrice.combo_id, _combos),
    ),
)
