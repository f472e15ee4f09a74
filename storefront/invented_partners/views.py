"""Pages of invented partners: /cong-minh-hoa/<partner>/<name>. Not there without DEMO=1."""

from random import SystemRandom

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import NotFound
from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _
from storefront.demo.bank import let_time_pass
from storefront.gateways.labels import PARTNER
from storefront.inbox.providers.fake_bank import flood
from storefront.invented_partners import telling
from storefront.invented_partners.providers.acting import Act, Fake, Paper
from storefront.invented_partners.providers.vnpay import PAGE
from storefront.payments.rules import Method

bp = Blueprint("invented_partners", __name__, url_prefix="/cong-minh-hoa")


def _fake(partner: str, name: str) -> tuple[Fake, Paper]:
    fake = telling.connections().fakes.get(partner) if current_app.config["DEMO"] else None
    query = request.query_string.decode(errors="replace")
    paper = fake.paper(f"{name}?{query}" if name == PAGE else name) if fake else None
    if fake is None or paper is None:
        raise NotFound
    return fake, paper


@bp.get("/<partner>/<name>")
def page(partner: str, name: str) -> ResponseReturnValue:
    """What is to be paid, with buttons for what may go wrong."""
    _found, paper = _fake(partner, name)
    return render_template(
        "storefront/invented_partners/page.html",
        paper=paper,
        partner=PARTNER[Method(partner)],
        way=url_for(".act", partner=partner, name=paper.name),
        form=HouseForm(),
        acts=Act,
    )


@bp.post("/<partner>/<name>")
def act(partner: str, name: str) -> ResponseReturnValue:
    """Do what was pressed, send the messages that follow, and go back to the shop."""
    (fake, paper), form = _fake(partner, name), HouseForm()
    chosen = request.form.get("viec", "")
    if not form.validate_on_submit() or chosen not in set(Act):
        return redirect(url_for(".page", partner=partner, name=name), 303)
    chance, now = SystemRandom(), clock.now()
    if chosen == Act.LATE:
        let_time_pass(paper.number, now)
    messages = fake.act(name, Act(chosen), now)
    if "lon-xon" in request.form:
        messages = flood(messages, chance)
    if "mat-tin" in request.form:
        flash(_("Cổng đã làm nhưng không báo. Sàn phải tự hỏi."))
    elif "cham" in request.form:
        with transaction():
            telling.deliver_later(partner, messages, now)
        flash(_("Cổng sẽ báo sau 15 giây."))
    elif set(telling.deliver(partner, messages, now)) & telling.REFUSED:
        flash(_("Sàn từ chối tin báo: chữ ký không đúng."))
    return redirect(url_for("gateways.pay", number=paper.number), 303)
