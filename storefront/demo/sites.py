"""Pages of three sellers: words, photos, people, host names. Those of the others stay plain."""

from dataclasses import dataclass

from PIL import Image, ImageDraw

from catalog.kernel.actor import SYSTEM, Actor
from catalog.kernel.files import KINDS, Picture
from catalog.kernel.web import pictures as public_pictures
from catalog.producers.queries import get_producer
from storefront.demo.days import Days
from storefront.demo.drawing.pictures import alt
from storefront.hosts import service as hosts
from storefront.hosts.rules import Seen
from storefront.sites import photos, service

SIDE = 320


@dataclass(frozen=True)
class Told:
    """What one seller tells of itself, all of it invented."""

    producer: str
    theme: str
    greeting: str
    story: str
    buying: str
    directions: str
    zalo: str
    scenes: tuple[str, ...]
    people: tuple[tuple[str, str], ...]


SITES = (
    Told(
        "hop-tac-xa-minh-hoa-ia-bang",
        "clay",
        "Cà phê chỉ hái quả đỏ, từ đất đỏ Ia Băng.",
        "Năm 2015, mười chín hộ Jrai và Kinh trong làng ngồi lại với nhau: hái chung kiểu, phơi "
        "chung một sân, bán chung một tên. Ai hái lẫn quả xanh thì rổ đó tính giá thường.\n\n"
        "Sân phơi ở đầu làng, giàn cao ngang hông cho gió luồn. Trời có mưa, nhà nào gần nhất chạy "
        "ra che, không đợi ai gọi.\n\nKhách ghé làng tháng mười một sẽ thấy giàn đỏ kín sân.",
        "Đặt trên chợ trước 15 giờ, hàng gửi trong ngày.\n\nMua từ 10 kg, xin gọi trước hai hôm để "
        "rang mới.",
        "Từ trung tâm xã đi về hướng làng Bông, qua cầu nhỏ, sân phơi ở bên trái.",
        "+842690001001",
        ("coffee-drying", "coffee-hills", "honey-coffee", "pepper-garden", "cascara"),
        (
            ("Anh Rơ (minh họa)", "giữ sân phơi"),
            ("Chị Siu (minh họa)", "rang và thử nếm"),
            ("Bà Y (minh họa)", "tổ trưởng tổ hái"),
        ),
    ),
    Told(
        "hop-tac-xa-minh-hoa-dong-tam",
        "leaf",
        "Gạo xay theo đơn, ruộng nào ghi ruộng ấy.",
        "Ruộng Đồng Tâm nằm giữa hai con kênh, nước vào ra theo con nước lớn ròng. Vụ nào cũng có "
        "người ghi sổ: ngày sạ, ngày bón, ngày gặt.\n\nGạo để nguyên vỏ trong kho mát, có đơn mới "
        "xay, nên nồi cơm còn mùi đồng.",
        "Chọn túi trên chợ, trả khi nhận hoặc chuyển khoản.",
        "Bến phà Trường Xuân, đi xuồng thêm mười phút, có bảng hiệu màu xanh.",
        "+842920001001",
        ("paddies", "white-rice", "noodles", "red-rice"),
        (("Chú Tư (minh họa)", "giữ kho lúa"), ("Cô Năm (minh họa)", "đóng gói")),
    ),
    Told(
        "to-hop-tac-minh-hoa-kon-gang",
        "indigo",
        "Khăn dệt khung lưng, rượu ghè men lá, mật mùa hoa.",
        "Mỗi nhà trong làng giỏi một việc. Nhà dệt, nhà nuôi ong, nhà ủ rượu; gom lại thành một "
        "gian hàng thì khách khỏi phải đi bảy nhà.\n\nHoa văn quả trám là mắt chim. Chị nào dệt, "
        "tên chị thêu ở góc khăn.",
        "",
        "Nhà rông làng Kop, hỏi bà Y.",
        "",
        ("long-house", "loom", "brocade", "bee-wood"),
        (("Chị H’Lan (minh họa)", "dệt thổ cẩm"),),
    ),
)
SHIRTS = ("#2f4b8f", "#9a3b1f", "#0e4a2f")


def add_sites(days: Days, drawn: dict[str, Picture]) -> None:
    """Enter and publish them; the photos are drawings that are there already."""
    for told in SITES:
        producer = get_producer(told.producer)
        actor = Actor(name=producer.representative or "", producer_ids=frozenset({producer.id}))
        service.write(
            actor,
            producer.id,
            days.now,
            theme=told.theme,
            greeting=told.greeting,
            story=told.story,
            buying=told.buying,
            directions=told.directions,
            zalo=told.zalo,
        )
        for name in told.scenes:
            _copy(drawn[name].digest, producer.id)
            service.add_photo(actor, producer.id, drawn[name].digest, alt(name), days.now)
        for number, (name, role) in enumerate(told.people):
            face = photos.store(producer.id).keep_drawn(_portrait(SHIRTS[number])).digest
            service.add_person(actor, producer.id, name, role, face, days.now, has_agreed=True)
        service.publish(actor, producer.id, days.now)


def add_hosts(days: Days, house: str) -> None:
    """A name that waits, and one that works on the machine that is tried out."""
    waiting, has = get_producer(SITES[1].producer), get_producer(SITES[0].producer)
    actors = {
        one.id: Actor(name=one.representative or "", producer_ids=frozenset({one.id}))
        for one in (waiting, has)
    }
    hosts.ask(actors[waiting.id], waiting.id, "gạo-đồng-tâm-minh-họa.vn", house, days.now)
    if house == "localhost":
        row = hosts.ask(actors[has.id], has.id, "ia-bang.localhost", house, days.now)
        hosts.confirm(SYSTEM, row.id, Seen.PAPER, days.now)


def _copy(digest: str, producer_id: int) -> None:
    """The same picture among those of the site, which are deleted by themselves."""
    source, target = public_pictures(), photos.store(producer_id)
    for kind in KINDS:
        file = source.path(digest, kind)
        if file.is_file():
            target.write_bytes(digest, kind, file.read_bytes())


def _portrait(shirt: str) -> Image.Image:
    """Somebody under a conical hat."""
    image = Image.new("RGB", (SIDE, SIDE), "#f3e3bd")
    pen = ImageDraw.Draw(image)
    pen.ellipse((50, 225, 270, 420), fill=shirt)
    pen.ellipse((110, 110, 210, 235), fill="#d9a273")
    pen.polygon([(160, 40), (40, 150), (280, 150)], fill="#e8c877", outline="#b8863a")
    pen.line([(118, 150), (160, 236), (202, 150)], fill=shirt, width=5)
    return image
