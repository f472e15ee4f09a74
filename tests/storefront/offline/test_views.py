"""The seller's pages as an app: worker, manifest, the page without a signal."""

import re
from pathlib import Path

from PIL import Image

from storefront import templating
from tests.visitor import Visitor

ROOT = Path(__file__).parents[3]


def test_the_manifest_makes_it_installable(visitor: Visitor) -> None:
    answer = visitor.raw("/ngoai-song/ban-hang.webmanifest")
    assert answer.mimetype == "application/manifest+json"
    said = answer.get_json()
    assert (said["start_url"], said["scope"], said["lang"]) == ("/ban-hang", "/ban-hang", "vi")
    assert said["display"] == "standalone"
    assert {(one["sizes"], one["purpose"]) for one in said["icons"]} == {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    for icon in said["icons"]:
        file = ROOT / icon["src"].partition("?")[0].lstrip("/")
        with Image.open(file) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]
    english = visitor.raw("/ngoai-song/ban-hang.webmanifest?lang=en").get_json()
    assert english["lang"] == "en"
    assert "Harvest" in english["shortcuts"][0]["name"]


def test_the_worker_looks_after_sellers_pages_only(visitor: Visitor) -> None:
    answer = visitor.raw("/ngoai-song/worker.js")
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Service-Worker-Allowed"] == "/ban-hang"
    assert answer.headers["Cache-Control"] == "no-cache", "a new release is noticed at once"
    files = re.findall(r'"(/[^"]+)"', answer.text.partition("\n")[0])
    for file in files:
        visitor.raw(file).close()
    assert "/ngoai-song" in files
    assert any("behaviours/queue.js" in file for file in files)
    assert not any("behaviours/scan.js" in file for file in files)


def test_the_page_without_a_signal_knows_nobody(visitor: Visitor) -> None:
    visitor.sign_in("seller.see", producer_ids=(1,))
    page = visitor.get("/ngoai-song")
    assert "Không có sóng" in page
    assert "Chị Hoa" not in page.html
    assert 'data-owner=""' in page
    assert "X-Kept-For" not in page.answer.headers  # type: ignore[union-attr]


def test_a_script_with_another_behaviour_has_another_address(visitor: Visitor) -> None:
    """Behaviours are fetched under the address of app.js: it stands for them too."""

    content = templating._content("js/app.js")
    for file in templating.BEHAVIOURS.glob("*.js"):
        assert file.read_bytes() in content


def test_only_sellers_may_be_listened_to(visitor: Visitor) -> None:
    visitor.sign_in("seller.see", producer_ids=(1,))
    for url, allowed in (("/ban-hang", "(self)"), ("/", "()"), ("/ngoai-song", "()")):
        policy = visitor.raw(url).headers["Permissions-Policy"]
        assert f"microphone={allowed}" in policy
        assert "camera=(self)" in policy
