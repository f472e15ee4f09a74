"""What figures say in plain words: about whom, about what, what to do."""

from catalog.kernel.i18n import _, lazy_, ngettext
from storefront.insight.rules import Hint, Topic

TOPIC = {
    Topic.KEEPS: lazy_("hạn dùng"),
    Topic.STORAGE: lazy_("cách bảo quản"),
    Topic.USE: lazy_("cách dùng"),
    Topic.INSIDE: lazy_("thành phần"),
    Topic.ORIGIN: lazy_("nơi làm ra"),
    Topic.SIZE: lazy_("cỡ, khối lượng"),
    Topic.DELIVERY: lazy_("giao hàng"),
    Topic.PRICE: lazy_("giá"),
    Topic.STOCK: lazy_("còn hàng không"),
    Topic.OTHER: lazy_("chuyện khác"),
}
MISSING = {
    Topic.KEEPS: lazy_("Ghi hạn dùng (để được bao nhiêu ngày) vào thông tin sản phẩm."),
    Topic.STORAGE: lazy_("Ghi cách bảo quản vào thông tin sản phẩm."),
    Topic.USE: lazy_("Ghi cách dùng vào thông tin sản phẩm."),
    Topic.INSIDE: lazy_("Ghi thành phần vào thông tin sản phẩm."),
}


def topic_words(topic: Topic) -> str:
    """A topic at the beginning of a line."""
    words = str(TOPIC[topic])
    return words[:1].upper() + words[1:]


def hint_words(name: str, hint: Hint) -> str:
    """ "3 người hỏi hạn dùng của …": and what the page could say."""
    asked = _("%(count)s người hỏi %(topic)s của %(name)s.",
              count=hint.count, topic=str(TOPIC[hint.topic]), name=name)  # fmt: skip
    return f"{asked} {MISSING[hint.topic]}"


def returning_words(count: int | None) -> str:
    """How many came back, as a number alone."""
    if count is None:
        return _("Có người mua quay lại, nhưng còn ít nên chợ không hiện con số.")
    if not count:
        return _("Một năm qua chưa có người mua nào đặt lần thứ hai.")
    return ngettext(
        "Một năm qua có %(num)s người mua đặt từ hai lần trở lên.",
        "Một năm qua có %(num)s người mua đặt từ hai lần trở lên.",
        count,
    )
