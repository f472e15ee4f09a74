"""What arrives as a photo and is none is refused in words; what is one goes out harmless."""

import io
import zipfile
from secrets import token_hex
from typing import Any

import pytest
from PIL import Image, ImageCms
from sqlalchemy import func, select

from catalog.kernel.db import session
from storefront.config import Config
from storefront.listing.models import ListingDraft, ListingPhoto
from tests.catalog.kernel.test_files import png_that_claims
from tests.factories.catalog import TODAY, make_producer
from tests.visitor import Page, Visitor

START = "/ban-hang/dang-ban"


def saved(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def photo(mode: str = "RGB", size: tuple[int, int] = (640, 480)) -> Image.Image:
    return Image.linear_gradient("L").resize(size).convert(mode)


def endless_gif() -> bytes:
    """Ten thousand frames: one, and its picture block ten thousand times."""
    one = saved(Image.new("P", (300, 300)), "GIF")
    start = one.index(b"\x2c")
    return one[:start] + one[start:-1] * 10_000 + b"\x3b"


def packed() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        link = zipfile.ZipInfo("anh.jpg")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return file.getvalue()


def located() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "May cua Hoa"
    exif.get_ifd(0x8825).update({1: "N", 2: (13.0, 58.0, 1.5), 3: "E", 4: (108.0, 2.0, 9.0)})
    return saved(photo(), exif=exif.tobytes())


def put_away(page: Page) -> Page:
    """Close the file in which the test's browser kept a heavy form."""
    assert page.answer and page.answer.request
    page.answer.request.environ["wsgi.input"].close()
    return page


REFUSED = {
    "nothing in it": (b"", "trống"),
    "svg with a script": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "không phải"),
    "page named .jpg": (b"<!doctype html><script>alert(1)</script>" * 20, "không phải"),
    "endless gif": (endless_gif(), "không phải"),
    "zip with a link in it": (packed(), "không phải"),
    "cut off": (saved(photo())[:-2_000], "bị hỏng"),
    "bomb": (png_that_claims(65_000, 65_000), "quá nhiều điểm ảnh"),
    "a line of 50,000": (png_that_claims(50_000, 1), "nhỏ quá"),
    "eleven megabytes": (saved(photo()) + b"\0" * (11 * 1024 * 1024), "nặng quá"),
    "tiny": (saved(photo(size=(20, 20))), "nhỏ quá"),
}
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
HARMLESS = {
    "where it was taken": located(),
    "script behind the picture": saved(photo()) + b"<script>alert(1)</script><?php x(); ?>",
    "four colours": saved(photo("CMYK")),
    "sixteen bits": saved(photo("I;16"), "PNG"),
    "a profile for other pictures": saved(photo("L"), "PNG", icc_profile=PROFILE),
    "a broken profile": saved(photo(), icc_profile=b"\0" * 200),
    "png": saved(photo(), "PNG"),
}
NAMES = ["a.jpg", "anh.exe", "../../../etc/passwd", "a\x00.jpg", "😀" * 300 + ".png", "CON"]


@pytest.fixture
def seller(visitor: Visitor) -> Visitor:
    producer = make_producer(verified_on=TODAY)
    visitor.sign_in("products.edit", producer_ids=(producer.id,))
    return visitor


@pytest.fixture
def key(seller: Visitor) -> str:
    made = token_hex(16)
    seller.post(START, key=made, photos=(io.BytesIO(saved(photo())), "anh.jpg"))
    return made


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_photo_is_refused_beside_the_field(
    seller: Visitor, key: str, what: str, config: Config
) -> None:
    data, said = REFUSED[what]
    before = set((config.data_dir / "media").rglob("*"))
    page = put_away(seller.post(f"{START}/{key}/anh", 422, photos=(io.BytesIO(data), "anh.jpg")))
    assert said in page
    assert 'id="photos-loi"' in page
    assert session.scalar(select(func.count(ListingPhoto.id))) == 1
    assert set((config.data_dir / "media").rglob("*")) == before


@pytest.mark.parametrize("what", HARMLESS)
def test_only_pixels_come_out_of_what_is_a_photo(seller: Visitor, key: str, what: str) -> None:
    seller.post(f"{START}/{key}/anh", photos=(io.BytesIO(HARMLESS[what]), "anh.jpg"))
    last = session.scalars(select(ListingPhoto).order_by(ListingPhoto.id.desc())).first()
    assert last
    with seller.raw(f"{START}/{key}/anh/{last.id}") as answer:
        written = answer.data
        assert "sandbox" in answer.headers["Content-Security-Policy"]
    image = Image.open(io.BytesIO(written))
    assert (image.format, image.mode) == ("WEBP", "RGB")
    assert not image.getexif()
    assert not {"exif", "icc_profile", "xmp"} & set(image.info)
    assert b"Hoa" not in written and b"script" not in written and b"GPS" not in written


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_nobody_minds_the_name_of_a_file(seller: Visitor, name: str, config: Config) -> None:
    made = token_hex(16)
    seller.post(START, key=made, photos=(io.BytesIO(saved(photo())), name))
    draft = session.scalars(select(ListingDraft).where(ListingDraft.key == made)).one()
    (kept,) = draft.photos
    folder = config.data_dir / "media" / "listing" / kept.digest[:2]
    assert all(file.name.startswith(kept.digest) for file in folder.glob(f"{kept.digest}*"))


def test_more_than_the_house_takes_at_once_is_refused_and_the_draft_kept(
    seller: Visitor, key: str
) -> None:
    heavy = io.BytesIO(b"\0" * 13_000_000)
    page = put_away(seller.post(f"{START}/{key}/anh", 413, photos=(heavy, "a.jpg")))
    assert "nặng" in page or "lớn" in page
    assert session.scalar(select(func.count(ListingPhoto.id))) == 1
