"""This phone: how the pages are put on its screen, and whether it rings: /ban-hang/may-nay."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import NotAllowed
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from storefront.accounts import login
from storefront.config import Config
from storefront.push import queries, rules, service
from storefront.push.errors import NotASubscription
from storefront.push.forms import SubscribeForm
from storefront.push.rules import Target

bp = Blueprint("push_seller", __name__, url_prefix="/ban-hang/may-nay")


@bp.route("", methods=["GET", "POST"])
@requires("push.own")
def device() -> ResponseReturnValue:
    """Put the pages on the screen; ring for new orders on this phone."""
    form = SubscribeForm()
    if form.validate_on_submit():
        target = Target(
            *(str(one.data or "") for one in (form.endpoint, form.browser_key, form.secret))
        )
        found = login.signed_in()
        if found is None:
            raise NotAllowed
        try:
            with transaction():
                service.subscribe(current_actor(), found.sign_in_id, target, clock.now())
        except NotASubscription as error:
            form.refuse(error)
        else:
            flash(_("Từ bây giờ máy này báo khi có đơn mới hoặc khách hỏi."))
            return redirect(url_for(".device"), 303)
    return _page(form, 422 if form.form_errors else 200)


@bp.post("/<int:subscription_id>/thoi")
@requires("push.own")
def stop(subscription_id: int) -> ResponseReturnValue:
    """Ring there no more."""
    with transaction():
        service.unsubscribe(current_actor(), subscription_id)
    flash(_("Máy đó không báo nữa."))
    return redirect(url_for(".device"), 303)


def _page(form: SubscribeForm, status: int) -> ResponseReturnValue:
    config: Config = current_app.extensions["ocop_config"]
    key = rules.encode(rules.point_of(rules.private_key(config.vapid_key)))
    page = render_template(
        "storefront/push/device.html",
        form=form,
        key=key,
        devices=queries.list_of_account(current_actor().id or 0, clock.now()),
    )
    return page, status
