"""Pictures nobody vouches for: decoded, cleaned of everything but pixels, made ready in every size.

Only what Pillow decodes as JPEG, PNG or WebP comes in, and only freshly encoded pixels go out:
place and time, comments, profiles and whatever else hides in a file stay behind.
"""

import io
import math
import struct
import warnings
import zlib
from collections.abc import Mapping

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import lazy_

MOST_PIXELS = 50_000_000
SHORTEST_SIDE = 200
LONGEST_SHAPE = 3
WIDTHS = (1600, 800, 320)
FORMATS = ("JPEG", "PNG", "WEBP")
ORIENTATION = 0x0112
WHITE = (255, 255, 255)

# Pillow warns above this and refuses above its double; here the warning is a refusal as well.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)
# What decoders raise over files made to break them. MemoryError: a size that lies.
_BROKEN: tuple[type[Exception], ...] = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    TypeError,
    LookupError,
    ArithmeticError,
    MemoryError,
    AssertionError,
    NotImplementedError,
    struct.error,
    zlib.error,
)
_BROKEN_PROFILE: tuple[type[Exception], ...] = (*_BROKEN, ImageCms.PyCMSError)


class PictureRefused(DomainError):
    message = lazy_("Không dùng được ảnh này. Hãy chọn ảnh khác.")


class PictureMissing(PictureRefused):
    message = lazy_("Tệp ảnh trống. Hãy chọn lại ảnh từ điện thoại hoặc máy tính.")


class PictureTooHeavy(PictureRefused):
    message = lazy_("Ảnh nặng quá 10 MB. Hãy chụp lại ở cỡ vừa, hoặc gửi ảnh qua Zalo rồi tải về.")


class NotAPicture(PictureRefused):
    message = lazy_("Tệp này không phải ảnh JPEG, PNG hoặc WebP. Hãy chọn một tấm ảnh chụp.")


class PictureBroken(PictureRefused):
    message = lazy_("Ảnh bị hỏng hoặc chưa tải lên hết. Hãy chụp hoặc chọn lại ảnh.")


class PictureTooLarge(PictureRefused):
    message = lazy_("Ảnh có quá nhiều điểm ảnh (trên 50 triệu). Hãy chụp lại ở cỡ nhỏ hơn.")


class PictureTooSmall(PictureRefused):
    message = lazy_("Ảnh nhỏ quá: mỗi cạnh cần ít nhất 200 điểm ảnh. Hãy dùng ảnh gốc.")


class PictureTooLong(PictureRefused):
    message = lazy_("Ảnh dài hoặc dẹt quá. Hãy cắt cho cạnh dài không quá ba lần cạnh ngắn.")


class PictureMoves(PictureRefused):
    message = lazy_("Đây là ảnh động. Hãy chọn một tấm ảnh đứng yên.")


def decode(data: bytes) -> Image.Image:
    """The upright, sRGB pixels of an uploaded file, at most 1600 wide, with nothing attached."""
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
        _check_shape(image)
        turned = _orientation(image)
        _draft(image, on_its_side=turned in (5, 6, 7, 8))
        image.load()
        upright = ImageOps.exif_transpose(_with_orientation(_to_rgb(image), turned))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureTooLarge from error
    except UnidentifiedImageError as error:
        raise NotAPicture from error
    except _BROKEN as error:
        raise PictureBroken from error
    return shrink(upright)


def _check_shape(image: Image.Image) -> None:
    """Judge by the header alone, before a single pixel is decoded."""
    short, long = sorted(image.size)
    if short * long > MOST_PIXELS:
        raise PictureTooLarge
    if short < SHORTEST_SIDE:
        raise PictureTooSmall
    if long > LONGEST_SHAPE * short:
        raise PictureTooLong
    # Phones write JPEGs with a second view inside (MPO): those stand still, the first is taken.
    if image.format in ("PNG", "WEBP") and getattr(image, "is_animated", False):
        raise PictureMoves


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except _BROKEN:
        return 1  # a broken note beside the picture does not spoil the picture


def _draft(image: Image.Image, *, on_its_side: bool) -> None:
    """Let the JPEG decoder shrink while it decodes. It needs the fitted size to do anything."""
    across = image.height if on_its_side else image.width
    scale = min(1.0, WIDTHS[0] / across)
    image.draft(None, (math.ceil(image.width * scale), math.ceil(image.height * scale)))


def _to_rgb(image: Image.Image) -> Image.Image:
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        image = image.convert("I").point([value >> 8 for value in range(65536)], "L")
    profile = image.info.get("icc_profile")
    if image.mode == "P" or "transparency" in image.info:
        image = image.convert("RGBA")
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La"):
        over = image.convert("RGBA")
        image = Image.new("RGB", over.size, WHITE)
        image.paste(over, mask=over.getchannel("A"))
    if profile and image.mode in ("RGB", "CMYK", "L"):
        image = _to_srgb(image, profile)
    clean = image.convert("RGB")
    clean.info = {}
    return clean


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    except _BROKEN_PROFILE:
        return image  # a profile that is broken or for another kind of picture: colours as stored
    return converted or image


def _with_orientation(image: Image.Image, turned: int) -> Image.Image:
    image.getexif()[ORIENTATION] = turned
    return image


def shrink(image: Image.Image, width: int = WIDTHS[0]) -> Image.Image:
    if image.width > width:
        size = (width, max(1, round(image.height * width / image.width)))
        image = image.resize(size, Image.Resampling.LANCZOS)
    bare = image.copy()
    bare.info = {}
    return bare


def encode(image: Image.Image, effort: int = 4) -> Mapping[str, bytes]:
    """Every kind of file of one picture; each size is made from the one above it."""
    files = {}
    for width in WIDTHS:
        image = shrink(image, width)
        files[f"{width}.webp"] = saved(image, "WEBP", quality=80, method=effort)
        if width == 800:
            files["800.jpg"] = saved(image, "JPEG", quality=82, progressive=True, optimize=True)
    return files


def saved(image: Image.Image, kind: str, **options: int) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def dominant_colour(image: Image.Image) -> str:
    """The colour most of the picture is near to: shown while the picture loads."""
    few = image.resize((48, 48), Image.Resampling.BOX).quantize(6, Image.Quantize.MEDIANCUT)
    counts = few.histogram()
    first = counts.index(max(counts)) * 3
    palette = few.getpalette() or [*WHITE]
    red, green, blue = palette[first : first + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"
