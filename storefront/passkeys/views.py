"""Signing in by passkey, and the passkeys of an account: /tai-khoan/khoa."""

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from storefront.accounts import login
from storefront.accounts.queries import get_own_account
from storefront.accounts.rules import TRIES_PER_NETWORK, home_of, safe_target
from storefront.extensions import limiter
from storefront.passkeys import queries, rules, service
from storefront.passkeys.errors import LastWayIn, NoPasskeysHere, SignInTooOld
from storefront.passkeys.forms import AnswerForm
from storefront.passkeys.rules import Site

bp = Blueprint("passkeys", __name__)


@bp.app_template_global()
def passkeys_work_here() -> bool:
    """Whether this site has an origin that browsers make passkeys for."""
    return rules.site_of(current_app.config["PUBLIC_URL"]) is not None


@bp.post("/dang-nhap/khoa/hoi")
@limiter.limit(rules.NEW_CHALLENGES)
def ask_at_sign_in() -> ResponseReturnValue:
    """The challenge for a device that wants in."""
    with transaction():
        options = service.ask_at_sign_in(site(), clock.now())
    return as_json(options)


@bp.post("/dang-nhap/khoa")
@limiter.limit(TRIES_PER_NETWORK)
def sign_in() -> ResponseReturnValue:
    """Sign in whoever's device answered."""
    form = AnswerForm()
    if form.validate_on_submit():
        try:
            with transaction():
                token = service.sign_in(
                    site(),
                    form.answer.data or "",
                    login.device(),
                    clock.now(),
                    demo_allowed=bool(current_app.config["DEMO"]),
                )
        except DomainError as error:
            form.refuse(error)
        else:
            login.start(token)
            home = url_for(home_of(current_actor().permissions))
            return redirect(safe_target(form.tiep.data) or home)
    return render_template("storefront/passkeys/refused.html", form=form), 422


@bp.get("/tai-khoan/khoa")
@requires("accounts.keep")
def passkeys() -> ResponseReturnValue:
    """My passkeys; `tiep` is where to go on once one is made, or later."""
    return _page(AnswerForm(tiep=request.args.get("tiep", "")))


@bp.post("/tai-khoan/khoa/hoi")
@requires("accounts.keep")
@limiter.limit(rules.NEW_CHALLENGES)
def ask_for_new() -> ResponseReturnValue:
    """The challenge for a device that makes a passkey."""
    with transaction():
        shop = current_app.config["SHOP_NAME"]
        options = service.ask_for_new(current_actor(), site(), shop, clock.now())
    return as_json(options)


@bp.post("/tai-khoan/khoa")
@requires("accounts.keep")
def add() -> ResponseReturnValue:
    """Keep the passkey my device has made."""
    form = AnswerForm()
    if not form.validate_on_submit():
        return _page(form)
    found = login.signed_in()
    try:
        if found is None:
            raise SignInTooOld
        with transaction():
            service.add_passkey(
                current_actor(),
                site(),
                form.answer.data or "",
                found.created_at,
                login.device(),
                clock.now(),
            )
    except DomainError as error:
        form.refuse(error)
        return _page(form)
    flash(_("Đã có khóa. Lần sau chỉ cần vân tay, khuôn mặt hoặc mã khóa màn hình."))
    return redirect(safe_target(form.tiep.data) or url_for(".passkeys"), 303)


@bp.post("/tai-khoan/khoa/<int:passkey_id>/bo")
@requires("accounts.keep")
def remove(passkey_id: int) -> ResponseReturnValue:
    """Give a passkey up, as of a phone that was sold."""
    form = AnswerForm()
    try:
        with transaction():
            service.remove_passkey(current_actor(), passkey_id)
    except LastWayIn as error:
        form.refuse(error)
        return _page(form)
    flash(_("Đã bỏ khóa. Thiết bị đó không đăng nhập bằng khóa được nữa."))
    return redirect(url_for(".passkeys"), 303)


def site() -> Site:
    found = rules.site_of(current_app.config["PUBLIC_URL"])
    if found is None:
        raise NoPasskeysHere
    return found


def as_json(options: str) -> Response:
    answer = Response(options, mimetype="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _page(form: AnswerForm) -> ResponseReturnValue:
    found = login.signed_in()
    passkeys = queries.list_own(current_actor())
    html = render_template(
        "storefront/passkeys/passkeys.html",
        form=form,
        passkeys=passkeys,
        needs_a_way_in=not passkeys and not get_own_account(current_actor()).has_password,
        is_fresh=found is not None and rules.is_fresh(found.created_at, clock.now()),
        onward=safe_target(form.tiep.data),
    )
    return html, 422 if form.errors or form.form_errors else 200
