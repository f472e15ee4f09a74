"""A seller's own host name: /ban-hang/ten-mien."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from storefront.extensions import limiter
from storefront.hosts import labels, queries, rules, service
from storefront.hosts.errors import OneAlready
from storefront.hosts.forms import AskForm
from storefront.sites.queries import own_producer_id

bp = Blueprint("hosts_seller", __name__, url_prefix="/ban-hang/ten-mien")


@bp.route("", methods=["GET", "POST"])
@requires("hosts.ask")
@limiter.limit("20 per hour", methods=["POST"])
def host() -> ResponseReturnValue:
    """The name I have or ask for; how to show that it is mine, and how to lead it here."""
    form, producer_id = AskForm(), own_producer_id(current_actor())
    house = rules.bare_host(current_app.config["PUBLIC_URL"])
    if form.validate_on_submit():
        typed = form.host.data or ""
        try:
            with transaction():
                service.ask(current_actor(), producer_id, typed, house, clock.now())
        except DomainError as error:
            form.refuse(error, None if isinstance(error, OneAlready) else "host")
        else:
            flash(_("Đã gửi. Làm theo hai việc dưới đây, cán bộ xem rồi xác nhận."))
            return redirect(url_for(".host"), 303)
    last = queries.find_last(producer_id)
    html = render_template(
        "storefront/hosts/seller_host.html",
        form=form,
        last=last,
        living=last if last and last.state in rules.LIVING else None,
        look=rules.look_of(last.host) if last else None,
        states=labels.STATE,
        proof=rules.PROOF,
        proof_path=rules.PROOF_PATH,
        origin=rules.own_origin(current_app.config["PUBLIC_URL"], last.host) if last else "",
        house=house,
    )
    return html, 422 if form.errors or form.form_errors else 200


@bp.post("/thoi")
@requires("hosts.ask")
def give_up() -> ResponseReturnValue:
    """I do not want it any more."""
    with transaction():
        service.give_up(current_actor(), own_producer_id(current_actor()), clock.now())
    flash(_("Đã thôi. Tên miền không còn dẫn đến trang của bạn."))
    return redirect(url_for(".host"), 303)
