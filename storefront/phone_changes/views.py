"""My telephone number, the link that stops a change, and the way in by a new number."""

from dataclasses import dataclass

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _, language
from catalog.kernel.web import current_actor, requires
from storefront.accounts import login
from storefront.accounts.errors import WrongPassword
from storefront.accounts.queries import get_own_account
from storefront.accounts.rules import NEW_PER_NETWORK, TRIES_PER_ACCOUNT, TRIES_PER_NETWORK
from storefront.accounts.views import is_wrong, myself
from storefront.extensions import limiter, network
from storefront.messages.providers import can_text
from storefront.messages.rules import masked
from storefront.one_time_codes.errors import TooSoon
from storefront.phone_changes import housekeeping, proving, queries, rules, service, stopping
from storefront.phone_changes.errors import TooLateToStop
from storefront.phone_changes.forms import ComeBackForm, NumberForm, ShownForm
from storefront.phone_changes.models import PhoneChange
from storefront.phone_changes.rules import State

bp = Blueprint("phone_changes", __name__)

MATTERS_TO = ("accounts.sign_in", "accounts.account", "passkeys.sign_in")
"""Pages that must know the number of this very moment, worker or not, as those here."""


@bp.before_app_request
def carry_out_due() -> None:
    """Give numbers whose time has come before anybody signs in by them or reads them."""
    if request.endpoint in MATTERS_TO or request.blueprint == bp.name:
        housekeeping.carry_out_due()


@dataclass(frozen=True)
class OwnNumber:
    """What the account's page says about its number."""

    change: PhoneChange | None
    to: str
    can_change: bool


@bp.app_template_global()
def own_number() -> OwnNumber:
    """The change of mine that waits or failed, and whether one can be asked for here."""
    newest = queries.find_own_newest(current_actor())
    told = newest if newest and newest.state in (State.WAITING, State.IMPOSSIBLE) else None
    to = masked(told.phone) if told else ""
    return OwnNumber(told, to, can_text(current_app.extensions["ocop_config"]))


@bp.route("/tai-khoan/so-dien-thoai", methods=["GET", "POST"])
@requires("accounts.keep")
@limiter.limit(NEW_PER_NETWORK, methods=["POST"])
@limiter.limit(TRIES_PER_ACCOUNT, methods=["POST"], deduct_when=is_wrong, key_func=myself)
def number() -> ResponseReturnValue:
    """The new number, to which a code is sent; whose it is makes no difference here."""
    actor, now, form = current_actor(), clock.now(), NumberForm()
    if not get_own_account(actor).has_password:
        del form.current
    if not form.validate_on_submit():
        return _page("number", form)
    phone = form.phone.data or ""
    try:
        password = form.current.data or "" if form.current else ""
        proving.check_person(actor, password, login.signed_in(), now)
        proving.send_code(_secret(), actor, phone, network(), language(), now)
    except TooSoon:
        pass  # a code is on its way: the page for it says when to ask again
    except WrongPassword as error:
        form.refuse(error, "current")
        return _page("number", form)
    except DomainError as error:
        form.refuse(error, "phone")
        return _page("number", form)
    return _page("code", ShownForm(None, phone=phone), masked=masked(phone), onward=".code")


@bp.post("/tai-khoan/so-dien-thoai/ma")
@requires("accounts.keep")
@limiter.limit(TRIES_PER_NETWORK, methods=["POST"])
def code() -> ResponseReturnValue:
    """The code shows that the number is mine: the change waits."""
    form, used = ShownForm(), login.signed_in()
    phone = form.phone.data or ""
    if form.validate_on_submit():
        given = (phone, form.code.data or "", used.sign_in_id if used else None)
        try:
            proving.take_code(_secret(), current_actor(), *given, clock.now())
        except DomainError as error:
            form.refuse(error, "code")
        else:
            flash(_("Đã ghi. Số cũ vừa nhận tin báo; hết giờ chờ thì bạn đăng nhập bằng số mới."))
            return redirect(url_for("accounts.account"), 303)
    return _page("code", form, masked=masked(phone), onward=".code")


@bp.post("/tai-khoan/so-dien-thoai/thoi")
@requires("accounts.keep")
def give_up() -> ResponseReturnValue:
    """I keep my number after all."""
    with transaction():
        service.give_up(current_actor(), clock.now())
    flash(_("Đã thôi đổi. Số của bạn vẫn như trước."))
    return redirect(url_for("accounts.account"), 303)


@bp.get("/dung-doi-so/<int:change_id>/<token>")
@limiter.limit(rules.LINKS_PER_HOUR)
def change(change_id: int, token: str) -> ResponseReturnValue:
    """What is about to change, and the button that stops it."""
    return _change(change_id, token, "")


@bp.post("/dung-doi-so/<int:change_id>/<token>")
@limiter.limit(rules.LINKS_PER_HOUR)
def stop(change_id: int, token: str) -> ResponseReturnValue:
    """Keep the old number."""
    try:
        with transaction():
            stopping.stop(_secret(), change_id, token, clock.now())
    except TooLateToStop as error:
        return _change(change_id, token, str(error.message))
    return render_template("storefront/phone_changes/stopped.html")


@bp.route("/dang-nhap/so-moi", methods=["GET", "POST"])
@limiter.limit(NEW_PER_NETWORK, methods=["POST"])
def come_back() -> ResponseReturnValue:
    """The new number of somebody whose phone was lost; the answer is the same for every number."""
    form = ComeBackForm()
    if not form.validate_on_submit():
        return _page("come_back", form)
    phone = form.phone.data or ""
    try:
        proving.send_way_in(_secret(), phone, network(), language(), clock.now())
    except TooSoon:
        pass  # a code is on its way
    except DomainError as error:
        form.refuse(error, "phone")
        return _page("come_back", form)
    return _page("code", ShownForm(None, phone=phone), masked=masked(phone), onward=".enter")


@bp.post("/dang-nhap/so-moi/ma")
@limiter.limit(TRIES_PER_NETWORK, methods=["POST"])
def enter() -> ResponseReturnValue:
    """The code shows that the new number is mine: I am in, and choose a new way in."""
    form = ShownForm()
    phone = form.phone.data or ""
    if form.validate_on_submit():
        given = (phone, form.code.data or "", login.device())
        try:
            token = proving.come_back(_secret(), *given, clock.now())
        except DomainError as error:
            form.refuse(error, "code")
        else:
            login.start(token)
            flash(_("Chào bạn trở lại. Giờ thêm khóa, hoặc đặt mật khẩu mới, để lần sau vào lại."))
            return redirect(url_for("passkeys.passkeys"), 303)
    return _page("code", form, masked=masked(phone), onward=".enter")


def _change(change_id: int, token: str, refused: str) -> ResponseReturnValue:
    found = stopping.get_change(_secret(), change_id, token)
    html = render_template(
        "storefront/phone_changes/change.html", change=found, refused=refused, masked=masked
    )
    return html, 409 if refused else 200


def _secret() -> str:
    found: str = current_app.config["SECRET_KEY"]
    return found


def _page(name: str, form: HouseForm, **values: object) -> ResponseReturnValue:
    html = render_template(f"storefront/phone_changes/{name}.html", form=form, **values)
    return html, 422 if form.errors or form.form_errors else 200
