"""Questions to the seller, at the product: /san-pham/<slug>/hoi."""

from secrets import token_hex

from flask import Blueprint, make_response, render_template
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError, FormUsed
from catalog.kernel.i18n import language
from catalog.kernel.web import page_number
from catalog.products.models import Product
from catalog.products.queries import get_product
from storefront.extensions import limiter
from storefront.questions import queries, service
from storefront.questions.forms import AskForm
from storefront.questions.service import NewQuestion

bp = Blueprint("questions", __name__, url_prefix="/san-pham/<slug>/hoi")


@bp.get("")
def questions(slug: str) -> ResponseReturnValue:
    """What others asked, with the answers."""
    product = get_product(slug)
    total = queries.count_of_product(product.id)
    page = page_number()
    return render_template(
        "storefront/questions/questions.html",
        product=product,
        questions=queries.list_of_product(product.id, page),
        page=page,
        pages=-(-total // queries.PER_PAGE),
        is_demo=product.is_demo,
    )


@bp.get("/moi")
def ask(slug: str) -> ResponseReturnValue:
    """The form to ask."""
    return _form(get_product(slug), AskForm(formdata=None))


@bp.post("/moi")
@limiter.limit("5 per hour; 15 per day")
def send(slug: str) -> ResponseReturnValue:
    """Take a question; the seller reads it first."""
    product = get_product(slug)
    form = AskForm()
    if not form.validate():
        return _form(product, form)
    if not form.website.data:
        new = NewQuestion(
            form_key=form.form_key.data or "",
            author=form.author.data or "",
            text=form.text.data or "",
            phone=form.phone.data,
            email=form.email.data or None,
            language=language(),
        )
        try:
            with transaction():
                service.ask(get_product(slug), new, clock.now())
        except DomainError as error:
            form.refuse(error, "text")
            if isinstance(error, FormUsed):
                form.form_key.data = None  # the next tap is of another form
            return _form(get_product(slug), form)
    return render_template("storefront/questions/thanks.html", slug=slug)


def _form(product: Product, form: AskForm) -> ResponseReturnValue:
    form.form_key.data = form.form_key.data or token_hex(16)
    page = render_template(
        "storefront/questions/ask.html", product=product, form=form, is_demo=product.is_demo
    )
    return make_response(page, 422 if form.errors else 200)
