"""Kept pictures are served for good and can do nothing; anything else is not found."""

import pytest
from PIL import Image

from catalog.kernel.files import KINDS


@pytest.fixture
def digest(app):
    store = app.extensions["ocop_pictures"]
    return store.keep_drawn(Image.new("RGB", (1600, 1480), "#1b6b45")).digest


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_kept_for_good_and_can_do_nothing(app, digest, kind):
    answer = app.test_client().get(f"/media/{digest}-{kind}", buffered=True)
    assert answer.status_code == 200
    assert answer.mimetype == ("image/jpeg" if kind.endswith("jpg") else "image/webp")
    assert "immutable" in answer.headers["Cache-Control"]
    assert "public" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "Set-Cookie" not in answer.headers


def test_a_browser_that_has_it_gets_no_body(app, digest):
    address = f"/media/{digest}-320.webp"
    etag = app.test_client().get(address, buffered=True).headers["ETag"]
    headers = {"If-None-Match": etag}
    again = app.test_client().get(address, headers=headers, buffered=True)
    assert again.status_code == 304


@pytest.mark.parametrize(
    "name",
    [
        f"{'0' * 32}-320.webp",
        "../secret_key",
        "..%2fsecret_key",
        "%2e%2e/secret_key",
        f"{'0' * 31}-320.webp",
        f"{'0' * 32}-321.webp",
        f"{'0' * 32}-320.webp%0a",
        f"{'A' * 32}-320.webp",
        ".new-abc",
    ],
)
def test_other_names_are_not_found(app, digest, name):
    assert app.test_client().get(f"/media/{name}").status_code == 404
