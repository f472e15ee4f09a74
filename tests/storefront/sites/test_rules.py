"""What a mini-site may hold and what of it is shown."""

import re
from pathlib import Path

import pytest

from storefront.sites import rules
from storefront.sites.rules import Theme

CSS = Path(__file__).parents[3] / "static" / "css"
COLOUR = re.compile(r"(--[\w-]+): (#[0-9a-f]{6})")


@pytest.mark.parametrize(
    ("order", "one", "up", "wanted"),
    [
        ([1, 2, 3], 2, True, [2, 1, 3]),
        ([1, 2, 3], 2, False, [1, 3, 2]),
        ([1, 2, 3], 1, True, [1, 2, 3]),
        ([1, 2, 3], 3, False, [1, 2, 3]),
    ],
)
def test_one_moves_a_place(order: list[int], one: int, up: bool, wanted: list[int]) -> None:
    assert rules.moved(order, one, up=up) == wanted


def test_an_empty_line_parts_paragraphs() -> None:
    assert rules.paragraphs("Một.\nHai.\n\nBa.\n\n") == ["Một.\nHai.", "Ba."]
    assert rules.paragraphs(None) == []


def test_stars_are_counted_by_product_and_none_counts_nothing() -> None:
    assert rules.star_counts([4, 3, 0, 4]) == [(4, 2), (3, 1)]
    assert rules.star_counts([0, 0]) == []


@pytest.mark.parametrize(
    ("phone", "url"),
    [
        ("+84912345678", "https://zalo.me/0912345678"),
        ("+85620123456", "https://zalo.me/85620123456"),
    ],
)
def test_zalo_reads_numbers_as_people_here_write_them(phone: str, url: str) -> None:
    assert rules.zalo_url(phone) == url


def test_what_is_not_known_is_not_told_to_machines() -> None:
    facts = rules.json_ld(
        name="HTX", address="https://x/", description=None, picture=None, phone=None,
        street=None, commune=None, province="Gia Lai",
    )  # fmt: skip
    assert facts["@type"] == "Organization"
    assert facts["address"] == {
        "@type": "PostalAddress",
        "addressRegion": "Gia Lai",
        "addressCountry": "VN",
    }
    assert not {"telephone", "image", "aggregateRating"} & facts.keys()


def tokens(file: str) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """Selector to colours, in light and in dark."""
    light, _, dark = (
        (CSS / file).read_text("utf-8").partition("@media (prefers-color-scheme: dark)")
    )
    rule = re.compile(r"^\s*(:root|\[data-theme[^{]*\]) \{([^}]*)\}", re.MULTILINE)
    return tuple(  # type: ignore[return-value]  # two of them
        {name: dict(COLOUR.findall(body)) for name, body in rule.findall(part)}
        for part in (light, dark)
    )


def contrast(one: str, other: str) -> float:
    """WCAG 2: (lighter + 0.05) / (darker + 0.05)."""
    lights = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("is_dark", [False, True])
@pytest.mark.parametrize("theme", Theme)
def test_every_theme_can_be_read(theme: Theme, is_dark: bool) -> None:
    house = tokens("tokens.css")[is_dark][":root"]
    ours = tokens("components/site_head.css")[is_dark]
    own = ours.get(f'[data-theme="{theme}"]', ours["[data-theme]"])
    pairs = {
        "words on the head": ("#ffffff", own["--hue-deep"]),
        "links on the page": (own["--hue"], house["--paper"]),
        "links on a sheet": (own["--hue"], house["--sheet"]),
        "links on the wash": (own["--hue"], own["--hue-wash"]),
        "words on the wash": (house["--ink"], own["--hue-wash"]),
        "soft words on the wash": (house["--ink-soft"], own["--hue-wash"]),
    }
    weak = {name: contrast(*pair) for name, pair in pairs.items() if contrast(*pair) < 4.5}
    assert not weak


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") < 4.5
