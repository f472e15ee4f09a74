"""A photo of 12 megapixels as a phone takes it: cleaned, and ready in every size.

Aim: under 3 s on two cores. In one process, on this disk. Yardstick of the same run: what Pillow
alone takes to decode the file, scale it to 1600 pixels and write one JPEG.
"""

import io
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from PIL import Image

from benchmarks.figures import Figure, Progress
from catalog.kernel.files import PictureStore

SIZE = (4032, 3024)
TIMES = 5


def run(say: Progress) -> list[Figure]:
    """The whole of what a seller waits for after a photo has arrived."""
    say("photo: drawing one")
    sent = [_photo(number) for number in range(TIMES)]
    with tempfile.TemporaryDirectory() as folder:
        store = PictureStore(Path(folder))
        say(f"photo: {TIMES} of {len(sent[0]) / 1e6:.1f} MB")
        ready = median(_seconds(store.keep, one) for one in sent)
    plain = median(_seconds(_plain, one) for one in sent)
    name = "plain Pillow decode + encode"
    return [Figure("photo", "12 megapixels, every size ready", ready, "s", {name: ready / plain})]


def _photo(number: int) -> bytes:
    """Light and shade with the noise of a small sensor, about as heavy as a phone's photos."""
    shade = Image.radial_gradient("L").resize(SIZE)
    bands = (Image.blend(shade, Image.effect_noise(SIZE, 40 + number), 0.25) for _ in range(3))
    image = Image.merge("RGB", tuple(bands))
    exif = Image.Exif()
    exif[0x0112] = 6
    file = io.BytesIO()
    image.save(file, "JPEG", quality=92, exif=exif.tobytes())
    return file.getvalue()


def _plain(data: bytes) -> None:
    image = Image.open(io.BytesIO(data)).convert("RGB")
    image.thumbnail((1600, 1600), Image.Resampling.LANCZOS)
    image.save(io.BytesIO(), "JPEG", quality=82)


def _seconds(act: Callable[[bytes], object], data: bytes) -> float:
    began = time.perf_counter()
    act(data)
    return time.perf_counter() - began
