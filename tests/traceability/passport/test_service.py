"""The finished page: the verdict first, everything inside, nothing of the reader."""

import gzip
import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Connection, event

from catalog.certification.models import Certificate
from catalog.kernel import clock
from catalog.kernel.errors import NotFound
from catalog.products.models import Product
from tests.factories.catalog import (
    TODAY,
    load_rubrics,
    make_product,
    make_recognition,
    make_variant,
    save,
)
from tests.factories.traceability import make_batch, make_history, stop
from tests.visitor import Page
from traceability.areas.models import AreaStatus
from traceability.batches.queries import get_batch
from traceability.batches.rules import RecallState, new_code
from traceability.events.queries import list_ancestor_ids, list_area_quantities
from traceability.ledger.showing import script_address
from traceability.passport import exports, queries, service
from traceability.passport.rules import Verdict

FULLEST = 14 * 1024


def show(app: Flask, code: str, language: str = "vi") -> Page:
    with app.app_context():
        return Page(service.render(code, language, TODAY).html)


def recognised(**values: object) -> Product:
    story = values.pop("story", "Hái tay từng quả chín.\n\nPhơi giàn.")
    product = make_product(gtin="09521234543213", story=story)
    make_recognition(product, **values)
    make_variant(product)
    return product


def first_line(page: Page) -> str:
    """The first text a reader or a screen reader meets in the body."""
    text = re.sub(r"<[^>]+>", "\n", page.html[page.html.index("<body") :])
    return next(line.strip() for line in text.split("\n") if line.strip())


def test_a_page_is_made_without_a_request(app: Flask, db: object) -> None:
    code = make_history(recognised()).code
    with app.app_context():
        page = service.render(code, "vi", TODAY)
    assert page.status == 200
    assert page.true_until.isoformat() == "2026-11-22T17:00:00+00:00"
    assert "script-src 'self';" in page.csp
    assert "'unsafe-inline'" not in page.csp


def example(name: str) -> str:
    """The code of a batch that deserves this verdict."""
    day = timedelta(days=1)
    values = {
        "revoked": {"revoked_on": TODAY - day, "revocation_decision": "9/QĐ"},
        "expired": {"decision_date": TODAY - 1100 * day},
        "valid-no-end": {"valid_from": None, "valid_to": None, "year": 2025},
        "unknown-end": {"valid_from": None, "valid_to": None, "year": 2020},
    }.get(name, {})
    if name == "valid-no-end":
        load_rubrics()  # how long a recognition lasts
    product = make_product() if name == "unrecognised" else recognised(**values)
    given = {
        "not-released": {"released_at": None},
        "past": {"best_before": TODAY - day},
    }.get(name, {})
    batch = make_history(product, **given)
    target = get_batch(min(list_ancestor_ids([batch.id]))) if "input" in name else batch
    if name in ("recalled", "input", "closed"):
        stop(target)
    if name == "closed":
        stop(batch, RecallState.CLOSED)
    if name.startswith("quarantined"):
        stop(target, RecallState.QUARANTINED)
    return batch.code


