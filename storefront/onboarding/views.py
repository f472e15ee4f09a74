"""The way in, for whoever does not sell yet: /mo-cua-hang."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.text import nfc
from catalog.kernel.web import current_actor, requires
from catalog.producers.errors import NameMissing
from catalog.producers.queries import get_producer_by_id
from catalog.producers.rules import LONGEST_NAME, LegalForm
from storefront.accounts import login
from storefront.accounts import service as accounts
from storefront.accounts.queries import get_own_account
from storefront.extensions import limiter
from storefront.onboarding import queries, rules
from storefront.onboarding.forms import ClaimForm, WhoForm
from storefront.onboarding.service import claiming, opening
from storefront.onboarding.service.opening import Who

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
    passkey = url_for("passkeys.passkeys", tiep=onward)
    return redirect(url_for("accounts.register", tiep=passkey))


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
    html = render_template("storefront/onboarding/name.html", form=form)
    return html, 422 if form.errors or form.form_errors else 200


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
    """Say that this producer is ours; an officer decides."""
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
    producer = get_producer_by_id(producer_id)
    html = render_template("storefront/onboarding/claim.html", form=form, producer=producer)
    return html, 422 if form.errors or form.form_errors else 200


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
            accounts.choose_producer(current_actor(), found.sign_in_id, producer_id)
