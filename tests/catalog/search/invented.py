"""Invented products in any number: names as producers really build them, places as they are.

Nothing here looks at how searching works. A product knows its kind ("cà phê"), so a test can
say which answers to "ca phe gia lai" are right: products of that kind and place. Traps are
meant: cakes that contain coffee, brands and co-operatives named after other goods, words that
differ by accents only (dừa, dứa, dưa; bơ, bò; mận, mắm; vải the fruit and vải the cloth).
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from catalog.search.rules.documents import SearchDocument, StarPeriod

# kind | set | group | names under which it is sold
_KINDS = """
cà phê|13|1|Cà phê bột,Cà phê hạt rang xay,Cà phê rang mộc,Cà phê phin giấy,Cà phê hòa tan
ca cao|13|1|Bột ca cao,Sô cô la đen,Ca cao sữa
nước mắm|9|1|Nước mắm nhĩ,Nước mắm cá cơm,Nước mắm cốt,Nước mắm cá linh
tương|9|1|Tương bần,Tương nếp
tương ớt|9|1|Tương ớt,Tương ớt xiêm
gạo|3|1|Gạo ST25,Gạo nếp cái hoa vàng,Gạo lứt đỏ,Gạo tám xoan,Gạo hữu cơ
mật ong|4|1|Mật ong rừng,Mật ong hoa cà phê,Mật ong bạc hà,Mật ong sú vẹt
mật hoa dừa|4|1|Mật hoa dừa
đông trùng hạ thảo|18|3|Đông trùng hạ thảo sấy thăng hoa,Đông trùng hạ thảo tươi
rượu đông trùng|15|2|Rượu đông trùng hạ thảo
kẹo dừa|7|1|Kẹo dừa sữa,Kẹo dừa sầu riêng,Kẹo dừa ca cao
dừa sáp|1|1|Dừa sáp
dầu dừa|19|3|Dầu dừa nguyên chất
bánh dừa|5|1|Bánh dừa nướng
dứa|1|1|Dứa mật,Dứa sấy dẻo,Nước dứa cô đặc
khóm|1|1|Khóm tươi,Khóm sấy
dưa lưới|1|1|Dưa lưới
dưa kiệu|7|1|Dưa kiệu,Dưa cải muối
sầu riêng|1|1|Sầu riêng Ri6,Sầu riêng Monthong,Sầu riêng sấy
xoài|1|1|Xoài cát Hòa Lộc,Xoài sấy dẻo
bưởi|1|1|Bưởi da xanh,Bưởi năm roi
tinh dầu bưởi|20|3|Tinh dầu vỏ bưởi,Tinh dầu bưởi
thanh long|1|1|Thanh long ruột đỏ,Thanh long sấy
vải thiều|1|1|Vải thiều,Vải thiều sấy
vải thổ cẩm|22|4|Vải thổ cẩm,Vải lanh dệt tay
nhãn|1|1|Nhãn lồng,Nhãn xuồng,Long nhãn
bơ|1|1|Bơ sáp 034,Bơ booth
thịt bò|8|1|Thịt bò khô,Bò một nắng,Bò giàng
mận|1|1|Mận hậu,Mận An Phước
ổi|1|1|Ổi lê,Ổi không hạt
na|1|1|Na dai,Na bở
mãng cầu|12|1|Trà mãng cầu,Mãng cầu dẻo
chuối|7|1|Chuối sấy giòn,Chuối ép dẻo
mít|7|1|Mít sấy
hồng|7|1|Hồng treo gió,Hồng giòn
cam|1|1|Cam sành,Cam xoàn
quýt|1|1|Quýt hồng,Quýt đường
chanh dây|17|2|Nước cốt chanh dây,Chanh dây tươi
atiso|12|1|Trà atiso túi lọc,Cao atiso
chè|11|1|Chè xanh,Chè Shan tuyết,Trà ô long,Trà sen
trà gừng|12|1|Trà gừng mật ong,Trà gừng hòa tan
cà gai leo|12|1|Trà cà gai leo,Cao cà gai leo
hạt tiêu|10|1|Tiêu đen,Tiêu sọ,Tiêu đỏ hữu cơ
muối|10|1|Muối hạt,Muối ớt xanh,Muối tôm
tỏi|10|1|Tỏi đen,Tỏi cô đơn,Hành tỏi sấy
gừng|10|1|Gừng sấy,Tinh bột gừng
nghệ|18|3|Tinh bột nghệ,Viên nghệ mật ong
hạt điều|7|1|Hạt điều rang muối,Hạt điều vỏ lụa,Hạt điều mật ong
đậu phộng|7|1|Đậu phộng tỏi ớt,Đậu phộng rang,Lạc rang húng lìu
dầu lạc|9|1|Dầu lạc nguyên chất,Dầu đậu phộng ép lạnh
mắc ca|7|1|Mắc ca sấy nứt vỏ,Nhân mắc ca
hạt sen|7|1|Hạt sen sấy,Hạt sen tươi
mè|3|1|Mè đen,Vừng đen,Muối vừng
ngô|3|1|Ngô nếp,Bắp nếp tím,Bắp sấy
sắn|3|1|Bột sắn dây,Miến sắn,Khoai mì tươi
khoai lang|7|1|Khoai lang sấy,Khoai lang mật
bún|6|1|Bún khô,Bún gạo lứt
miến|6|1|Miến dong,Miến ngũ sắc
phở|6|1|Phở khô,Bánh phở gạo
hủ tiếu|6|1|Hủ tiếu khô,Hủ tiếu thanh trà
mì|6|1|Mì chũ,Mì rau củ
bánh tráng|6|1|Bánh tráng dừa,Bánh tráng phơi sương,Bánh đa vừng
bánh pía|5|1|Bánh pía sầu riêng,Bánh pía đậu xanh
bánh gai|5|1|Bánh gai
bánh cốm|5|1|Bánh cốm
bánh cà phê|5|1|Bánh cà phê,Bánh quy cà phê
bánh đậu xanh|5|1|Bánh đậu xanh
bánh tét|5|1|Bánh tét lá cẩm,Bánh tét thập cẩm
bánh gạo|5|1|Bánh gạo lứt,Bánh gạo rong biển
cốm|6|1|Cốm dẹp,Cốm gạo lứt
kẹo lạc|5|1|Kẹo lạc,Kẹo đậu phộng
chả lụa|8|1|Chả lụa,Giò lụa
chả cá|8|1|Chả cá thát lát,Chả cá chiên
chả mực|8|1|Chả mực giã tay
chà bông|8|1|Chà bông cá lóc,Chà bông heo
nem chua|8|1|Nem chua,Nem nướng
lạp xưởng|8|1|Lạp xưởng tươi,Lạp xưởng tôm
thịt heo|8|1|Thịt heo gác bếp,Thịt lợn gác bếp,Heo một nắng,Thịt lợn bản
giò thủ|8|1|Giò thủ
gà|2|1|Gà đồi,Gà ủ muối,Gà đông tảo
vịt|2|1|Vịt cỏ,Vịt ủ muối
trứng vịt|2|1|Trứng vịt muối,Hột vịt muối
tôm khô|8|1|Tôm khô,Tôm khô đất
tôm chua|8|1|Tôm chua
khô cá lóc|8|1|Khô cá lóc,Khô cá lóc một nắng
khô cá tra|8|1|Khô cá tra phồng,Khô cá tra một nắng
mắm cá|8|1|Mắm cá linh,Mắm cá sặc,Mắm cá lóc
mắm ruốc|8|1|Mắm ruốc,Mắm tôm
khô mực|8|1|Mực một nắng,Khô mực
sứa|8|1|Sứa ăn liền
rong biển|7|1|Rong nho,Rong biển sấy
hàu|2|1|Hàu sữa,Ruốc hàu
yến|18|3|Yến chưng,Tổ yến tinh chế
nấm linh chi|18|3|Nấm linh chi,Cao linh chi
nấm rơm|1|1|Nấm rơm tươi,Nấm rơm muối
nấm mèo|7|1|Mộc nhĩ khô,Nấm mèo khô
măng|7|1|Măng khô,Măng tây xanh,Măng ớt
rau|1|1|Rau cải bó xôi,Rau cải ngọt,Rau muống
sâm|18|3|Sâm Ngọc Linh,Sâm bố chính
tinh dầu|20|3|Tinh dầu sả,Tinh dầu tràm,Tinh dầu quế
dầu gội|19|3|Dầu gội bồ kết,Dầu gội thảo dược
xà phòng|19|3|Xà phòng thảo mộc
rượu nếp|14|2|Rượu nếp cái,Rượu nếp cẩm
rượu cần|15|2|Rượu cần
rượu mận|15|2|Rượu mận,Rượu mơ
rượu vang|15|2|Vang thốt nốt,Rượu vang sim
đường thốt nốt|4|1|Đường thốt nốt
nước yến|17|2|Nước yến
nước khoáng|16|2|Nước khoáng
sữa|8|1|Sữa chua,Sữa hạt sen
chiếu|21|4|Chiếu cói,Thảm xơ dừa
gốm|21|4|Bình gốm,Ấm trà gốm
mây tre|21|4|Giỏ mây tre,Đèn tre
lục bình|21|4|Giỏ lục bình,Đan lát lục bình
tranh|21|4|Tranh đá quý,Tranh lá sen
lụa|22|4|Lụa tơ tằm,Khăn lụa
hương|20|3|Hương trầm,Nhang quế
hoa|23|5|Hoa mai vàng,Hoa hồng,Hoa cúc
cây cảnh|24|5|Bonsai linh sam,Cây cảnh mini
cá cảnh|25|5|Cá cảnh,Cá koi
du lịch|26|6|Điểm du lịch cộng đồng,Khu du lịch sinh thái
"""

# code | province of today | former provinces | communes of today
_PLACES = """
01|Hà Nội||Bát Tràng,Sơn Tây,Ba Vì,Phú Xuyên
08|Tuyên Quang|Hà Giang|Đồng Văn,Mèo Vạc,Na Hang
11|Điện Biên||Mường Ảng,Thanh Nưa
14|Sơn La||Mộc Châu,Mai Sơn,Phù Yên
15|Lào Cai|Yên Bái|Sa Pa,Mù Cang Chải,Bắc Hà
19|Thái Nguyên|Bắc Kạn|Tân Cương,Đại Phúc,Ba Bể
20|Lạng Sơn||Chi Lăng,Bắc Sơn
22|Quảng Ninh||Ba Chẽ,Bình Liêu,Vân Đồn
24|Bắc Ninh|Bắc Giang|Lục Ngạn,Yên Thế,Chũ
25|Phú Thọ|Vĩnh Phúc,Hòa Bình|Đoan Hùng,Cao Phong,Tam Đảo
31|Hải Phòng|Hải Dương|Thanh Hà,Cát Hải,Chí Linh
33|Hưng Yên|Thái Bình|Tiền Hải,Khoái Châu,Thái Thụy
37|Ninh Bình|Hà Nam,Nam Định|Kim Sơn,Hải Hậu,Lý Nhân,Giao Thủy,Ý Yên
38|Thanh Hóa||Nga Sơn,Thọ Xuân,Sầm Sơn
40|Nghệ An||Nam Đàn,Quỳ Hợp,Con Cuông
42|Hà Tĩnh||Hương Khê,Kỳ Anh
44|Quảng Trị|Quảng Bình|Khe Sanh,Cửa Tùng
46|Huế||Phú Lộc,Hương Trà
48|Đà Nẵng|Quảng Nam|Hội An,Trà My,Núi Thành
51|Quảng Ngãi|Kon Tum|Lý Sơn,Măng Đen,Đăk Hà
52|Gia Lai|Bình Định|Đak Đoa,Chư Sê,Ia Grai,Hoài Nhơn,Pleiku
56|Khánh Hòa|Ninh Thuận|Ninh Hải,Cam Lâm,Vạn Ninh
66|Đắk Lắk|Phú Yên|Buôn Ma Thuột,Cư M'gar,Krông Pắc,Tuy An
68|Lâm Đồng|Đắk Nông,Bình Thuận|Đà Lạt,Bảo Lộc,Đắk Mil,Phan Thiết
75|Đồng Nai|Bình Phước|Long Khánh,Bù Gia Mập
79|Hồ Chí Minh|Bình Dương,Bà Rịa - Vũng Tàu|Cần Giờ,Củ Chi,Côn Đảo
80|Tây Ninh|Long An|Trảng Bàng,Cần Đước,Đức Hòa
82|Đồng Tháp|Tiền Giang|Tháp Mười,Sa Đéc,Cái Bè,Gò Công
86|Vĩnh Long|Bến Tre,Trà Vinh|Mỏ Cày,Châu Thành,Cầu Kè,Giồng Trôm
91|An Giang|Kiên Giang|Châu Đốc,Phú Quốc,Tịnh Biên,Hòn Đất
92|Cần Thơ|Sóc Trăng,Hậu Giang|Thốt Nốt,Phong Điền,Ngã Bảy,Vĩnh Châu
96|Cà Mau|Bạc Liêu|Năm Căn,Đầm Dơi,Hồng Dân
"""

_FIRST = ("Út", "Năm", "Bảy", "Chín", "Ba", "Tư", "Sáu", "Hai", "Cô", "Chị", "Bà", "Ông", "Anh")
_GIVEN = (
    *("Anh", "Bình", "Chi", "Dung", "Giang", "Hạnh", "Hằng", "Hiền", "Hoa", "Hồng", "Hương"),
    *("Khánh", "Lan", "Liên", "Linh", "Loan", "Mai", "Minh", "My", "Nga", "Ngân", "Nghĩa"),
    *("Nhung", "Phát", "Phong", "Phúc", "Phương", "Quý", "Sen", "Sơn", "Tâm", "Thảo", "Thắng"),
    *("Thanh", "Thu", "Thủy", "Thúy", "Tiến", "Toàn", "Trang", "Trinh", "Tú", "Tùng", "Tuyết"),
    *("Vân", "Vinh", "Xuân", "Yến", "Kiều", "Lộc", "Nhật", "Nguyệt"),
)
_QUALITY = (
    *("thượng hạng", "đặc biệt", "truyền thống", "hữu cơ", "sạch"),
    *("gia truyền", "nguyên vị", "hảo hạng"),
)
_LEGAL = ("Hợp tác xã Nông nghiệp", "Công ty TNHH", "Hộ kinh doanh", "Cơ sở sản xuất", "HTX")


@dataclass(frozen=True)
class Kind:
    name: str
    set_no: int
    group_no: int
    sold_as: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    code: str
    province: str
    former: tuple[str, ...]
    communes: tuple[str, ...]


@dataclass(frozen=True)
class Invented:
    document: SearchDocument
    kind: str
    province: str
    commune: str


def kinds() -> list[Kind]:
    rows = (line.split("|") for line in _KINDS.strip().splitlines())
    return [Kind(name, int(no), int(group), tuple(as_.split(","))) for name, no, group, as_ in rows]


def places() -> list[Place]:
    rows = (line.split("|") for line in _PLACES.strip().splitlines())
    return [
        Place(code, province, tuple(filter(None, former.split(","))), tuple(communes.split(",")))
        for code, province, former, communes in rows
    ]


def products(count: int, seed: int = 26) -> Iterator[Invented]:
    """The same products for the same seed. Every kind and place comes, some far more often."""
    dice = random.Random(seed)
    all_kinds, all_places = kinds(), places()
    weights = [1 / (rank + 8) for rank in range(len(all_kinds))]
    for number in range(1, count + 1):
        kind = dice.choices(all_kinds, weights)[0]
        place = dice.choice(all_places)
        commune = dice.choice(place.communes)
        document = SearchDocument(
            id=number,
            slug=f"san-pham-{number}",
            name=_name(dice, kind, commune),
            set_no=kind.set_no,
            group_no=kind.group_no,
            province_code=place.code,
            places=(commune, place.province),
            former=place.former,
            producer=_producer(dice, all_kinds, commune),
            periods=_periods(dice),
            is_demo=True,
        )
        yield Invented(document, kind.name, place.province, commune)


def _name(dice: random.Random, kind: Kind, commune: str) -> str:
    brand = f"{dice.choice(_FIRST)} {dice.choice(_GIVEN)}"
    if dice.random() < 0.4:
        brand = f"{dice.choice(_GIVEN)} {dice.choice(_GIVEN)}"
    parts = [dice.choice(kind.sold_as)]
    if dice.random() < 0.3:
        parts.append(dice.choice(_QUALITY))
    parts.append(commune if dice.random() < 0.25 else brand)
    return " ".join(parts)


def _producer(dice: random.Random, all_kinds: list[Kind], commune: str) -> str:
    named_after = commune
    if dice.random() < 0.2:  # a co-operative named after goods, not always those it sells here
        named_after = f"{dice.choice(all_kinds).name.capitalize()} {commune}"
    elif dice.random() < 0.5:
        named_after = f"{dice.choice(_GIVEN)} {dice.choice(_GIVEN)}"
    return f"{dice.choice(_LEGAL)} {named_after} minh họa"


def _periods(dice: random.Random) -> tuple[StarPeriod, ...]:
    if dice.random() < 0.1:
        return ()
    start = date(dice.randint(2021, 2026), dice.randint(1, 10), dice.randint(1, 28))
    stars = dice.choices((3, 4, 5), (70, 27, 3))[0]
    last = date(start.year + 3, start.month, start.day)
    return (StarPeriod(stars, start, date(start.year, 11, 1) if dice.random() < 0.02 else last),)
