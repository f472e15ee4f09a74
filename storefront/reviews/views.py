"""Reviews: written from the order's page, read at the product, reported by readers."""

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.pictures import PictureRefused
from catalog.kernel.web import current_actor, page_number
from catalog.products.queries import get_product
from storefront.extensions import limiter
from storefront.orders.models import Order
from storefront.orders.opening import get_order
from storefront.orders.queries import get_line
from storefront.reviews import photos, queries, rules, service
from storefront.reviews.forms import ReportForm, ReviewForm
from storefront.reviews.service import NewReview

bp = Blueprint("reviews", __name__)


@bp.get("/san-pham/<slug>/danh-gia")
def of_product(slug: str) -> ResponseReturnValue:
    """What buyers think of a product, page by page."""
    product = get_product(slug)
    summary = queries.summary_of(product.id)
    page = page_number()
    return render_template(
        "storefront/reviews/of_product.html",
        product=product,
        summary=summary,
        reviews=queries.list_of_product(product.id, page),
        page=page,
        pages=-(-summary.count // queries.PER_PAGE),
        is_demo=product.is_demo,
    )


@bp.get("/danh-gia/<int:review_id>/anh")
def photo(review_id: int) -> Response:
    """The photo of a review that can be read."""
    return photos.answer(queries.get_public(review_id).picture)


@bp.route("/danh-gia/<int:review_id>/bao", methods=["GET", "POST"])
@limiter.limit("10 per hour; 30 per day", methods=["POST"])
def report(review_id: int) -> ResponseReturnValue:
    """Say what is wrong with a review."""
    review = queries.get_public(review_id)
    form = ReportForm()
    slug = review.product.slug
    if form.validate_on_submit():
        if not form.website.data:
            with transaction():
                found = queries.get_public(review_id)
                service.report(found, form.reason.data or "", clock.now())
        return render_template("storefront/reviews/reported.html", slug=slug)
    page = render_template(
        "storefront/reviews/report.html", review=review, form=form, is_demo=review.product.is_demo
    )
    return page, 422 if form.errors else 200


@bp.get("/don-hang/<number>/danh-gia")
def of_order(number: str) -> ResponseReturnValue:
    """The lines of an order, those reviewed and those not yet."""
    order = get_order(number)
    answer = make_response(
        render_template(
            "storefront/reviews/of_order.html",
            order=order,
            lines=[line for line in order.lines if service.may_review(order, line)],
            reviews=queries.find_by_lines(order),
            now=clock.now(),
            is_demo=order.producer.is_demo,
        )
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.get("/don-hang/<number>/danh-gia/<int:line_id>")
def review(number: str, line_id: int) -> ResponseReturnValue:
    """The form for one line, with what was said before."""
    order = get_order(number)
    known = queries.find_by_lines(order).get(get_line(order, line_id).id)
    form = ReviewForm(
        formdata=None, data={"points": known.points, "text": known.text} if known else None
    )
    return _form(order, line_id, form)


@bp.post("/don-hang/<number>/danh-gia/<int:line_id>")
@limiter.limit("30 per hour; 100 per day")
def write(number: str, line_id: int) -> ResponseReturnValue:
    """Keep a review."""
    order = get_order(number)
    form = ReviewForm()
    if not form.validate():
        return _form(order, line_id, form)
    try:
        new = NewReview(form.points.data, form.text.data or "", photos.kept(form.picture.data))
        with transaction():
            found = get_order(number)
            line = get_line(found, line_id)
            service.write(found, line, new, current_actor(), clock.now())
    except PictureRefused as error:
        form.refuse(error, "picture")
        return _form(get_order(number), line_id, form)
    except DomainError as error:
        form.refuse(error, "text")
        return _form(get_order(number), line_id, form)
    return redirect(url_for(".of_order", number=number), 303)


def _form(order: Order, line_id: int, form: ReviewForm) -> ResponseReturnValue:
    line = get_line(order, line_id)
    group = order.group
    answer = make_response(
        render_template(
            "storefront/reviews/write.html",
            order=order,
            line=line,
            form=form,
            author=rules.author_of(group.buyer_name, group.province_name),
            may_review=service.may_review(order, line),
            is_demo=order.producer.is_demo,
        ),
        422 if form.errors else 200,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
