"""Three screens from a photo to the shelf: each keeps what it is given, the last counts once."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from secrets import token_hex
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import func, select

from catalog.kernel import clock
from catalog.kernel.db import session
from catalog.products.models import Product
from catalog.restrictions.models import SetDuty
from catalog.restrictions.queries import of_product
from storefront.config import Config
from storefront.inventory.queries import available_for
from storefront.listing.models import ListingDraft
from storefront.listing.rules import MOST_DRAFTS, MOST_PHOTOS
from tests.factories.catalog import TODAY, find_set, load_rubrics, make_producer, save
from tests.visitor import Visitor
from traceability.batches.models import Batch

START = "/ban-hang/dang-ban"
HONEY = {
    "name": "Mật ong sú vẹt",
    "price": "185k",
    "pack": "chai",
    "net": "500 ml",
    "quantity": "20",
    "packed_on": "",
}


def jpeg(colour: str = "orange", **options: Any) -> bytes:
    file = BytesIO()
    Image.new("RGB", (640, 480), colour).save(file, "JPEG", **options)
    return file.getvalue()


def sent(*files: bytes, key: str = "", name: str = "anh.jpg") -> dict[str, Any]:
    photos = [(BytesIO(one), name) for one in files]
    return {"photos": photos, **({"key": key} if key else {})}


@pytest.fixture
def seller(visitor: Visitor) -> Visitor:
    load_rubrics()
    producer = make_producer(verified_on=TODAY)
    visitor.sign_in("products.edit", "inventory.change", producer_ids=(producer.id,))
    return visitor


@pytest.fixture
def key(seller: Visitor) -> str:
    """The key of a draft with a photo."""
    made = token_hex(16)
    seller.post(START, **sent(jpeg(f"#{made[:6]}"), key=made))
    return made


def draft_of(key: str) -> ListingDraft:
    session.expire_all()
    return session.scalars(select(ListingDraft).where(ListingDraft.key == key)).one()


def products() -> int:
    return session.scalar(select(func.count(Product.id))) or 0


def test_three_screens_put_goods_on_the_shelf(seller: Visitor, key: str) -> None:
    seller.post(f"{START}/{key}/hang", **HONEY)
    page = seller.get(f"{START}/{key}/xac-nhan")
    assert "185.000\u00a0₫" in page
    assert "một trăm tám mươi lăm nghìn đồng" in page
    assert "370.000\u00a0₫/lít" in page
    honey = find_set(4).id
    assert f'selected value="{honey}"' in page
    seller.post(f"{START}/{key}/xac-nhan", product_set=str(honey), goods_class="dry")
    product = session.scalars(select(Product)).one()
    (variant,) = product.variants
    assert (product.name, product.product_set_id, product.is_published) == (
        "Mật ong sú vẹt",
        honey,
        True,
    )
    assert (variant.name, variant.price, variant.weight_g) == ("chai 500 ml", 185_000, 750)
    assert available_for([variant.id], TODAY)[variant.id].free == 20
    (photo,) = product.pictures
    seller.raw(f"/media/{photo.digest}-800.webp").close()
    assert session.scalars(select(Batch)).one().packed_on is None


def test_sent_twice_it_is_one_draft_and_one_product(seller: Visitor, key: str) -> None:
    seller.post(START, **sent(jpeg(f"#{key[:6]}"), key=key))
    assert len(draft_of(key).photos) == 1
    seller.post(f"{START}/{key}/hang", **HONEY)
    for _time in range(2):
        seller.post(f"{START}/{key}/xac-nhan", product_set="", goods_class="dry")
    assert products() == 1
    assert session.scalar(select(func.count(Batch.id))) == 1
    # The way back ends where the goods are, not in a second draft of them.
    for screen in ("anh", "hang", "xac-nhan"):
        seller.raw(f"{START}/{key}/{screen}", 303)


def test_an_old_first_screen_begins_something_new(seller: Visitor, key: str) -> None:
    """The phone shows a page it has kept, from before the last listing."""
    seller.post(f"{START}/{key}/hang", **HONEY)
    seller.post(f"{START}/{key}/xac-nhan", product_set="", goods_class="dry")
    page = seller.post(START, **sent(jpeg("navy"), key=key))
    assert page.page == "listing-goods"
    assert session.scalar(select(func.count(ListingDraft.id))) == 2
    assert len(draft_of(key).photos) == 1
    assert products() == 1


def test_each_screen_goes_on_where_it_was_left(seller: Visitor, key: str) -> None:
    assert f"{START}/{key}/hang" in seller.get(START).links
    seller.post(f"{START}/{key}/hang", **HONEY)
    page = seller.get(START)
    assert f"{START}/{key}/xac-nhan" in page.links
    assert "Mật ong sú vẹt" in page
    page = seller.get(f"{START}/{key}/hang")
    assert 'value="185.000"' in page
    assert 'value="500 ml"' in page
    assert '<option selected value="chai">' in page


def test_what_could_be_read_is_kept_of_a_form_that_could_not(seller: Visitor, key: str) -> None:
    page = seller.post(f"{START}/{key}/hang", 422, **{**HONEY, "price": "1.2", "net": "nhiều"})
    assert "1.200\u00a0₫ hay 1.200.000\u00a0₫?" in page
    assert "Ghi như 500 g" in page
    assert 'value="1.2"' in page
    draft = draft_of(key)
    assert (draft.name, draft.quantity, draft.price) == ("Mật ong sú vẹt", 20, None)
    seller.raw(f"{START}/{key}/xac-nhan", 303)
    page = seller.post(f"{START}/{key}/xac-nhan", product_set="", goods_class="dry")
    assert "Còn thiếu" in page
    assert page.page == "listing-goods"
    assert products() == 0


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", "", "Vui lòng điền"),
        ("name", "x" * 10_000, "Dài quá"),
        ("name", "😀😀😀", "cần có chữ"),
        ("name", "\u200b\u202e\u00ad", "Vui lòng điền"),
        ("name", "1", "cần có chữ"),
        ("price", "", "Vui lòng điền"),
        ("price", "0", "lớn hơn 0"),
        ("price", "-5k", "Chưa đọc được"),
        ("price", "10 tỷ", "nhiều quá"),
        ("price", "600tr", "Số tiền từ 1"),
        ("price", "9" * 5_000, "nhiều quá"),
        ("quantity", "0", "Ghi một số từ 1"),
        ("quantity", "-3", "Ghi một số từ 1"),
        ("quantity", "1e9", "Ghi một số từ 1"),
        ("quantity", "100001", "Ghi một số từ 1"),
        ("pack", "tấn", "Not a valid choice"),
        ("net", "0 g", "Ghi như 500 g"),
        ("net", "9999999 kg", "Ghi như 500 g"),
        ("packed_on", "32/13/2026", "Không đọc được ngày"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    seller: Visitor, key: str, field: str, typed: str, said: str
) -> None:
    page = seller.post(f"{START}/{key}/hang", 422, **{**HONEY, field: typed})
    assert said in page or field == "pack"
    assert f'id="{field}-loi"' in page
    assert draft_of(key).photos


def test_a_day_to_come_is_refused_at_the_end_and_the_draft_kept(seller: Visitor, key: str) -> None:
    seller.post(f"{START}/{key}/hang", **{**HONEY, "packed_on": "2026-11-23"})
    page = seller.post(f"{START}/{key}/xac-nhan", 422, product_set="", goods_class="dry")
    assert "không thể ở sau hôm nay" in page
    assert (products(), draft_of(key).product_id) == (0, None)


def test_without_a_photo_there_is_no_draft(seller: Visitor) -> None:
    page = seller.post(START, 422, key=token_hex(16))
    assert "ít nhất một tấm ảnh" in page
    assert session.scalar(select(func.count(ListingDraft.id))) == 0


def test_good_photos_are_kept_and_the_bad_one_is_named(seller: Visitor) -> None:
    made = token_hex(16)
    page = seller.post(START, 422, **sent(jpeg(), b"<svg onload=alert(1)>", key=made))
    assert "Ảnh thứ 2: Tệp này không phải ảnh" in page
    assert len(draft_of(made).photos) == 1


def test_photos_are_taken_out_and_no_more_than_a_few_put_in(seller: Visitor, key: str) -> None:
    colours = ["red", "green", "blue", "white", "black", "gray"]
    page = seller.post(f"{START}/{key}/anh", 422, **sent(*map(jpeg, colours)))
    assert f"Nhiều nhất {MOST_PHOTOS} ảnh" in page
    seller.post(f"{START}/{key}/anh", **sent(*map(jpeg, colours[:5])))
    first, *others = draft_of(key).photos
    address = f"{START}/{key}/anh/{first.id}"
    with seller.raw(address) as answer:
        assert answer.headers["Cache-Control"] == "private, no-store"
    seller.post(f"{address}/bo")
    assert [one.id for one in draft_of(key).photos] == [one.id for one in others]
    seller.get(address, 404)


def test_a_photo_is_nobody_elses_until_the_goods_are_listed(seller: Visitor, key: str) -> None:
    digest = draft_of(key).photos[0].digest
    seller.raw(f"/media/{digest}-320.webp", 404)
    seller.post(f"{START}/{key}/hang", **HONEY)
    seller.post(f"{START}/{key}/xac-nhan", product_set="", goods_class="dry")
    with seller.raw(f"/media/{digest}-320.webp") as answer:
        assert answer.mimetype == "image/webp"


def test_somebody_elses_draft_is_not_found(
    seller: Visitor, key: str, make_visitor: Callable[[], Visitor]
) -> None:
    photo = draft_of(key).photos[0].id
    stranger = make_visitor()
    stranger.sign_in("products.edit", producer_ids=(make_producer("HTX khác").id,), number=2)
    for screen in ("anh", "hang", "xac-nhan", f"anh/{photo}"):
        stranger.get(f"{START}/{key}/{screen}", 404)
    stranger.post(START, 404, **sent(jpeg("red"), key=key))
    stranger.post(f"{START}/{key}/hang", 404, **HONEY)
    stranger.post(f"{START}/{key}/xac-nhan", 404, product_set="", goods_class="dry")
    stranger.post(f"{START}/{key}/anh/{photo}/bo", 404)
    stranger.post(f"{START}/{key}/bo", 404)
    draft = draft_of(key)
    assert (len(draft.photos), draft.name) == (1, None)
    assert key not in stranger.get(START)


@pytest.mark.parametrize("key", ["x", "../../etc/passwd", "A" * 32, "0" * 33])
def test_a_key_that_we_never_gave_begins_nothing(seller: Visitor, key: str) -> None:
    seller.post(START, 404, **sent(jpeg(), key=key))
    assert session.scalar(select(func.count(ListingDraft.id))) == 0


def test_a_draft_is_given_up_with_its_photos(seller: Visitor, key: str, config: Config) -> None:
    digest = draft_of(key).photos[0].digest
    files = config.data_dir / "media" / "listing" / digest[:2]
    assert list(files.glob(f"{digest}-*"))
    seller.post(f"{START}/{key}/bo")
    assert session.scalar(select(func.count(ListingDraft.id))) == 0
    assert not list(files.glob(f"{digest}-*"))


def test_nobody_fills_the_disk_with_drafts(seller: Visitor, key: str) -> None:
    for _number in range(MOST_DRAFTS - 1):
        seller.post(START, **sent(jpeg(), key=token_hex(16)))
    page = seller.post(START, 422, **sent(jpeg(), key=token_hex(16)))
    assert f"Đang có {MOST_DRAFTS} món đăng dở" in page


def ask_for_licence() -> None:
    """The law asks something of white spirit."""
    save(
        SetDuty(
            rubric_number="26/2026/QĐ-TTg",
            set_number=14,
            kind="licence",
            number=55,
            document="Luật thử",
            valid_from=date(2020, 1, 1),
            entered_by="Chị Hoa",
            recorded_at=clock.now(),
        )
    )


def test_goods_of_which_the_law_asks_something_need_their_set(seller: Visitor, key: str) -> None:
    ask_for_licence()
    seller.post(f"{START}/{key}/hang", **{**HONEY, "name": "Rượu nếp cái hoa vàng"})
    page = seller.get(f"{START}/{key}/xac-nhan")
    assert "Chưa có giấy phép bán rượu" in page
    page = seller.post(f"{START}/{key}/xac-nhan", 422, product_set="", goods_class="dry")
    assert "Chọn bộ sản phẩm" in page
    assert products() == 0
    spirit = str(find_set(14).id)
    seller.post(f"{START}/{key}/xac-nhan", product_set=spirit, goods_class="dry")
    product = session.scalars(select(Product)).one()
    assert of_product(product.id, TODAY).obstacle == "no_licence"


def test_goods_that_are_refused_show_their_photos_to_nobody(seller: Visitor, key: str) -> None:
    ask_for_licence()
    digest = draft_of(key).photos[0].digest
    seller.post(f"{START}/{key}/hang", **{**HONEY, "name": "Rượu nếp cái hoa vàng"})
    seller.post(f"{START}/{key}/xac-nhan", 422, product_set="", goods_class="dry")
    seller.raw(f"/media/{digest}-320.webp", 404)
    spirit = str(find_set(14).id)
    seller.post(f"{START}/{key}/xac-nhan", product_set=spirit, goods_class="dry")
    seller.raw(f"/media/{digest}-320.webp").close()


def test_a_price_is_read_back_while_it_is_typed(seller: Visitor) -> None:
    def read(**asked: str) -> dict[str, str]:
        answer = seller.raw(f"{START}/doc-gia", query_string=asked).json
        assert isinstance(answer, dict)
        return answer

    read_back = read(price="185k", pack="chai", net="500 ml")
    assert read_back["price"] == "185.000\u00a0₫, một trăm tám mươi lăm nghìn đồng"
    assert read_back["per"] == "tức là 370.000\u00a0₫/lít"
    assert read(price="90k", pack="kg")["per"] == "tức là 90.000\u00a0₫/kg"
    assert read(price="90k", pack="gói", net="??")["per"] == ""
    assert "185\u00a0₫ hay 185.000\u00a0₫?" in read(price="185")["refused"]
    assert read()["price"] == ""
