"""What people type, in ten classes, and which answers are right. Written before measuring."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.catalog.search.invented import Invented

Right = Callable[[Invented], bool]


@dataclass(frozen=True)
class Question:
    kind: str
    text: str
    is_right: Right


def of(kind: str, place: str = "", sort: str = "") -> Right:
    """Products of a kind (of several, with "|"), of a place and of a sort when one is given."""
    wanted = kind.split("|")
    return lambda product: (
        product.kind in wanted
        and place in ("", product.province, product.commune, *product.document.former)
        and any(name in product.document.name for name in sort.split("|"))
    )


def called(*words: str) -> Right:
    """Products with these very words, accents included, in their names."""

    def is_right(product: Invented) -> bool:
        name = f" {product.document.name.lower()} "
        return any(f" {word} " in name for word in words)

    return is_right


_EXACT = (
    ("cà phê", of("cà phê")),
    ("Nước mắm", of("nước mắm")),
    ("gạo", of("gạo")),
    ("mật ong rừng", of("mật ong", sort="rừng")),
    ("đông trùng hạ thảo", of("đông trùng hạ thảo|rượu đông trùng")),
    ("sầu riêng Đắk Lắk", of("sầu riêng", "Đắk Lắk")),
    ("hạt điều rang muối", of("hạt điều", sort="rang muối")),
    ("bưởi da xanh", of("bưởi", sort="da xanh")),
    ("chả lụa", of("chả lụa")),
    ("lụa tơ tằm", of("lụa", sort="tơ tằm")),
    ("trà ô long", of("chè", sort="ô long")),
    ("khô cá lóc", of("khô cá lóc")),
    ("nước mắm Phú Quốc", of("nước mắm", "Phú Quốc")),
    ("vải thiều Lục Ngạn", of("vải thiều", "Lục Ngạn")),
    ("cà phê Gia Lai", of("cà phê", "Gia Lai")),
)
_PLAIN = (
    ("ca phe", of("cà phê")),
    ("ca phe dak doa", of("cà phê", "Đak Đoa")),
    ("gao", of("gạo")),
    ("gao st25", of("gạo", sort="ST25")),
    ("nuoc mam", of("nước mắm")),
    ("mat ong", of("mật ong")),
    ("hat dieu", of("hạt điều")),
    ("tieu den", of("hạt tiêu", sort="đen")),
    ("sau rieng", of("sầu riêng")),
    ("buoi nam roi", of("bưởi", sort="năm roi")),
    ("banh trang", of("bánh tráng")),
    ("banh pia soc trang", of("bánh pía", "Sóc Trăng")),
    ("keo dua ben tre", of("kẹo dừa", "Bến Tre")),
    ("tom kho ca mau", of("tôm khô", "Cà Mau")),
    ("che thai nguyen", of("chè", "Thái Nguyên")),
    ("lap xuong", of("lạp xưởng")),
    ("tinh dau bưởi", of("tinh dầu bưởi")),
    ("du lich cong dong", of("du lịch")),
    ("mien dong", of("miến", sort="dong")),
    ("ca phe rang xay dak lak", of("cà phê", "Đắk Lắk", "rang xay")),
)
_TYPOS = (
    ("ca phee", of("cà phê")),
    ("nuoc mma", of("nước mắm")),
    ("nươc măm", of("nước mắm")),
    ("mat ogn", of("mật ong")),
    ("sau rieg", of("sầu riêng")),
    ("thanh lomg", of("thanh long")),
    ("hat dieuu", of("hạt điều")),
    ("banh tranng", of("bánh tráng")),
    ("gaoj", of("gạo")),
    ("caf phee", of("cà phê")),
    ("matong", of("mật ong")),
    ("dong trugn ha thao", of("đông trùng hạ thảo|rượu đông trùng")),
    ("buoi da xnah", of("bưởi", sort="da xanh")),
    ("lap suong", of("lạp xưởng")),
    ("ca phe gia lia", of("cà phê", "Gia Lai")),
)
_ORDER = (
    ("gia lai cà phê", of("cà phê", "Gia Lai")),
    ("phu quoc nuoc mam", of("nước mắm", "Phú Quốc")),
    ("rừng mật ong", of("mật ong", sort="rừng")),
    ("dak doa ca phe", of("cà phê", "Đak Đoa")),
    ("ben tre keo dua", of("kẹo dừa", "Bến Tre")),
    ("thai nguyen che", of("chè", "Thái Nguyên")),
    ("ca mau tom kho", of("tôm khô", "Cà Mau")),
    ("da xanh buoi", of("bưởi", sort="da xanh")),
    ("st25 gạo", of("gạo", sort="ST25")),
    ("sấy mít", of("mít")),
)
_NFD = (
    ("CÀ PHÊ", of("cà phê")),
    ("NƯỚC MẮM", of("nước mắm")),
    ("GẠO LỨT", of("gạo", sort="lứt")),
    ("MẬT ONG", of("mật ong")),
    ("ĐÔNG TRÙNG HẠ THẢO", of("đông trùng hạ thảo|rượu đông trùng")),
    ("SẦU RIÊNG", of("sầu riêng")),
    ("HẠT ĐIỀU", of("hạt điều")),
    ("BƯỞI DA XANH", of("bưởi", sort="da xanh")),
    ("ĐƯỜNG THỐT NỐT", of("đường thốt nốt")),
    ("KẸO DỪA BẾN TRE", of("kẹo dừa", "Bến Tre")),
)
_D_FOR_DD = (
    ("dường thốt nốt", of("đường thốt nốt")),
    ("dậu phộng", of("đậu phộng")),
    ("bánh dậu xanh", of("bánh đậu xanh")),
    ("dông trùng hạ thảo", of("đông trùng hạ thảo|rượu đông trùng")),
    ("cà phê dắk lắk", of("cà phê", "Đắk Lắk")),
)
_SHORT = (
    ("cf", of("cà phê")),
    ("cf bmt", of("cà phê", "Buôn Ma Thuột")),
    ("nmam pq", of("nước mắm", "Phú Quốc")),
    ("dtht", of("đông trùng hạ thảo|rượu đông trùng")),
    ("cf gia lai", of("cà phê", "Gia Lai")),
    ("nmam", of("nước mắm")),
    ("cafe rang xay", of("cà phê", sort="rang xay")),
    ("coffee", of("cà phê")),
    ("nm phu quoc", of("nước mắm", "Phú Quốc")),
    ("srieng dak lak", of("sầu riêng", "Đắk Lắk")),
)
_PREFIX = (
    ("ca ph", of("cà phê")),
    ("nuoc ma", of("nước mắm")),
    ("mat on", of("mật ong")),
    ("sau ri", of("sầu riêng")),
    ("banh tra", of("bánh tráng", sort="Bánh tráng")),
    ("thanh lo", of("thanh long")),
    ("cà phê đak đ", of("cà phê", "Đak Đoa")),
    ("lap xu", of("lạp xưởng")),
    ("hat die", of("hạt điều")),
    ("dong trung h", of("đông trùng hạ thảo|rượu đông trùng")),
)
_COLLISIONS = (
    ("dừa", called("dừa")),
    ("dứa", of("dứa|khóm")),
    ("dưa", called("dưa")),
    ("vải thiều", of("vải thiều")),
    ("bơ", of("bơ")),
    ("bò", of("thịt bò")),
    ("mận", of("mận|rượu mận")),
    ("chà bông", of("chà bông")),
)
_REGIONS = (
    ("thịt lợn", of("thịt heo", sort="Thịt")),
    ("thịt heo", of("thịt heo", sort="Thịt")),
    ("lạc rang", of("đậu phộng", sort="rang")),
    ("trà shan tuyết", of("chè", sort="Shan tuyết")),
    ("chè ô long", of("chè", sort="ô long")),
    ("bắp", of("ngô")),
    ("giò lụa", of("chả lụa")),
    ("thơm sấy", of("dứa|khóm", sort="sấy")),
    ("hột vịt", of("trứng vịt")),
    ("vừng đen", of("mè", sort="đen")),
)


def questions() -> list[Question]:
    """All questions, each class with its name."""
    classes: dict[str, Iterable[tuple[str, Right]]] = {
        "exact": _EXACT,
        "no accents": _PLAIN,
        "typing error": _TYPOS,
        "word order": _ORDER,
        "NFD capitals": ((unicodedata.normalize("NFD", text), right) for text, right in _NFD),
        "d for đ": _D_FOR_DD,
        "abbreviation": _SHORT,
        "prefix": _PREFIX,
        "accent collision": _COLLISIONS,
        "regional word": _REGIONS,
    }
    return [Question(kind, text, right) for kind, asked in classes.items() for text, right in asked]


def precision(found: Iterable[Invented], right: int, is_right: Right, at: int = 10) -> float | None:
    """P@10: right ones among the first ten, of as many as could be; None if there are none."""
    if not right:
        return None
    first = list(found)[:at]
    return sum(is_right(product) for product in first) / min(at, right)
