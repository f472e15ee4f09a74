"""The page of one piece, as buyers open it."""

import re
from dataclasses import dataclass

import pypdfium2
import pytest
import zxingcpp
from flask import Flask

from catalog.kernel import clock
from catalog.kernel.actor import SYSTEM
from catalog.kernel.db import transaction
from tests.factories.catalog import make_recognition
from tests.factories.labels import make_described_product, make_printable, print_labels
from tests.factories.traceability import stop
from tests.visitor import Visitor
from traceability.batches.queries import get_batch_by_code
from traceability.labels import printing, service
from traceability.labels.planning import Wish

ORIGIN = "https://ocop.example"
BROWSER = {"User-Agent": "Mozilla/5.0 (Linux; Android 10) Chrome/120"}


@dataclass(frozen=True)
class Label:
    """What is on a printed label: the address in its code, and its PIN."""

    code: str
    job_id: int
    link: str
    pin: str

    @property
    def serial(self) -> str:
        return self.link.rpartition("/")[2]

    @property
    def page(self) -> str:
        return f"/truy-xuat/{self.code}/so-rieng/{self.serial}"


@pytest.fixture
def label(app: Flask, db: object) -> Label:
    """A printed label of goods with valid stars, read off the sheet."""
    with app.app_context():
        product = make_described_product(gtin="09520000000011")
        make_recognition(product)
        batch = make_printable(product)
        code = batch.code
        job = print_labels(batch, Wish(1, has_serials=True, has_pins=True))
        with pypdfium2.PdfDocument(printing.folder() / (job.file or "")) as document:
            page = document[0]
            [found] = zxingcpp.read_barcodes(page.render(scale=300 / 72).to_pil())
            pin = re.search(r"PIN (\d{6})", page.get_textpage().get_text_range())
        assert pin
        return Label(code, job.id, found.text.removeprefix(ORIGIN), pin[1])


def release(app: Flask, label: Label) -> None:
    with app.app_context(), transaction():
        service.release(SYSTEM, label.job_id, clock.now())


def verdict(visitor: Visitor, path: str, status: int = 200) -> str | None:
    return visitor.get(path, status).marks["data-verdict"]


def test_the_code_on_a_label_leads_to_its_piece(visitor: Visitor, app: Flask, label: Label) -> None:
    release(app, label)
    target = visitor.raw(label.link, 307).location
    page = visitor.get(target)
    assert page.marks["data-verdict"] == "valid"
    assert page.marks["data-stars"] == "4"
    assert "chưa ai kiểm tra" in page
    assert "uthentic" not in page.html


def test_an_item_is_checked_on_purpose(visitor: Visitor, app: Flask, label: Label) -> None:
    release(app, label)
    for _ in range(2):
        assert verdict(visitor, label.page, 200) == "valid"
    first = visitor.post(f"{label.page}/kiem-tra", province="")
    assert first.marks["data-verdict"] == "valid"
    assert "Lần kiểm tra đầu tiên" in first
    assert verdict(visitor, label.page) == "checked-before"
    second = visitor.post(f"{label.page}/kiem-tra", province="92")
    assert second.marks["data-verdict"] == "checked-before"
    assert "1 lần trước đó" in second
    assert "Checked before: 2 times" in visitor.get(f"{label.page}?lang=en")


def test_the_address_of_a_check_leads_back_to_the_piece(
    visitor: Visitor, app: Flask, label: Label
) -> None:
    release(app, label)
    assert visitor.raw(f"{label.page}/kiem-tra", 303).location == label.page
    assert verdict(visitor, label.page) == "valid"


def test_a_province_that_does_not_exist_is_refused(
    visitor: Visitor, app: Flask, label: Label
) -> None:
    release(app, label)
    visitor.post(f"{label.page}/kiem-tra", 422, province="Hà Lội")
    assert verdict(visitor, label.page) == "valid"


def test_a_label_not_released_says_so(visitor: Visitor, label: Label) -> None:
    page = visitor.get(label.page)
    assert page.marks["data-verdict"] == "not-released"
    assert "chưa cho dùng" in page
    assert "PIN" not in page


def test_a_number_that_was_never_given(visitor: Visitor, label: Label) -> None:
    wrong = "0" * 12
    page = visitor.get(f"/truy-xuat/{label.code}/so-rieng/{wrong}", 404)
    assert page.marks["data-verdict"] == "unknown-serial"
    assert page.marks["data-stars"] == "0"
    visitor.post(f"/truy-xuat/{label.code}/so-rieng/{wrong}/kiem-tra", 404)
    assert "&lt;b&gt;" in visitor.get(f"/truy-xuat/{label.code}/so-rieng/<b>/x", 404)
    visitor.raw(f"/truy-xuat/NOPE/so-rieng/{wrong}", 404)


def test_a_typed_number_is_understood(visitor: Visitor, app: Flask, label: Label) -> None:
    release(app, label)
    typed = f"{label.serial[:4]}-{label.serial[4:8]}-{label.serial[8:]}".lower()
    assert verdict(visitor, f"/truy-xuat/{label.code.lower()}/so-rieng/{typed}") == "valid"


def test_a_number_is_typed_from_the_page_of_its_batch(
    visitor: Visitor, app: Flask, label: Label
) -> None:
    release(app, label)
    passport = visitor.get(f"/truy-xuat/{label.code}")
    assert f"/truy-xuat/{label.code}/so-rieng" in passport.links
    page = f"/truy-xuat/{label.code}/so-rieng"
    assert "Số riêng in trên tem" in visitor.get(page)
    assert "ba nhóm" in visitor.get(f"{page}?so=12")
    typed = "-".join((label.serial[:4], label.serial[4:8], label.serial[8:])).lower()
    assert visitor.raw(f"{page}?so={typed}", 302).location == label.page
    visitor.raw("/truy-xuat/NOPE/so-rieng", 404)


def test_a_scanned_address_of_a_piece_leads_to_it(
    visitor: Visitor, app: Flask, label: Label
) -> None:
    release(app, label)
    for path in (label.link, f"/l/{label.code}/{label.serial}", label.page):
        found = visitor.raw(f"/truy-xuat?ma={ORIGIN}{path}", 302).location
        for _ in range(2):
            if found != label.page:
                found = visitor.raw(found, 307).location
        assert found == label.page


def test_a_recall_outranks_everything_about_a_piece(
    visitor: Visitor, app: Flask, label: Label
) -> None:
    stop(get_batch_by_code(label.code))
    page = visitor.get(label.page)
    assert page.marks["data-verdict"] == "recalled"
    assert "Kiểm tra gói này" not in page
    assert verdict(visitor, f"/truy-xuat/{label.code}/so-rieng/000000000000", 404) == "recalled"


def test_a_pin_is_confirmed_by_its_buyer(visitor: Visitor, app: Flask, label: Label) -> None:
    release(app, label)
    wrong = "000000" if label.pin != "000000" else "000001"
    assert "đúng 6 chữ số" in visitor.post(f"{label.page}/pin", 422, pin="12")
    assert "còn thử được 4 lần" in visitor.post(f"{label.page}/pin", pin=wrong)
    right = visitor.post(f"{label.page}/pin", pin=f"{label.pin[:3]} {label.pin[3:]}")
    assert "lần đầu nó được xác nhận" in right
    assert "đã được xác nhận ngày" in visitor.post(f"{label.page}/pin", pin=label.pin)
    for _ in range(2):
        visitor.post(f"{label.page}/pin", pin=wrong)
    assert "Đã thử sai 5 lần" in visitor.post(f"{label.page}/pin", 422, pin=label.pin)
