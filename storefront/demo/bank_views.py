"""The invented bank: /ngan-hang-minh-hoa/<number>. Not there without DEMO=1."""

from random import SystemRandom

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import NotFound
from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _
from storefront.demo import bank as invented
from storefront.demo.bank import Act
from storefront.inbox.providers.fake_bank import flood
from storefront.payments import queries as payments
from storefront.payments.rules import Slip

bp = Blueprint("demo_bank", __name__, url_prefix="/ngan-hang-minh-hoa")


@bp.app_template_global()
def demo_bank_open() -> bool:
    """Whether pages may lead to the invented bank."""
    return bool(current_app.config["DEMO"])


def _slip(number: str) -> Slip:
    """What is to be paid, to an invented account only."""
    slip = payments.find_slip(number) if demo_bank_open() else None
    if slip is None or not slip.is_demo:
        raise NotFound
    return slip


@bp.get("/<number>")
def bank(number: str) -> ResponseReturnValue:
    """The transfer as a bank's app shows it, with buttons for what may go wrong."""
    return render_template(
        "storefront/demo/bank.html", number=number, slip=_slip(number), form=HouseForm(), acts=Act
    )


@bp.post("/<number>")
def act(number: str) -> ResponseReturnValue:
    """Do what was pressed, and send the messages that follow from it."""
    slip, form = _slip(number), HouseForm()
    chosen = request.form.get("viec", "")
    if not form.validate_on_submit() or chosen not in set(Act):
        return redirect(url_for(".bank", number=number), 303)
    config, chance, now = current_app.extensions["ocop_config"], SystemRandom(), clock.now()
    if chosen == Act.LATE:
        invented.let_time_pass(number, now)
    messages = invented.messages_for(Act(chosen), slip, config, chance, now)
    if "lon-xon" in request.form:
        messages = flood(messages, chance)
    if "cham" in request.form:
        with transaction():
            invented.deliver_later(messages, now)
        flash(_("Ngân hàng sẽ báo sau 15 giây."))
    else:
        refused = invented.deliver(messages, config, now)
        for words in dict.fromkeys(refused):
            flash(_("Sàn từ chối tin báo: %(words)s", words=words))
    return redirect(url_for("orders.order", number=number), 303)
