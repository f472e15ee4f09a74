"""Painting: soft-edged shapes, blends, shadows, on an RGB picture of any size."""

import math
import random
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from storefront.demo.drawing.shapes import Point, Shape, ellipse, rect

Box = tuple[int, int, int, int]
WIDTH, HEIGHT = 1000, 925
SHADOW = "#1d1408"


@dataclass(frozen=True)
class Blend:
    """From one colour to another across the shape; 90 degrees runs downwards, 0 to the right."""

    start: str
    end: str
    degrees: float = 90


@dataclass(frozen=True)
class Glow:
    """From a colour at a point to another at `radius`."""

    inner: str
    outer: str
    at: Point
    radius: float


Paint = str | Blend | Glow


def mix(first: str, second: str, share: float) -> str:
    """`share` of the second colour in the first."""
    pairs = zip(_rgb(first), _rgb(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def lighter(colour: str, share: float = 0.25) -> str:
    return mix(colour, "#fff6e0", share)


def darker(colour: str, share: float = 0.25) -> str:
    return mix(colour, "#1a0f08", share)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


class Canvas:
    """A picture in the making. Light falls from the upper left."""

    def __init__(self, width: int = 1200) -> None:
        self.unit = width / WIDTH
        self.size = (width, round(HEIGHT * self.unit))
        self.left, self.top = 0.0, 0.0  # where the point (0, 0) lies, in pixels
        self.image = Image.new("RGB", self.size, "#fbf8f1")
        # The same numbers every time: a picture must not change from one run to the next.
        self.random = random.Random(26)  # noqa: S311 - scatters grains, keeps no secrets

    def closer(self, times: float, x: float = 500, y: float = 700) -> None:
        """Come closer: what is painted from now on is larger, and (x, y) stays where it is."""
        self.left -= x * self.unit * (times - 1)
        self.top -= y * self.unit * (times - 1)
        self.unit *= times

    def ground(self, paint: Paint) -> None:
        """Paint the whole picture."""
        whole = (0, 0, *self.size)
        self.image.paste(self._paint(paint, rect(0, 0, WIDTH, HEIGHT), whole), whole)

    def fill(
        self,
        shape: Shape,
        paint: Paint,
        *,
        opacity: float = 1.0,
        blur: float = 0.0,
        inside: Shape | None = None,
    ) -> None:
        """Fill a shape. `blur` softens its edge, `inside` keeps the paint within another."""
        box = self._pixels(shape, margin=blur * 2.4)
        if inside is not None:
            box = _common(box, self._pixels(inside))
        if box[2] <= box[0] or box[3] <= box[1]:
            return
        mask = self._mask(shape, box, blur)
        if inside is not None:
            mask = ImageChops.multiply(mask, self._mask(inside, box, 0))
        if opacity < 1:
            mask = mask.point(_faded(opacity))
        self.image.paste(self._paint(paint, shape, box), box, mask)

    def solid(
        self,
        shape: Shape,
        paint: Paint,
        *,
        depth: float = 22,
        light: float = 0.5,
        shade: float = 0.45,
    ) -> None:
        """Fill a shape and round it: light on its upper left edge, shade on the lower right."""
        self.fill(shape, paint)
        box = self._pixels(shape)
        if box[2] <= box[0] or box[3] <= box[1]:
            return
        mask = self._mask(shape, box, 0)
        base = paint if isinstance(paint, str) else _middle(paint)
        for sign, colour, strength in (
            (-1, darker(base, 0.75), shade),
            (1, lighter(base, 0.8), light),
        ):
            shift = depth * 0.55 * sign
            moved = self._mask(shape.moved(shift, shift), box, depth * 0.75)
            edge = ImageChops.multiply(mask, ImageOps.invert(moved))
            edge = edge.point(_faded(strength))
            self.image.paste(colour, box, edge)

    def shadow(self, shape: Shape, *, opacity: float = 0.35, blur: float = 18) -> None:
        self.fill(shape, SHADOW, opacity=opacity, blur=blur)

    def stand(self, cx: float, y: float, rx: float, *, opacity: float = 0.4) -> None:
        """The shadow of a thing standing at (cx, y): dark where it touches, long to the right."""
        self.shadow(
            ellipse(cx + rx * 0.35, y + 4, rx * 1.25, rx * 0.2), opacity=opacity * 0.7, blur=20
        )
        self.shadow(ellipse(cx, y, rx * 0.98, rx * 0.1), opacity=opacity, blur=7)

    def glow(self, x: float, y: float, radius: float, colour: str, opacity: float = 0.5) -> None:
        self.fill(ellipse(x, y, radius * 0.55), colour, opacity=opacity, blur=radius * 0.36)

    def _edges(self, shape: Shape) -> tuple[float, float, float, float]:
        left, top, right, bottom = (edge * self.unit for edge in shape.box)
        return left + self.left, top + self.top, right + self.left, bottom + self.top

    def _pixels(self, shape: Shape, margin: float = 0) -> Box:
        left, top, right, bottom = self._edges(shape)
        room = margin * self.unit + 2
        return (
            max(0, int(left - room)),
            max(0, int(top - room)),
            min(self.size[0], int(right + room) + 1),
            min(self.size[1], int(bottom + room) + 1),
        )

    def _mask(self, shape: Shape, box: Box, blur: float) -> Image.Image:
        size = (box[2] - box[0], box[3] - box[1])
        radius = blur * self.unit
        if radius >= 1:
            shrink = max(1.0, radius / 4)
            small = (max(1, round(size[0] / shrink)), max(1, round(size[1] / shrink)))
            room = 12  # so that the blur sees beyond the box
            mask = Image.new("L", (small[0] + 2 * room, small[1] + 2 * room))
            self._draw(mask, shape, box, small[0] / size[0], small[1] / size[1], room)
            soft = mask.filter(ImageFilter.GaussianBlur(radius / shrink))
            soft = soft.crop((room, room, room + small[0], room + small[1]))
            return soft.resize(size, Image.Resampling.BICUBIC)
        finer = 2 if size[0] * size[1] > 250_000 else 4
        mask = Image.new("L", (size[0] * finer, size[1] * finer))
        self._draw(mask, shape, box, finer, finer, 0)
        return mask.reduce(finer)

    def _draw(
        self, mask: Image.Image, shape: Shape, box: Box, fx: float, fy: float, room: float
    ) -> None:
        pen = ImageDraw.Draw(mask)
        for ring in shape.rings:
            points = [
                (
                    (x * self.unit + self.left - box[0]) * fx + room,
                    (y * self.unit + self.top - box[1]) * fy + room,
                )
                for x, y in ring
            ]
            if len(points) > 2:
                pen.polygon(points, fill=255)

    def _paint(self, paint: Paint, shape: Shape, box: Box) -> Image.Image | str:
        if isinstance(paint, str):
            return paint
        share = (
            self._across(paint, shape, box)
            if isinstance(paint, Blend)
            else self._around(paint, box)
        )
        first, last = (
            (paint.start, paint.end) if isinstance(paint, Blend) else (paint.inner, paint.outer)
        )
        return Image.composite(
            Image.new("RGB", share.size, last), Image.new("RGB", share.size, first), share
        )

    def _across(self, blend: Blend, shape: Shape, box: Box) -> Image.Image:
        """How far each pixel is along the blend, which spans the shape, not the box."""
        dx, dy = math.cos(math.radians(blend.degrees)), math.sin(math.radians(blend.degrees))
        left, top, right, bottom = self._edges(shape)
        ends = [x * dx + y * dy for x in (left, right) for y in (top, bottom)]
        low, high = min(ends), max(ends)
        scale = 254 / max(high - low, 1)
        start = (box[0] * dx + box[1] * dy - low) * scale + 1
        size = (box[2] - box[0], box[3] - box[1])
        ramp = Image.linear_gradient("L")
        span = Image.new("L", (256, 256 + 240))
        span.paste(ramp, (0, 120))
        span.paste(255, (0, 375, 256, 496))
        # A blend is smooth: a quarter of its size is drawn, the rest filled in.
        few = max(1, min(4, min(size) // 8))
        matrix = (0, 0, 128, dx * scale * few, dy * scale * few, start + 120)
        small = (-(-size[0] // few), -(-size[1] // few))
        share = span.transform(small, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR)
        return share if few == 1 else share.resize(size, Image.Resampling.BILINEAR)

    def _around(self, glow: Glow, box: Box) -> Image.Image:
        size = (box[2] - box[0], box[3] - box[1])
        radius = max(1, round(glow.radius * self.unit))
        disc = Image.radial_gradient("L").resize(
            (radius * 2, radius * 2), Image.Resampling.BILINEAR
        )
        share = Image.new("L", size, 255)
        x, y = glow.at[0] * self.unit + self.left, glow.at[1] * self.unit + self.top
        share.paste(disc, (round(x - radius - box[0]), round(y - radius - box[1])))
        return share


@lru_cache
def _faded(opacity: float) -> list[int]:
    return [round(value * opacity) for value in range(256)]


def _common(first: Box, second: Box) -> Box:
    return (
        max(first[0], second[0]),
        max(first[1], second[1]),
        min(first[2], second[2]),
        min(first[3], second[3]),
    )


def _middle(paint: Blend | Glow) -> str:
    if isinstance(paint, Blend):
        return mix(paint.start, paint.end, 0.5)
    return mix(paint.inner, paint.outer, 0.5)