SENTENCES = {
    "recalled": ("recalled", "Không dùng lô này: lô đang bị thu hồi từ 12/11/2026."),
    "input": ("recalled", "Không dùng lô này: nguyên liệu làm ra nó bị thu hồi từ 12/11/2026."),
    "closed": ("recalled", "Không dùng lô này: lô đã bị thu hồi, đợt thu hồi kết thúc"),
    "quarantined": ("quarantined", "Khoan dùng lô này: lô đang tạm dừng bán"),
    "quarantined-input": ("quarantined", "Khoan dùng lô này: nguyên liệu của lô"),
    "not-released": ("not-released", "Lô này có trong sổ nhưng chưa được chủ thể cho bán ra."),
    "past": ("past-best-before", "hạn dùng ngày 21/11/2026"),
    "revoked": ("revoked", "sản phẩm bị thu hồi sao OCOP từ 21/11/2026"),
    "expired": ("expired", "4 sao OCOP đã hết hạn ngày 18/11/2026"),
    "unknown-end": ("unrecognised", "không rõ sao OCOP"),
    "unrecognised": ("unrecognised", "sản phẩm chưa có sao OCOP"),
    "valid": ("valid", "4 sao OCOP còn hiệu lực đến 22/11/2028"),
    "valid-no-end": ("valid", "4 sao OCOP còn hiệu lực hôm nay"),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_the_verdict_is_the_first_line(app: Flask, db: object, name: str) -> None:
    code = example(name)
    mark, sentence = SENTENCES[name]
    page = show(app, code)
    assert page.marks["data-verdict"] == mark
    assert sentence in first_line(page)
    assert page.marks["data-stars"] == (
        "0" if mark in ("revoked", "expired", "unrecognised") else "4"
    )
    offers = any(link.startswith("/san-pham/") for link in page.links)
    assert offers is (name in ("revoked", "expired", "unknown-end", "valid", "valid-no-end"))
    assert not re.search("chính hãng|hàng thật|authentic", page.html, re.IGNORECASE)
    english = show(app, code, "en")
    assert english.lang == "en"
    assert not re.search("Lô này|Ngày đóng gói|tự khai", english.html)


def test_stars_stand_for_the_packing_day_and_for_today(app: Flask, db: object) -> None:
    page = show(app, example("expired"))
    assert "Ngày đóng gói 10/11/2026" in page
    assert 'data-stars="4"' in page.html.split("<dt>Ngày đóng gói 10/11/2026")[1]
    assert "đã hết hạn ngày 18/11/2026" in page


def test_facts_come_in_their_order(app: Flask, db: object) -> None:
    product = recognised()
    save(
        Certificate(
            producer_id=product.producer_id,
            scheme="VietGAP",
            number="VG-1",
            issuer="Tổ chức minh họa",
            issued_on=TODAY - timedelta(days=9),
            expires_on=TODAY - timedelta(days=1),
            evidence="document",
            entered_by="Chị Hoa",
            confirmed_by="Cán bộ Lan",
        )
    )
    page = show(app, make_history(product, producer_text="L-01").code)
    order = [
        "<h1",
        "Gạo thơm",
        "Sao OCOP</h2>",
        "Thu hoạch",
        "VN-CTOR-",
        "hợp lệ ngày hái",
        "Phơi và rang",
        "Đóng gói",
        "Kiểm nghiệm",
        "Ai nói điều này?",
        "ghi trễ 1 ngày",
        "Ochratoxin A",
        "đạt",
        "VietGAP",
        "đã hết hạn",
        "Hái tay từng quả chín.",
        "L-01",
        "09521234543213",
        "không chứng minh",
        "/bao-cao",
        "Mua từ chủ thể",
    ]
    places = []
    for words in order:
        places.append(page.html.index(words, places[-1] if places else 0))
    assert places == sorted(places)
    assert "57–58 % lô này đến từ đây" in page
    assert "6,4 tạ" in page


def test_an_unknown_code_gets_its_own_answer(app: Flask, db: object) -> None:
    with app.app_context():
        page = service.render(new_code("Gạo", TODAY), "vi", TODAY)
    assert page.status == 404
    assert "không có trong hệ thống" in first_line(Page(page.html))


def test_a_mistyped_code_is_led_back(app: Flask, db: object) -> None:
    code = make_batch().code
    wrong = code[:8] + ("A" if code[8] != "A" else "B") + code[9:]
    page = show(app, wrong)
    assert page.marks["data-verdict"] == "unknown-batch"
    assert "Mã gõ chưa đúng" in first_line(page)
    assert f"/truy-xuat/{code}" in page.links


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "x" * 5000, "%", "'--", "…"])
def test_nonsense_is_answered_in_words(app: Flask, db: object, typed: str) -> None:
    page = show(app, typed)
    assert page.marks["data-verdict"] == "unknown-batch"
    assert "<script" not in page.html


def test_an_unknown_batch_of_a_known_product_shows_the_product(app: Flask, db: object) -> None:
    recognised()
    with app.app_context():
        known = service.render_unknown_batch("09521234543213", "LOT-9", "vi", TODAY)
        nothing = service.render_unknown_batch("09520000000005", "LOT-9", "vi", TODAY)
    assert (known.status, nothing.status) == (200, 404)
    page = Page(known.html)
    assert page.marks["data-verdict"] == "unknown-batch"
    assert "Lô “LOT-9” không có trong sổ của chủ thể" in first_line(page)
    assert "Gạo thơm Trường Xuân" in page
    assert not any(link.startswith("/san-pham/") for link in page.links)


