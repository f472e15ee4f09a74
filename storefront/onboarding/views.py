"""The way in, for whoever does not sell yet: /mo-cua-hang."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _, language
from catalog.kernel.text import nfc
from catalog.kernel.web import current_actor, requires
from catalog.producers.errors import NameMissing
from catalog.producers.queries import get_producer_by_id
from catalog.producers.rules import LONGEST_NAME, LegalForm
from storefront.accounts import login, memberships
from storefront.accounts.queries import get_own_account
from storefront.accounts.rules import NEW_PER_NETWORK, TRIES_PER_NETWORK
from storefront.extensions import limiter, network
from storefront.messages.providers import can_text
from storefront.messages.rules import masked
from storefront.onboarding import queries, rules, signing_up
from storefront.onboarding.errors import NotToClaim
from storefront.onboarding.forms import ClaimForm, NumberForm, ShownForm, WhoForm
from storefront.onboarding.service import claiming, opening
from storefront.onboarding.service.opening import Who
from storefront.one_time_codes.errors import TooSoon

bp = Blueprint("onboarding", __name__, url_prefix="/mo-cua-hang")


@bp.get("")
def start() -> ResponseReturnValue:
    """What it takes to sell here, and the first button."""
    return render_template("storefront/onboarding/start.html")


@bp.get("/bat-dau")
def begin() -> ResponseReturnValue:
    """Lead on: to an account, then to a passkey, then to the first step."""
    onward = url_for(".name")
    if current_actor().is_signed_in:
        return redirect(onward)
    if can_text(current_app.extensions["ocop_config"]):
        return redirect(url_for(".phone"))
    return redirect(url_for("accounts.register", tiep=passkeys_first()))


@bp.route("/so-dien-thoai", methods=["GET", "POST"])
@limiter.limit(NEW_PER_NETWORK, methods=["POST"])
def phone() -> ResponseReturnValue:
    """The number, to which a code is sent; the next page is the same whether it is known here."""
    form = NumberForm()
    if form.validate_on_submit():
        try:
            signing_up.send_code(secret(), form.phone.data or "", network(), language())
        except TooSoon:
            pass  # a code is on its way: the page for it says when to ask again
        except DomainError as error:
            form.refuse(error, "phone")
            return _page("phone", form)
        return _code_page(ShownForm(None, name=form.name.data, phone=form.phone.data))
    return _page("phone", form)


@bp.post("/ma")
@limiter.limit(TRIES_PER_NETWORK, methods=["POST"])
def code() -> ResponseReturnValue:
    """The code shows that the number is mine: here is my account."""
    form = ShownForm()
    if not form.validate_on_submit():
        return _code_page(form)
    given = (form.name.data or "", form.phone.data or "", form.code.data or "")
    try:
        token = signing_up.sign_up(secret(), *given, login.device(), clock.now())
    except DomainError as error:
        form.refuse(error, "code")
        return _code_page(form)
    login.start(token)
    flash(_("Số này là của bạn. Giờ thêm khóa, hoặc đặt mật khẩu, để lần sau vào lại."))
    return redirect(passkeys_first(), 303)


def passkeys_first() -> str:
    return url_for("passkeys.passkeys", tiep=url_for(".name"))


def secret() -> str:
    found: str = current_app.config["SECRET_KEY"]
    return found


def _code_page(form: ShownForm) -> ResponseReturnValue:
    return _page("code", form, masked=masked(form.phone.data))


def _page(name: str, form: HouseForm, **values: object) -> ResponseReturnValue:
    html = render_template(f"storefront/onboarding/{name}.html", form=form, **values)
    return html, 422 if form.errors or form.form_errors else 200


@bp.route("/ten", methods=["GET", "POST"])
@requires("accounts.keep")
@limiter.limit(rules.NEW_PER_ACCOUNT, methods=["POST"])
def name() -> ResponseReturnValue:
    """Who sells: legal form, name, who stands for it. From here on it is saved."""
    account = get_own_account(current_actor())
    form = WhoForm(representative=account.name, phone=account.phone)
    if form.validate_on_submit():
        try:
            with transaction():
                producer = opening.open_shop(current_actor(), who_of(form), clock.now())
                producer_id = producer.id
        except NameMissing as error:
            form.refuse(error, "name")
        except DomainError as error:
            form.refuse(error)
        else:
            _work_for(producer_id)
            flash(_("Đã mở cửa hàng nháp. Bạn dừng lúc nào cũng được, mọi thứ đã ghi."))
            return redirect(url_for("onboarding_seller.overview"), 303)
    return _page("name", form)


@bp.get("/nhan-lai")
@requires("accounts.keep")
def claims() -> ResponseReturnValue:
    """Look for one's co-operative in the register, and what became of earlier claims."""
    words = nfc(request.args.get("q", ""))[:LONGEST_NAME]
    return render_template(
        "storefront/onboarding/claims.html",
        words=words,
        found=queries.search_claimable(words),
        claims=queries.list_own_claims(current_actor()),
    )


@bp.route("/nhan-lai/<int:producer_id>", methods=["GET", "POST"])
@requires("accounts.keep")
@limiter.limit(rules.NEW_PER_ACCOUNT, methods=["POST"])
def claim(producer_id: int) -> ResponseReturnValue:
    """Say that this producer is ours; an officer decides. One with people is not even named."""
    if queries.has_members(producer_id):
        raise NotToClaim
    form = ClaimForm()
    if form.validate_on_submit():
        try:
            with transaction():
                claiming.claim(current_actor(), producer_id, form.note.data or "", clock.now())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Đã gửi. Cán bộ sẽ gọi hoặc gặp bạn rồi mới giao cơ sở."))
            return redirect(url_for(".claims"), 303)
    return _page("claim", form, producer=get_producer_by_id(producer_id))


def who_of(form: WhoForm) -> Who:
    return Who(
        name=form.name.data or "",
        legal_form=LegalForm(form.legal_form.data),
        representative=form.representative.data or "",
        phone=form.phone.data or "",
    )


def _work_for(producer_id: int) -> None:
    """The new shop is the one this browser works for from now on."""
    found = login.signed_in()
    if found:
        with transaction():
            memberships.choose_producer(current_actor(), found.sign_in_id, producer_id)
