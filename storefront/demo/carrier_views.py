"""The invented carrier: /giao-hang-minh-hoa/<number>. Not there without DEMO=1."""

from datetime import timedelta
from random import SystemRandom

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.errors import DomainError, NotFound
from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _
from storefront.carriers import asking, providers
from storefront.carriers.errors import CarrierRefused
from storefront.carriers.providers.fake import FakeCarrier, Message, Mishap
from storefront.shipping.carrying import TrackState
from storefront.shipping.labels import TRACK

bp = Blueprint("demo_carrier", __name__, url_prefix="/giao-hang-minh-hoa")
PLACE = "Bưu cục minh họa"
MOST_COPIES = 4


def _fake() -> FakeCarrier:
    config = current_app.extensions["ocop_config"]
    if not config.demo:
        raise NotFound
    return providers.fake(config)


@bp.get("/<number>")
def parcel(number: str) -> ResponseReturnValue:
    """The parcel as the carrier's people see it, with buttons for what may happen."""
    fake = _fake()
    try:
        fake.label(number)
    except CarrierRefused as error:
        raise NotFound from error
    return render_template(
        "storefront/demo/carrier.html",
        number=number,
        scans=fake.track(number),
        states=TRACK,
        mishaps=Mishap,
        form=HouseForm(),
    )


@bp.post("/<number>")
def act(number: str) -> ResponseReturnValue:
    """Let it happen, and send the messages that follow from it."""
    fake, chosen = _fake(), request.form.get("viec", "")
    if not HouseForm().validate_on_submit():
        return redirect(url_for(".parcel", number=number), 303)
    if chosen in set(Mishap):
        fake.will(Mishap(chosen))
        flash(_("Lần gọi tới sẽ hỏng như vậy."))
    elif chosen in set(TrackState):
        now = clock.now()
        at = now - timedelta(hours=2) if "cu" in request.form else now
        _tell(fake.happens(number, TrackState(chosen), at, PLACE), fake)
    return redirect(url_for(".parcel", number=number), 303)


def _tell(message: Message, fake: FakeCarrier) -> None:
    chance, config = SystemRandom(), current_app.extensions["ocop_config"]
    copies = chance.randint(2, MOST_COPIES) if "lon-xon" in request.form else 1
    heads = {} if "gia" in request.form else message.heads
    for _copy in range(copies):
        try:
            asking.receive(config, fake.name, message.raw, heads, clock.now())
        except DomainError as error:
            flash(_("Sàn từ chối tin báo: %(words)s", words=str(error.message)))
