"""What a scan opens: no session, no script, the same for everybody."""

from tests.factories.catalog import make_product, make_recognition
from tests.factories.traceability import make_history
from tests.visitor import Visitor


def scanned() -> str:
    product = make_product()
    make_recognition(product)
    return make_history(product).code


def test_a_scan_sets_no_cookie_and_needs_no_script(visitor: Visitor) -> None:
    code = scanned()
    answer = visitor.raw(f"/truy-xuat/{code}")
    assert "Set-Cookie" not in answer.headers
    assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]
    assert answer.text.count("<script") == 1, "the check of the log, which the page does without"
    assert "csrf" not in answer.text


def test_a_badly_typed_code_still_arrives(visitor: Visitor) -> None:
    code = scanned()
    answer = visitor.raw(f"/truy-xuat/{code.lower().replace('-', '')}", status=307)
    assert answer.location == f"/truy-xuat/{code}"


def test_an_unknown_code_is_never_a_bare_404(visitor: Visitor) -> None:
    page = visitor.get("/truy-xuat/KHONG-CO", status=404)
    assert page.marks["data-verdict"] == "unknown-batch"
    assert page.marks["data-stars"] == "0"
    assert "/truy-xuat/KHONG-CO/bao-cao" in page.links


def test_the_text_page_begins_with_the_verdict(visitor: Visitor) -> None:
    code = scanned()
    answer = visitor.raw(f"/l/{code}.txt")
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.text.startswith("Lô này đã đăng ký")
    assert "không có trong hệ thống" in visitor.raw("/l/GX2611-4HEHB-E.txt", status=404).text
    assert visitor.raw(f"/l/{code}.txt?lang=en").text.startswith("This batch is registered")
