"""The words of gentle tasks: what to add, what it brings, where."""

from typing import Any

from flask import url_for

from catalog.kernel.i18n import lazy_
from storefront.goods.queries import OwnGoods
from storefront.goods.rules import Task

TASK: dict[Task, Any] = {
    Task.PHOTOS: lazy_("Thêm ảnh, đủ ba tấm"),
    Task.NET: lazy_("Ghi mỗi gói có bao nhiêu"),
    Task.SUMMARY: lazy_("Viết một câu giới thiệu"),
    Task.HARVEST: lazy_("Thêm ngày thu hoạch"),
    Task.AREA: lazy_("Thêm vùng trồng"),
    Task.SHELF_LIFE: lazy_("Ghi dùng được bao nhiêu ngày"),
    Task.INGREDIENTS: lazy_("Ghi thành phần"),
    Task.STORY: lazy_("Kể ai làm, làm thế nào"),
    Task.PRODUCT_SET: lazy_("Chọn bộ sản phẩm"),
    Task.GTIN: lazy_("Ghi mã vạch, nếu đã được GS1 Việt Nam cấp"),
    Task.STARS: lazy_("Hàng này đã được công nhận OCOP? Gắn sao từ sổ đăng ký"),
}
BRINGS: dict[Task, Any] = {
    Task.PHOTOS: lazy_("khách xem được hàng từ mọi phía"),
    Task.NET: lazy_("khách so được giá một ký, một lít"),
    Task.SUMMARY: lazy_("dòng đầu tiên khách đọc, cả khi chia sẻ"),
    Task.HARVEST: lazy_("trang của lô nói được hàng mới đến đâu"),
    Task.AREA: lazy_("khách quét mã thấy hàng lớn lên ở đâu"),
    Task.SHELF_LIFE: lazy_("lô sau tự có hạn dùng, hàng cũ tự ngừng bán"),
    Task.INGREDIENTS: lazy_("khách dị ứng dám mua; luật nhãn hàng cũng hỏi"),
    Task.STORY: lazy_("khách nhớ người làm ra món hàng"),
    Task.PRODUCT_SET: lazy_("khách lọc theo loại hàng tìm thấy bạn"),
    Task.GTIN: lazy_("mã in trên gói quét được ở mọi cửa hàng"),
    Task.STARS: lazy_("khách thấy sao ở mọi nơi có món hàng; chỉ cần số quyết định"),
}


def page_of(task: Task, goods: OwnGoods) -> str:
    """Where a task is done."""
    if task is Task.PHOTOS:
        return url_for("goods_seller.photos", product_id=goods.product.id)
    if task is Task.NET:
        return url_for("goods_seller.net", product_id=goods.product.id)
    if task is Task.STARS:
        return url_for("star_requests_seller.ask", product_id=goods.product.id)
    if task in (Task.HARVEST, Task.AREA) and goods.origin:
        if goods.origin.was_made:
            return url_for("entry_seller.lot", code=goods.origin.batch.code)
        return url_for("goods_seller.harvest", product_id=goods.product.id)
    return url_for("goods_seller.words", product_id=goods.product.id, _anchor=ANCHOR[task])


ANCHOR: dict[Task, str] = {
    Task.SUMMARY: "summary",
    Task.SHELF_LIFE: "shelf_life_days",
    Task.INGREDIENTS: "ingredients",
    Task.STORY: "story",
    Task.PRODUCT_SET: "product_set_id",
    Task.GTIN: "gtin",
}
