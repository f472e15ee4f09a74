"""The words for how goods were kept apart (ISO 22095)."""

from catalog.kernel.i18n import lazy_
from traceability.batches.rules import CustodyModel

CUSTODY = {
    CustodyModel.IDENTITY_PRESERVED: lazy_("giữ riêng từ một nguồn"),
    CustodyModel.SEGREGATED: lazy_("giữ riêng, chỉ trộn các nguồn cùng điều kiện"),
    CustodyModel.CONTROLLED_BLENDING: lazy_("trộn có kiểm soát, biết tỉ lệ"),
    CustodyModel.MASS_BALANCE: lazy_("cân đối khối lượng, có thể đã trộn với hàng khác"),
}
