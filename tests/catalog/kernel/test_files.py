"""Pictures made to hurt are refused or made harmless, and leave nothing behind."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from catalog.kernel import files, pictures
from catalog.kernel.files import PictureStore

GREEN, RED = (27, 107, 69), (171, 58, 34)


@pytest.fixture
def store(tmp_path: Path) -> PictureStore:
    return PictureStore(tmp_path / "media")


def saved(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def photo(width: int = 900, height: int = 600, mode: str = "RGB") -> Image.Image:
    """Left half red, right half green."""
    image = Image.new("RGB", (width, height), GREEN)
    image.paste(RED, (0, 0, width // 2, height))
    return image.convert(mode)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_that_claims(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def animation(kind: str) -> bytes:
    second = Image.new("RGB", (300, 300), RED)
    return saved(photo(300, 300), kind, save_all=True, append_images=[second], duration=100)


def opened(store: PictureStore, picture: files.Picture, kind: str) -> Image.Image:
    image = Image.open(store.path(picture.digest, kind))
    image.load()
    return image


def near(pixel: object, colour: tuple[int, int, int], by: int = 14) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) <= by for a, b in zip(pixel, colour, strict=True))


def kept(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


REFUSED = [
    ("empty", b"", pictures.PictureMissing),
    ("eleven megabytes", b"\xff\xd8" + b"\0" * (11 * 1024 * 1024), pictures.PictureTooHeavy),
    ("text", "Đây là chữ, không phải ảnh.".encode() * 50, pictures.NotAPicture),
    ("page called .jpg", b"<!doctype html><script>alert(1)</script>" * 20, pictures.NotAPicture),
    ("svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", pictures.NotAPicture),
    ("gif", saved(photo(300, 300), "GIF"), pictures.NotAPicture),
    ("bmp", saved(photo(300, 300), "BMP"), pictures.NotAPicture),
    ("tiff", saved(photo(300, 300), "TIFF"), pictures.NotAPicture),
    ("pdf", saved(photo(300, 300), "PDF"), pictures.NotAPicture),
    ("bomb, 4 gigapixels", png_that_claims(65_000, 65_000), pictures.PictureTooLarge),
    ("60 megapixels", png_that_claims(10_000, 6_000), pictures.PictureTooLarge),
    ("a header without pixels", png_that_claims(3_000, 3_000), pictures.PictureBroken),
    ("cut off jpeg", saved(photo())[:-900], pictures.PictureBroken),
    ("cut off webp", saved(photo(), "WEBP")[:-60], pictures.PictureBroken),
    ("cut off png", saved(photo(), "PNG")[:-200], pictures.PictureBroken),
    ("only a start", b"\xff\xd8\xff\xe0\x00\x10JFIF", pictures.PictureRefused),
    ("tiny", saved(photo(199, 400)), pictures.PictureTooSmall),
    ("a strip", saved(photo(1300, 400)), pictures.PictureTooLong),
    ("moving png", animation("PNG"), pictures.PictureMoves),
    ("moving webp", animation("WEBP"), pictures.PictureMoves),
]


@pytest.mark.parametrize(("what", "data", "refusal"), REFUSED, ids=[row[0] for row in REFUSED])
def test_refuses_with_a_plain_reason_and_writes_nothing(store, what, data, refusal):
    with pytest.raises(refusal) as error:
        store.keep(data)
    assert str(error.value.message).endswith(".")
    assert kept(store.folder) == []


def test_makes_every_size_once(store):
    picture = store.keep(saved(photo(2400, 1800)))
    assert (picture.width, picture.height) == (1600, 1200)
    assert [opened(store, picture, kind).size for kind in files.KINDS] == [
        (1600, 1200),
        (800, 600),
        (320, 240),
        (800, 600),
    ]
    assert kept(store.folder) == sorted(f"{picture.digest}-{kind}" for kind in files.KINDS)
    before = [path.stat().st_mtime_ns for path in sorted(store.folder.rglob("*.*"))]
    assert store.keep(saved(photo(2400, 1800))) == picture
    assert [path.stat().st_mtime_ns for path in sorted(store.folder.rglob("*.*"))] == before


def test_small_pictures_are_not_blown_up(store):
    picture = store.keep(saved(photo(400, 300)))
    assert [opened(store, picture, kind).width for kind in files.KINDS] == [400, 400, 320, 400]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_pixels_goes_out(store, kind):
    exif = Image.Exif()
    exif[0x010F], exif[0x0132] = "Máy của Hoa", "2026:11:03 06:10:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (13.0, 58.0, 1.5), 3: "E", 4: (108.0, 2.0, 9.0)})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    secret = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>13.96,108.04</x:xmpmeta>"
    data = saved(photo(), kind, exif=exif.tobytes(), icc_profile=profile, xmp=secret)
    picture = store.keep(data + b"<?php system($_GET['c']); ?><script>alert(1)</script>")
    for size in files.KINDS:
        written = store.path(picture.digest, size).read_bytes()
        image = opened(store, picture, size)
        assert not image.getexif()
        assert not {"exif", "icc_profile", "xmp", "comment", "XML:com.adobe.xmp"} & set(image.info)
        assert b"xmp" not in written and b"<?php" not in written and b"GPS" not in written


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [
        (1, (900, 600), (10, 300)),
        (2, (900, 600), (890, 300)),
        (3, (900, 600), (890, 300)),
        (6, (600, 900), (300, 10)),
        (8, (600, 900), (300, 890)),
        (99, (900, 600), (10, 300)),
    ],
)
def test_stands_upright(store, orientation, size, red_at):
    exif = Image.Exif()
    exif[pictures.ORIENTATION] = orientation
    picture = store.keep(saved(photo(), exif=exif.tobytes()))
    assert (picture.width, picture.height) == size
    assert near(opened(store, picture, "1600.webp").getpixel(red_at), RED)


def test_a_large_picture_on_its_side_keeps_its_full_width(store):
    exif = Image.Exif()
    exif[pictures.ORIENTATION] = 6
    picture = store.keep(saved(photo(4800, 2400), exif=exif.tobytes()))
    assert (picture.width, picture.height) == (1600, 3200)


@pytest.mark.parametrize(
    ("what", "data"),
    [
        ("cmyk", saved(photo(mode="CMYK"))),
        ("palette", saved(photo(mode="P"), "PNG")),
        ("alpha", saved(photo(mode="RGBA"), "PNG")),
        ("alpha webp", saved(photo(mode="RGBA"), "WEBP", lossless=True)),
    ],
)
def test_colours_survive_every_way_of_storing_them(store, what, data):
    picture = store.keep(data)
    image = opened(store, picture, "1600.webp")
    assert image.mode == "RGB"
    assert near(image.getpixel((10, 300)), RED, by=40)
    assert near(image.getpixel((890, 300)), GREEN, by=40)


def test_what_is_see_through_becomes_white(store):
    image = Image.new("P", (300, 300), 0)
    image.putpalette([*RED, *GREEN])
    image.paste(1, (0, 0, 150, 300))
    picture = store.keep(saved(image, "PNG", transparency=0))
    made = opened(store, picture, "1600.webp")
    assert near(made.getpixel((290, 150)), (255, 255, 255))
    assert near(made.getpixel((10, 150)), GREEN)


def test_sixteen_bits_become_eight_without_burning_out(store):
    image = Image.frombytes("I;16", (300, 300), struct.pack("<H", 128 << 8) * 90_000)
    picture = store.keep(saved(image, "PNG"))
    assert near(opened(store, picture, "1600.webp").getpixel((150, 150)), (128, 128, 128))


def test_a_broken_colour_profile_does_not_spoil_the_picture(store):
    picture = store.keep(saved(photo(), icc_profile=b"acsp" * 40))
    assert near(opened(store, picture, "1600.webp").getpixel((10, 300)), RED)


def test_a_failed_write_leaves_no_file(store, monkeypatch):
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.keep(saved(photo()))
    assert kept(store.folder) == []


def test_reads_no_more_than_allowed_from_the_browser(store):
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"\xff" * size

    stream = Endless()
    with pytest.raises(pictures.PictureTooHeavy):
        store.keep_upload(stream)
    assert stream.given == files.LARGEST_UPLOAD + 1


def test_names_a_colour_near_to_most_of_the_picture(store):
    image = Image.new("RGB", (300, 300), GREEN)
    image.paste(RED, (0, 0, 60, 300))
    assert store.keep(saved(image, "PNG")).colour == "#1b6b45"