def test_the_fullest_page_fits_the_first_window(app: Flask, db: object) -> None:
    story = "Câu chuyện dài về vườn, về người và về mùa nước nổi năm ấy. " * 40
    product = recognised(story=story)
    for number in range(6):
        save(
            Certificate(
                producer_id=product.producer_id,
                scheme=f"Chứng nhận {number}",
                number=f"CN-{number * 7919}",
                issuer="Tổ chức chứng nhận minh họa",
                evidence="document",
                entered_by="Chị Hoa",
            )
        )
    code = make_history(product, is_demo=True).code
    for language in ("vi", "en"):
        page = show(app, code, language)
        assert len(gzip.compress(page.html.encode(), 6)) <= FULLEST
    assert re.findall("<script[^>]*>", page.html) == [
        f'<script type="module" src="{script_address()}">'
    ], "only the check of the log, and only as a file"
    assert "http" not in re.sub(r"https://ocop.example[^\"]*", "", page.html), (
        "nothing from elsewhere"
    )


def test_facts_take_a_fixed_number_of_queries(app: Flask, db: Connection) -> None:
    short, long = make_batch(recognised()).code, make_history().code
    asked: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith(("SELECT", "WITH")):
            asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        queries.passport_facts(short, TODAY)
        few, asked[:] = len(asked), []
        queries.passport_facts(long, TODAY)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert (few, len(asked)) == (12, 14)


def test_json_tells_the_same(db: object) -> None:
    batch = make_history(recognised())
    code = batch.code
    told = exports.as_json(code, TODAY)
    assert (told["code"], told["verdict"], told["stars_today"]["stars"]) == (code, "valid", 4)
    assert told["steps"][0]["areas"][0]["validity_at_harvest"] == "valid"
    assert told["recall"] is None
    stop(batch)
    assert exports.as_json(code, TODAY)["recall"]["state"] == "recalled"
    raw = make_batch(kind="harvest").code
    assert exports.as_json(raw, TODAY)["product"] is None
    with pytest.raises(NotFound):
        exports.as_json("KHONG-CO", TODAY)


@pytest.mark.parametrize("name", ["valid", "input"])
def test_plain_text_begins_with_the_verdict(app: Flask, db: object, name: str) -> None:
    code = example(name)
    with app.app_context():
        text = exports.as_text(code, "vi", TODAY)
        english = exports.as_text(code, "en", TODAY)
    assert text.startswith("Lô này đã đăng ký" if name == "valid" else "Không dùng lô này")
    assert max(len(line) for line in text.splitlines()) <= 72
    assert "VN-CTOR-" in text
    assert "Best before" in english


def test_a_code_suspended_behind_the_harvest_says_so(app: Flask, db: object) -> None:
    batch = make_history()
    (areas,) = list_area_quantities(list_ancestor_ids([batch.id])).values()
    suspended = AreaStatus(
        area_id=min(areas),
        status="suspended",
        since=TODAY - timedelta(days=60),
        evidence="document",
        entered_by="Cán bộ Lan",
        recorded_at=clock.noon_of(TODAY),
    )
    assert "ghi vào sổ sau ngày hái" not in show(app, batch.code)
    save(suspended)
    page = show(app, batch.code)
    assert "đang tạm dừng lúc hái, ghi vào sổ sau ngày hái" in page
    assert "suspended at harvest, entered after the harvest" in show(app, batch.code, "en")


def test_raw_material_has_a_page_too(app: Flask, db: object) -> None:
    batch = make_history()
    raw = get_batch(min(list_ancestor_ids([batch.id]))).code
    page = show(app, raw)
    assert page.marks["data-verdict"] == Verdict.NOT_RELEASED
    assert "lúa tươi" in page


def test_the_page_says_how_the_goods_were_kept_apart(app: Flask, db: object) -> None:
    said, silent = make_batch(custody_model="mass_balance"), make_batch()
    codes = said.code, silent.code
    assert "có thể đã trộn với hàng khác" in show(app, codes[0])
    assert "mass balance" in show(app, codes[0], "en")
    assert "Cách giữ hàng" not in show(app, codes[1])
