"""Every picture of the demonstration by name, with what a person would say it shows."""

from collections.abc import Callable

from PIL import Image

from storefront.demo.drawing import (
    craft,
    drinks,
    fields,
    food,
    garden,
    homes,
    orchards,
    shores,
)
from storefront.demo.drawing.canvas import Canvas

Draw = Callable[[Canvas], None]

DRAWN = "Tranh minh họa: "

PICTURES: dict[str, tuple[Draw, str]] = {
    # Food
    "white-rice": (food.white_rice, "bát gạo trắng đầy và mấy bông lúa chín"),
    "red-rice": (food.red_rice, "bát gạo lứt đỏ bên túi gạo giấy nâu"),
    "noodles": (food.noodles, "ba bó bún gạo khô trên mẹt tre"),
    "rice-paper": (food.rice_paper, "chồng bánh tráng mè và nửa trái dừa"),
    "pia-cakes": (food.pia_cakes, "ba bánh pía vàng ươm trên đĩa sứ"),
    "dried-bananas": (food.dried_bananas, "chuối sấy dẻo bày trên lá chuối"),
    "honey": (food.honey, "hũ mật ong, que lấy mật và hoa cà phê trắng"),
    "palm-sugar": (food.palm_sugar, "những tán đường thốt nốt trên lá xanh"),
    "pepper": (food.pepper, "bát tiêu đen và chùm tiêu còn trên dây"),
    "rice-crust": (food.rice_crust, "ba miếng cơm cháy vàng rắc hành"),
    "coffee": (food.coffee, "túi cà phê giấy nâu và hạt cà phê rang rải trên bàn"),
    # Drinks, sauces, preserves, oils
    "honey-coffee": (drinks.honey_coffee, "hũ cà phê hạt, bát hạt rang vừa và mấy quả chín đỏ"),
    "cascara": (drinks.cascara, "cốc trà vỏ cà phê đỏ nóng, bên cạnh là vỏ quả sấy"),
    "soursop-tea": (drinks.soursop_tea, "túi trà và trái mãng cầu xiêm"),
    "lotus-tea": (drinks.lotus_tea, "bát trà ướp sen, chén trà và bông sen hồng"),
    "coconut-nectar": (drinks.coconut_nectar, "chai mật hoa dừa màu hổ phách và nửa trái dừa"),
    "coconut-vinegar": (drinks.coconut_vinegar, "chai giấm mật hoa dừa, chén giấm và ớt đỏ"),
    "fish-sauce": (drinks.fish_sauce, "chai nước mắm, chén nước mắm và cá cơm"),
    "dried-anchovies": (drinks.dried_anchovies, "cá cơm khô trên mẹt tre"),
    "rice-spirit": (drinks.rice_spirit, "chai rượu nếp trong và hai chén nhỏ"),
    "jar-wine": (drinks.jar_wine, "ghè rượu có hoa văn, lá rừng và hai cần trúc"),
    "palm-water": (drinks.palm_water, "chai nước thốt nốt, trái và cơm thốt nốt"),
    "fish-paste": (drinks.fish_paste, "hũ mắm cá lóc và ớt tươi"),
    "essential-oil": (drinks.essential_oil, "lọ tinh dầu tràm và cành tràm"),
    "coconut-oil": (drinks.coconut_oil, "hũ và chai dầu dừa cạnh nửa trái dừa"),
    # Fruit, sweets, flowers
    "burmese-grapes": (garden.burmese_grapes, "rổ dâu vàng có cành lá"),
    "durian": (garden.durian, "trái sầu riêng và một múi cơm vàng"),
    "pomelo": (garden.pomelo, "trái bưởi da xanh và nửa trái ruột hồng"),
    "mango": (garden.mango, "ba trái xoài chín còn cuống lá"),
    "coconut-candy": (garden.coconut_candy, "kẹo dừa gói giấy trên mẹt tre"),
    "dried-shoots": (garden.dried_shoots, "măng khô vàng trên mẹt tre"),
    "raspberry-mum": (garden.raspberry_mum, "chậu cúc mâm xôi nở vàng"),
    "apricot-bonsai": (garden.apricot_bonsai, "cây mai vàng trong chậu thấp"),
    "soap": (garden.soap, "ba bánh xà phòng thảo mộc và lá xanh"),
    "dried-fish": (garden.dried_fish, "bốn con khô cá sặc treo trên sào tre"),
    # Woven things
    "rush-basket": (craft.rush_basket, "giỏ cói đan tay có quai"),
    "rush-mat": (craft.rush_mat, "chiếu cói trải ra và một chiếu cuộn"),
    "brocade": (craft.brocade, "ba khăn thổ cẩm gấp, tua vàng"),
    "brocade-close": (craft.scarf_corner, "hoa văn quả trám trên vải thổ cẩm nhìn gần"),
    # Places
    "paddies": (fields.paddies, "đồng lúa chín vàng bên kênh, xa xa có hàng dừa"),
    "red-paddies": (fields.red_paddies, "ruộng vừa cấy lúc mặt trời lặn"),
    "coconut-grove": (fields.coconut_grove, "rạch nước giữa hai hàng dừa, xuồng chở dừa"),
    "coffee-hills": (fields.coffee_hills, "đồi cà phê trên đất đỏ, cành quả chín"),
    "coffee-drying": (fields.coffee_drying, "giàn phơi cà phê buổi sáng"),
    "pepper-garden": (fields.pepper_garden, "vườn tiêu xanh trên đất đỏ"),
    "palm-paddies": (fields.palm_paddies, "hàng thốt nốt trên ruộng lúa xanh dưới chân núi"),
    "rush-field": (fields.rush_field, "đồng cói và những nan cói phơi hình quạt"),
    "lotus-pond": (fields.lotus_pond, "đầm sen hồng dưới chân núi đá"),
    "drying-racks": (orchards.drying_racks, "sân phơi bánh tráng trên vỉ tre"),
    "banana-garden": (orchards.banana_garden, "vườn chuối có buồng chín"),
    "durian-orchard": (orchards.durian_orchard, "vườn sầu riêng bên mương nước"),
    "pomelo-orchard": (orchards.pomelo_orchard, "vườn bưởi bên mương nước"),
    "mango-orchard": (orchards.mango_orchard, "vườn xoài lúc chiều"),
    "langsat-orchard": (orchards.langsat_orchard, "vườn dâu trĩu quả bên mương"),
    "flower-village": (
        orchards.flower_village,
        "chậu cúc trên giàn nước, người chăm hoa bằng xuồng",
    ),
    "bee-wood": (orchards.bee_wood, "thùng ong dưới tán cây, ong bay và hoa trắng"),
    "bamboo-wood": (orchards.bamboo_wood, "rừng le và những búp măng"),
    "islet": (shores.islet, "xuồng chở trái cây qua rạch dừa nước"),
    "sea-boats": (shores.sea_boats, "thúng chai trên bãi cát, thuyền ngoài khơi"),
    "sauce-yard": (shores.sauce_yard, "sân lu nước mắm đội nón bên biển"),
    "fish-racks": (shores.fish_racks, "giàn tre phơi cá bên sông"),
    "cajuput-wood": (shores.cajuput_wood, "rừng tràm, mặt nước phủ bèo xanh"),
    "karst-river": (shores.karst_river, "thuyền chèo giữa núi đá vôi và lúa vàng"),
    "guest-yard": (homes.guest_yard, "nhà lá đón khách, mâm bánh dưới tán cây"),
    "boat-market": (homes.boat_market, "ghe bán trái cây với cây bẹo trên sông"),
    "loom": (homes.loom, "khung dệt thổ cẩm bên cửa sổ"),
    "long-house": (homes.long_house, "nhà rông và những ghè rượu lúc chiều"),
}


def draw(name: str, width: int = 1200) -> Image.Image:
    """The picture of that name, the same every time."""
    canvas = Canvas(width)
    PICTURES[name][0](canvas)
    return canvas.image


def alt(name: str) -> str:
    """What the picture shows, for those who cannot see it."""
    return DRAWN + PICTURES[name][1]
