"""The JSON API. Reads only, open to all, the same facts as the pages."""

from typing import Any

from flask import Blueprint, Flask, Response, abort, jsonify, render_template
from pydantic import ValidationError
from spectree import Response as Answers
from spectree import SpecTree

from catalog.certification.register import RegisterFilter, list_register
from catalog.kernel import clock
from catalog.kernel.i18n import _
from catalog.search.queries import search
from catalog.search.rules.documents import asked
from storefront.api import answers, schemas
from storefront.closures.queries import off_sale
from storefront.combos import finding as combos
from storefront.extensions import limiter
from storefront.inventory.queries import available_for
from storefront.shop import queries as shop
from traceability.passport.exports import as_json

bp = Blueprint("api", __name__, url_prefix="/api")
LIMIT = "120 per minute"
REGISTER_LIMIT = 100


def explain_refusal(_request: Any, _response: Any, error: Exception | None, *_rest: object) -> None:
    """Answer a malformed question as RFC 9457 wants it, naming each wrong part."""
    if not isinstance(error, ValidationError):
        return
    wrong = [
        {"name": ".".join(str(part) for part in one["loc"]), "reason": one["msg"]}
        for one in error.errors(include_url=False, include_context=False)
    ]
    problem = jsonify(
        type="about:blank", title=_("Tham số không hợp lệ."), status=400, invalid_params=wrong
    )
    problem.status_code = 400
    problem.content_type = "application/problem+json"
    abort(problem)


api = SpecTree(
    "flask",
    mode="strict",
    title="OCOP",
    version="1",
    path="api/v1/openapi.json",  # what it leaves out of the description: our own view of it
    validation_error_status=400,
    validation_error_model=schemas.Problem,
    before=explain_refusal,
    after=lambda *_anything: None,
)


def init_app(app: Flask) -> None:
    """Register the pages; spectree's own would load its documentation from elsewhere."""
    limiter.limit(LIMIT)(bp)
    app.register_blueprint(bp)
    api.app = app


@bp.get("/v1/products")
@api.validate(resp=Answers(HTTP_200=schemas.ProductList), tags=["products"])
def products(query: schemas.ProductQuery) -> schemas.ProductList:
    """Products by words, set, group, stars valid today, province."""
    on = clock.today()
    found = search(
        asked(
            query.q,
            sets=[query.bo] if query.bo else (),
            groups=[query.nhom] if query.nhom else (),
            stars=[query.sao] if query.sao else (),
            provinces=[query.tinh] if query.tinh else (),
            page=query.trang,
        ),
        on,
    )
    return schemas.ProductList(
        items=[answers.product_item(card) for card in shop.list_cards(found.ids, on)],
        total=found.total,
        page=found.page,
        pages=found.pages,
        checked_on=on,
    )


@bp.get("/v1/products/<slug>")
@api.validate(resp=Answers(HTTP_200=schemas.ProductFacts), tags=["products"])
def product(slug: str) -> schemas.ProductFacts:
    """One product with its recognition, sizes and batches on sale."""
    on = clock.today()
    page = shop.get_product_page(slug, on)
    available = available_for([variant.id for variant in page.variants], on)
    return answers.product_facts(
        page, available, shop.prices_of(page, on), on, off_sale(available, on)
    )


@bp.get("/v1/combos")
@api.validate(resp=Answers(HTTP_200=schemas.ComboList), tags=["combos"])
def list_combos(query: schemas.ComboQuery) -> schemas.ComboList:
    """Gift combos that are sold today, by words of their names."""
    on = clock.today()
    found = combos.list_page(on, query.trang, query.q)
    return schemas.ComboList(
        items=[answers.combo_item(one) for one in found.items],
        total=found.total,
        page=found.page,
        pages=found.pages,
        checked_on=on,
    )


@bp.get("/v1/combos/<slug>")
@api.validate(resp=Answers(HTTP_200=schemas.ComboFacts), tags=["combos"])
def combo(slug: str) -> schemas.ComboFacts:
    """One gift combo: what is in it, whose it is, and how many can be ordered."""
    on = clock.today()
    return answers.combo_facts(combos.get_shown(slug, on), on)


@bp.get("/v1/batches/<code>")
@api.validate(tags=["batches"])
def batch(code: str) -> Response:
    """What the passport of a batch says; 404 for a code that is not registered."""
    return jsonify(as_json(code, clock.today()))


@bp.get("/v1/recognitions")
@api.validate(resp=Answers(HTTP_200=schemas.RecognitionList), tags=["recognitions"])
def recognitions(query: schemas.RecognitionQuery) -> schemas.RecognitionList:
    """The public register, expired and revoked recognitions included."""
    on = clock.today()
    offset = (query.trang - 1) * REGISTER_LIMIT
    wanted = RegisterFilter(province=query.tinh)
    entries, total = list_register(wanted, on, limit=REGISTER_LIMIT, offset=offset)
    return answers.recognition_list(entries, total, query.trang, REGISTER_LIMIT, on)


@bp.get("/v1/openapi.json")
def description() -> Response:
    """The description of the API for machines, OpenAPI 3.1."""
    return jsonify(api.spec)


@bp.get("/docs")
def docs() -> Response:
    """The description of the API for people."""
    return Response(
        render_template("storefront/api/docs.html", operations=answers.operations(api.spec))
    )
