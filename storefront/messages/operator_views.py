"""Messages that went out and how: /quan-tri/tin-nhan."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number, requires
from storefront.messages import labels, queries, rules, service
from storefront.messages.providers import can_text, fake

bp = Blueprint("messages_operator", __name__, url_prefix="/quan-tri/tin-nhan")


@bp.get("")
@requires("messages.see")
def messages() -> ResponseReturnValue:
    """Every message of the last months; with DEMO=1 the texts the fake wrote too."""
    config = current_app.extensions["ocop_config"]
    found, total = queries.list_messages(page_number())
    is_demo = bool(current_app.config["DEMO"])
    return render_template(
        "storefront/messages/messages.html",
        messages=found,
        total=total,
        page=page_number(),
        pages=-(-total // queries.PER_PAGE),
        can_text=can_text(config),
        texts={(one.key): one for one in fake.list_texts(config.data_dir)} if is_demo else {},
        kinds=labels.KIND,
        channels=labels.CHANNEL,
        states=labels.STATE,
        masked=rules.masked,
        is_demo=is_demo,
    )


@bp.post("/<int:message_id>/gui-lai")
@requires("messages.send")
def send_again(message_id: int) -> ResponseReturnValue:
    """Try a message again that reached nobody."""
    if HouseForm().validate_on_submit():
        with transaction():
            service.send_again(current_actor(), message_id, clock.now())
        flash(_("Tin sẽ được gửi lại ngay."))
    return redirect(url_for(".messages"), 303)
