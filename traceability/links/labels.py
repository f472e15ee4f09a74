"""The reasons for which an address is refused, in words."""

from catalog.kernel.i18n import lazy_
from traceability.links.rules import Reason

REASONS = {
    Reason.GTIN_LENGTH: lazy_("Sau /01/ phải là mã GTIN đủ 14 chữ số."),
    Reason.CHECK_DIGIT: lazy_("Chữ số cuối của mã GTIN không khớp: có một chữ số bị sai."),
    Reason.EMPTY_PART: lazy_("Địa chỉ bị cụt: sau /10/ phải có số lô, sau /21/ phải có số riêng."),
    Reason.BATCH_TEXT: lazy_("Số lô sau /10/ dài nhất 20 ký tự, không dấu, không cách."),
    Reason.SERIAL_TEXT: lazy_("Số riêng sau /21/ dài nhất 20 ký tự, không dấu, không cách."),
    Reason.VARIANT_TEXT: lazy_(
        "Mã sau /22/ dài nhất 20 ký tự, sau /235/ dài nhất 28 ký tự, không dấu, không cách."
    ),
    Reason.ATTRIBUTE: lazy_(
        "Sau dấu ? có một mã ứng dụng GS1 viết sai hoặc đứng sai chỗ: hãy so lại với mã in."
    ),
    Reason.KEY: lazy_("Địa chỉ gồm /01/ mã GTIN, /10/ số lô, /21/ số riêng, theo thứ tự đó."),
}
