"""The words for channels and for what they do not get."""

from catalog.kernel.i18n import lazy_
from storefront.feeds.rules import Channel, Left

CHANNEL = {
    Channel.GOOGLE: lazy_("Google Merchant Center"),
    Channel.META: lazy_("Facebook, Instagram"),
    Channel.PLAIN: lazy_("Sàn khác, mạng khác"),
}
ENDING = {Channel.GOOGLE: "xml", Channel.META: "csv", Channel.PLAIN: "csv"}

HOW = {
    Channel.GOOGLE: lazy_(
        "Dán địa chỉ này vào mục nguồn dữ liệu sản phẩm, kiểu tìm nạp theo lịch."
    ),
    Channel.META: lazy_(
        "Dán địa chỉ này vào mục nguồn cấp dữ liệu của danh mục, kiểu tải theo lịch."
    ),
    Channel.PLAIN: lazy_("Bảng có tiêu đề tiếng Việt, để chép vào mẫu của sàn bạn dùng."),
}

LEFT = {
    Left.HELD_BACK: lazy_("luật đang không cho bán"),
    Left.AGE: lazy_("chỉ bán cho người đủ tuổi: Google và Facebook không nhận"),
    Left.VISIT: lazy_("là buổi tham quan, không phải hàng gửi đi"),
    Left.NO_PICTURE: lazy_("chưa có ảnh"),
    Left.NO_TEXT: lazy_("chưa có lời giới thiệu"),
}
