"""Carriers' news from their files: /quan-tri/van-don."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.web import current_actor, requires
from storefront.shipping.carrying import Carrier
from storefront.shipping.labels import TRACK
from storefront.tracking import service
from storefront.tracking.forms import NewsForm
from storefront.tracking.service import Taken

bp = Blueprint("tracking_operator", __name__, url_prefix="/quan-tri/van-don")


@bp.route("", methods=["GET", "POST"])
@requires("tracking.enter")
def events() -> ResponseReturnValue:
    """Take a carrier's file in; what was refused is listed by line."""
    form = NewsForm()
    taken: Taken | None = None
    if form.validate_on_submit():
        try:
            with transaction():
                data, carrier = form.file.data.read(), Carrier(form.carrier.data)
                taken = service.take_in(data, carrier, current_actor(), clock.now())
        except DomainError as error:
            form.refuse(error, "file")
    page = "storefront/tracking/events.html"
    status = 422 if form.errors else 200
    return render_template(page, form=form, taken=taken, words=TRACK.values()), status
