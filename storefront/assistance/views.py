"""Acting for households: /lam-thay, for officers and co-operatives."""

from datetime import date

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError, NotFound
from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _, language
from catalog.kernel.text import nfc
from catalog.kernel.web import current_actor, requires
from catalog.producers.models import Producer
from catalog.producers.queries import get_producer_by_id
from storefront.accounts import login
from storefront.assistance import labels, queries, rules, service
from storefront.assistance.errors import NoPhone
from storefront.assistance.forms import ConsentForm, GivenForm
from storefront.assistance.rules import How, Scope
from storefront.assistance.service import Wish
from storefront.extensions import limiter, network
from storefront.messages.providers import can_text
from storefront.messages.rules import masked
from storefront.one_time_codes import service as codes
from storefront.one_time_codes.rules import Ask, Purpose

bp = Blueprint("assistance", __name__, url_prefix="/lam-thay")


@bp.get("")
@requires("assistance.help")
def households() -> ResponseReturnValue:
    """For whom I may act, and the search for another household."""
    words = nfc(request.args.get("q", ""))[:200]
    return render_template(
        "storefront/assistance/households.html",
        words=words,
        found=queries.search_households(words),
        consents=queries.list_own_consents(current_actor()),
        counts=lambda one: queries.counts(one, clock.today()),
        scopes=labels.SCOPE,
    )


@bp.route("/ho/<int:producer_id>", methods=["GET", "POST"])
@requires("assistance.help")
@limiter.limit(rules.PER_HOUR, methods=["POST"])
def ask(producer_id: int) -> ResponseReturnValue:
    """What the household agreed to; a code goes to its telephone, or a paper was seen."""
    form = ConsentForm(first=clock.today())
    producer = get_producer_by_id(producer_id)
    if form.validate_on_submit():
        wish = Wish(
            Scope(form.scope.data),
            form.first.data or clock.today(),
            form.last.data or clock.today(),
            How(form.how.data),
            form.note.data or None,
        )
        try:
            if wish.how == How.CODE:
                return _send_code(producer, wish)
            with transaction():
                service.record_consent(current_actor(), producer_id, wish, clock.now())
        except DomainError as error:
            form.refuse(error)
        else:
            return _done()
    return _page("ask", form, producer=producer)


@bp.post("/ho/<int:producer_id>/ma")
@requires("assistance.help")
@limiter.limit(rules.PER_HOUR)
def give(producer_id: int) -> ResponseReturnValue:
    """The household itself typed the code that came to its telephone."""
    form = GivenForm()
    producer = get_producer_by_id(producer_id)
    phone = queries.phone_of(producer) or ""
    if form.validate_on_submit():
        subject = _subject(producer_id, form.scope.data, form.first.data, form.last.data)
        try:
            wish = _wish_of(form)
            with transaction():
                code_id = codes.spend_try(_secret(), phone, Purpose.LET_HELP, subject, clock.now())
            with transaction():
                codes.use_code(_secret(), code_id, phone, form.code.data or "", clock.now())
                service.record_consent(current_actor(), producer_id, wish, clock.now())
        except DomainError as error:
            form.refuse(error, "code")
        else:
            return _done()
    return _page("give", form, producer=producer, masked=masked(phone))


@bp.post("/<int:consent_id>/bat-dau")
@requires("assistance.help")
def begin(consent_id: int) -> ResponseReturnValue:
    """Act for this household in this browser, from now on."""
    found = login.signed_in()
    if found is None:
        raise NotFound
    with transaction():
        service.begin_turn(current_actor(), found.sign_in_id, consent_id, clock.now())
    return redirect(url_for("seller.today"), 303)


@bp.post("/thoi")
@requires("accounts.keep")
def stop() -> ResponseReturnValue:
    """Be myself again."""
    found = login.signed_in()
    if found:
        with transaction():
            service.end_turn(found.sign_in_id)
    flash(_("Bạn không còn làm thay ai."))
    return redirect(url_for("accounts.account"), 303)


@bp.post("/<int:consent_id>/het")
@requires("accounts.keep")
def end(consent_id: int) -> ResponseReturnValue:
    """I need not, or must not, act for them any more."""
    with transaction():
        service.end_consent(current_actor(), consent_id, clock.now())
    flash(_("Đã thôi. Không ai làm thay bằng sự đồng ý này nữa."))
    back = (
        "assistance_seller.helpers" if current_actor().may("assistance.oversee") else ".households"
    )
    return redirect(url_for(back), 303)


def _send_code(producer: Producer, wish: Wish) -> ResponseReturnValue:
    phone = queries.phone_of(producer)
    if not phone or not can_text(current_app.extensions["ocop_config"]):
        raise NoPhone
    first, last = wish.first.isoformat(), wish.last.isoformat()
    subject = _subject(producer.id, wish.scope.value, first, last)
    with transaction():
        service.check(current_actor(), producer.id, wish, clock.today())
        ask = Ask(phone, Purpose.LET_HELP, subject, network(), language())
        codes.send_code(_secret(), ask, clock.now())
    form = GivenForm(None, scope=wish.scope.value, first=first, last=last)
    return _page("give", form, producer=producer, masked=masked(phone))


def _subject(producer_id: int, scope: str, first: str, last: str) -> str:
    """A code agrees to just this, and to nothing that was changed afterwards."""
    return f"{current_actor().id}/{producer_id}/{scope}/{first}/{last}"


def _wish_of(form: GivenForm) -> Wish:
    try:
        scope = Scope(form.scope.data)
        first, last = date.fromisoformat(form.first.data), date.fromisoformat(form.last.data)
    except ValueError as error:
        raise NotFound from error
    return Wish(scope, first, last, How.CODE)


def _secret() -> str:
    found: str = current_app.config["SECRET_KEY"]
    return found


def _done() -> ResponseReturnValue:
    flash(_("Đã ghi sự đồng ý. Hộ nhận được tin nhắn báo việc này."))
    return redirect(url_for(".households"), 303)


def _page(name: str, form: HouseForm, **values: object) -> ResponseReturnValue:
    html = render_template(f"storefront/assistance/{name}.html", form=form, **values)
    return html, 422 if form.errors or form.form_errors else 200
