"""The names of legal pages, and of what is known of the operator."""

from typing import Any

from catalog.kernel.i18n import _, lazy_
from catalog.kernel.phone import format_phone
from storefront.legal.models import OperatorIdentity
from storefront.legal.rules import Page

PAGE = {
    Page.TERMS: lazy_("Điều khoản của chợ"),
    Page.PRIVACY: lazy_("Quyền riêng tư"),
    Page.BEFORE_BUYING: lazy_("Điều bạn biết trước khi mua"),
    Page.RETURNS: lazy_("Đổi trả và hoàn tiền"),
    Page.COMPLAINTS: lazy_("Khiếu nại: các bước và thời hạn"),
    Page.RANKING: lazy_("Vì sao tôi thấy sản phẩm này"),
}


def facts_of(operator: OperatorIdentity | None) -> list[tuple[str, Any]]:
    """Label and value of all that has to be known; None where it is not."""
    one = operator
    return [
        (_("Tên"), one and one.name),
        (_("Địa chỉ"), one and one.address),
        (_("Mã số thuế"), one and one.tax_code),
        (_("Đăng ký kinh doanh"), one and one.registration),
        (_("Đăng ký nền tảng thương mại điện tử"), one and one.platform_registration),
        (_("Người đại diện"), one and one.representative),
        (_("Điện thoại"), one and format_phone(one.phone)),
        (_("E-mail"), one and one.email),
        (_("Người phụ trách dữ liệu cá nhân"), one and one.data_officer),
    ]
