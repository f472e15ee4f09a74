"""The finished page: the verdict first, everything inside, nothing of the reader."""

from flask import Flask

from tests.factories.catalog import TODAY, make_product, make_recognition, make_variant
from tests.factories.traceability import make_batch
from tests.visitor import Page
from traceability.passport import service


def test_a_page_is_made_without_a_request(app: Flask, db: object) -> None:
    product = make_product()
    make_recognition(product)
    make_variant(product)
    code = make_batch(product).code
    with app.app_context():
        page = service.render(code, "vi", TODAY)
    assert page.status == 200
    assert page.true_until.isoformat() == "2026-11-22T17:00:00+00:00"
    html = Page(page.html)
    assert html.marks["data-verdict"] == "valid"
    assert html.marks["data-stars"] == "4"
    main = page.html[page.html.index("<main") :]
    assert (
        main.split(">", 1)[1]
        .lstrip()
        .startswith('<header class="verdict verdict--good"><h1 class="verdict__sentence">Lô')
    )
