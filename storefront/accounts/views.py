"""Sign in, register, sign out."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _
from catalog.kernel.phone import NotAPhone
from catalog.kernel.text import fold
from catalog.kernel.web import current_actor, requires
from storefront.accounts import login, queries, rules, service
from storefront.accounts.errors import LoginTaken, NotALogin, WrongCredentials, WrongPassword
from storefront.accounts.forms import DetailsForm, PasswordForm, RegisterForm, SignInForm
from storefront.extensions import limiter

bp = Blueprint("accounts", __name__)

WRONG = 422


def named() -> str:
    """The account somebody tries to get into, however it is written."""
    typed = request.form.get("login", "")[: rules.LONGEST_EMAIL]
    try:
        return service.login_of(typed)
    except DomainError:
        return fold(typed)


def myself() -> str:
    return f"account {current_actor().id}"


def is_wrong(response: object) -> bool:
    """Only what was refused counts towards the limits."""
    return getattr(response, "status_code", 0) == WRONG


@bp.route("/dang-nhap", methods=["GET", "POST"])
@limiter.limit(rules.TRIES_PER_NETWORK, methods=["POST"], deduct_when=is_wrong)
@limiter.limit(rules.TRIES_PER_ACCOUNT, methods=["POST"], deduct_when=is_wrong, key_func=named)
def sign_in() -> ResponseReturnValue:
    """Phone or e-mail and password."""
    form = SignInForm(tiep=request.args.get("tiep", ""))
    if form.validate_on_submit():
        try:
            checked = service.check_credentials(
                form.login.data, form.password.data, demo_allowed=current_app.config["DEMO"]
            )
            with transaction():
                token = service.sign_in(checked, login.device(), clock.now())
        except WrongCredentials as error:
            form.refuse(error)
        except DomainError as error:
            form.refuse(error, "login")
        else:
            return enter(token, form.tiep.data)
    elif request.method == "GET" and current_actor().is_signed_in:
        return redirect(target_of(form.tiep.data))
    return page("sign_in", form)


@bp.route("/dang-ky", methods=["GET", "POST"])
@limiter.limit(rules.NEW_PER_NETWORK, methods=["POST"])
def register() -> ResponseReturnValue:
    """Open a buyer's account and sign in with it."""
    form = RegisterForm(tiep=request.args.get("tiep", ""))
    if form.validate_on_submit():
        given = (form.name.data, form.login.data, form.password.data)
        try:
            with transaction():
                token = service.register_buyer(*given, login.device(), clock.now())
        except (NotALogin, NotAPhone, LoginTaken) as error:
            form.refuse(error, "login")
        except DomainError as error:
            form.refuse(error, "password")
        else:
            answer = enter(token, form.tiep.data)
            flash(_("Đã mở tài khoản. Chào %(name)s!", name=form.name.data))
            return answer
    return page("register", form)


@bp.post("/dang-xuat")
def sign_out() -> ResponseReturnValue:
    """End this browser's sign-in; the old cookie opens nothing any more."""
    with transaction():
        login.end()
    flash(_("Bạn đã đăng xuất."))
    return redirect(url_for("accounts.sign_in"))


@bp.route("/tai-khoan", methods=["GET", "POST"])
@requires("accounts.keep")
def account() -> ResponseReturnValue:
    """My details, and the devices I am signed in on."""
    actor = current_actor()
    form = DetailsForm(name=actor.name)
    if form.validate_on_submit():
        with transaction():
            service.rename(actor, form.name.data)
        flash(_("Đã ghi tên mới."))
        return redirect(url_for("accounts.account"))
    return page(
        "account",
        form,
        account=queries.get_own_account(actor),
        actor=actor,
        sign_ins=queries.list_own_sign_ins(actor, clock.now()),
        this_one=login.signed_in(),
    )


@bp.route("/tai-khoan/mat-khau", methods=["GET", "POST"])
@requires("accounts.keep")
@limiter.limit(rules.TRIES_PER_ACCOUNT, methods=["POST"], deduct_when=is_wrong, key_func=myself)
def password() -> ResponseReturnValue:
    """Change the password; every other device is signed out."""
    form = PasswordForm(tiep=request.args.get("tiep", ""))
    if not queries.get_own_account(current_actor()).has_password:
        del form.current
    if form.validate_on_submit():
        given = (form.current.data if form.current else "", form.new.data)
        try:
            with transaction():
                token = service.change_own_password(
                    current_actor(), *given, login.device(), clock.now()
                )
        except WrongPassword as error:
            form.refuse(error, "current")
        except DomainError as error:
            form.refuse(error, "new")
        else:
            login.start(token)
            flash(_("Đã đổi mật khẩu. Các thiết bị khác đã bị đăng xuất."))
            return redirect(rules.safe_target(form.tiep.data) or url_for("accounts.account"))
    return page("password", form)


@bp.post("/tai-khoan/thiet-bi/<int:sign_in_id>/dang-xuat")
@requires("accounts.keep")
def end_sign_in(sign_in_id: int) -> ResponseReturnValue:
    """Sign one of my devices out."""
    with transaction():
        service.end_sign_in(current_actor(), sign_in_id, clock.now())
    flash(_("Đã đăng xuất thiết bị đó."))
    return redirect(url_for("accounts.account"))


@bp.post("/tai-khoan/dang-xuat-moi-noi")
@requires("accounts.keep")
def sign_out_everywhere() -> ResponseReturnValue:
    """Sign all my devices out, this one too."""
    with transaction():
        service.sign_out_everywhere(current_actor())
    login.forget()
    flash(_("Đã đăng xuất khỏi mọi thiết bị."))
    return redirect(url_for("accounts.sign_in"))


def enter(token: str, target: str | None) -> ResponseReturnValue:
    login.start(token)
    return redirect(target_of(target))


def target_of(target: str | None) -> str:
    """Where the person wanted to go, if that is here; else the home of their work."""
    wanted = rules.safe_target(target)
    if wanted and not wanted.startswith(url_for("accounts.sign_in")):
        return wanted
    return url_for(rules.home_of(current_actor().permissions))


def page(name: str, form: HouseForm, **values: object) -> ResponseReturnValue:
    html = render_template(f"storefront/accounts/{name}.html", form=form, **values)
    return html, WRONG if form.is_submitted() else 200
