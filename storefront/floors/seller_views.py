"""Where else I sell: /ban-hang/san-khac."""

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectChoice

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError, NotFound
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from catalog.products.queries import list_of_producer
from storefront.floors import labels, queries, service, sheet
from storefront.floors.forms import LinkForm
from storefront.floors.rules import Kind
from storefront.floors.service import NewLink
from storefront.navigation import link_to

bp = Blueprint("floors_seller", __name__, url_prefix="/ban-hang/san-khac")


@bp.app_template_global()
def place_name(host: str) -> str:
    """What a host is called on pages: queries.place_name."""
    return queries.place_name(host)


@bp.get("")
@requires("products.edit")
def links() -> ResponseReturnValue:
    """Our addresses elsewhere, and what else there is for other floors."""
    return render_template(
        "storefront/floors/links.html",
        links=queries.list_own(current_actor()),
        kinds=labels.KIND,
        files_url=link_to("feeds_seller.files"),
        sales_url=link_to("outside_sales_seller.sales"),
    )


@bp.route("/them", methods=["GET", "POST"])
@requires("products.edit")
def add() -> ResponseReturnValue:
    """Enter an address."""
    actor, form = current_actor(), LinkForm()
    producer_id = min(actor.producer_ids, default=0)
    products = list_of_producer(producer_id, only_published=False)
    form.product.choices = [
        SelectChoice("", _("Mọi sản phẩm của cơ sở")),
        *(SelectChoice(str(one.id), one.name) for one in products),
    ]
    if form.validate_on_submit():
        try:
            with transaction():
                service.add_link(actor, producer_id, _new(form), clock.now())
        except NotFound:
            raise
        except DomainError as error:
            form.refuse(error, "address")
        else:
            flash(_("Đã ghi. Người mua thấy địa chỉ này sau khi cán bộ xem."))
            return redirect(url_for(".links"), 303)
    html = render_template("storefront/floors/add.html", form=form)
    return html, 422 if form.errors else 200


def _new(form: LinkForm) -> NewLink:
    product = form.product.data
    return NewLink(
        form.address.data or "",
        Kind(form.kind.data),
        form.since.data or clock.today(),
        int(product) if product else None,
    )


@bp.post("/<int:link_id>/go")
@requires("products.edit")
def remove(link_id: int) -> ResponseReturnValue:
    """We no longer sell there."""
    with transaction():
        service.remove_own(current_actor(), link_id, clock.now())
    flash(_("Đã gỡ địa chỉ."))
    return redirect(url_for(".links"), 303)


@bp.get("/minh-chung")
@requires("products.edit")
def evidence() -> ResponseReturnValue:
    """A page to print for the dossier: what counts for which criterion."""
    return render_template(
        "storefront/floors/evidence.html",
        found=queries.list_evidence(current_actor()),
        kinds=labels.KIND,
    )


@bp.get("/minh-chung.csv")
@requires("products.edit")
def evidence_sheet() -> Response:
    """The same as a sheet."""
    answer = Response(sheet.as_csv(queries.list_evidence(current_actor())), mimetype="text/csv")
    answer.headers["Content-Disposition"] = "attachment; filename=minh-chung-noi-ban.csv"
    return answer
