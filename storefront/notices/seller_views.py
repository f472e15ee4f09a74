"""A seller tells the buyers of a stopped batch: call, send the ready text, mark as told."""

from urllib.parse import quote

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from storefront.notices import labels, queries, service
from storefront.notices.errors import AlreadyTold
from storefront.notices.forms import ToldForm

bp = Blueprint("notices_seller", __name__, url_prefix="/ban-hang/bao-tin")


@bp.get("")
@requires("notices.tell")
def notices() -> ResponseReturnValue:
    """Everyone who bought what is stopped and has not been told."""
    waiting = queries.list_open(current_actor())
    return render_template(
        "storefront/notices/notices.html",
        waiting=[(one, _text(one)) for one in waiting],
        form=ToldForm(),
        encode=quote,
    )


@bp.post("/<int:notice_id>")
@requires("notices.tell")
def told(notice_id: int) -> ResponseReturnValue:
    """The buyer knows."""
    if ToldForm().validate_on_submit():
        try:
            with transaction():
                service.mark_told(current_actor(), notice_id, clock.now())
        except AlreadyTold as error:  # a second tap
            flash(str(error.message))
        else:
            flash(_("Đã ghi: khách đã biết."))
    return redirect(url_for(".notices"), 303)


def _text(one: queries.ToTell) -> str:
    address = f"{current_app.config['PUBLIC_URL']}/truy-xuat/{one.code}"
    return labels.message(one.state, one.goods, one.code, one.what_to_do, address)
