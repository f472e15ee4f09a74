"""The steps of a shop that is being opened: /ban-hang/mo-cua-hang. Each is saved by itself."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, requires
from catalog.places import queries as places
from catalog.producers.errors import NameMissing
from storefront.extensions import limiter
from storefront.onboarding import labels, queries, rules
from storefront.onboarding.errors import NotATaxCode, TaxCodeTaken
from storefront.onboarding.forms import AddressForm, PapersForm, WhoForm
from storefront.onboarding.queries import Shop
from storefront.onboarding.rules import Check, Kind
from storefront.onboarding.service import opening
from storefront.onboarding.service.opening import Papers
from storefront.onboarding.views import who_of

bp = Blueprint("onboarding_seller", __name__, url_prefix="/ban-hang/mo-cua-hang")

STEP_OF = {
    Check.LEGAL_FORM: "onboarding_seller.who",
    Check.PHONE: "onboarding_seller.who",
    Check.REPRESENTATIVE: "onboarding_seller.who",
    Check.ADDRESS: "onboarding_seller.address",
    Check.TAX_CODE: "onboarding_seller.papers",
    Check.BANK_ACCOUNT: "payouts_seller.account",
}
"""The page on which each requirement is filled in."""


@bp.get("")
@requires("onboarding.fill")
def overview() -> ResponseReturnValue:
    """What is done and what is missing, each with its page; the button to hand in."""
    return _overview(own_shop(), "")


@bp.post("/nop")
@requires("onboarding.fill")
def submit() -> ResponseReturnValue:
    """Hand the shop in."""
    try:
        with transaction():
            opening.submit(current_actor(), clock.now())
    except DomainError as error:
        return _overview(own_shop(), str(error.message))
    flash(_("Đã nộp. Cán bộ xem xong, cửa hàng mới hiện với người mua."))
    return redirect(url_for(".overview"), 303)


@bp.route("/ai-ban", methods=["GET", "POST"])
@requires("onboarding.fill")
def who() -> ResponseReturnValue:
    """Name, legal form, representative, telephone."""
    form = WhoForm(obj=own_shop().producer)
    if form.validate_on_submit():
        try:
            with transaction():
                opening.keep_who(current_actor(), who_of(form))
        except NameMissing as error:
            form.refuse(error, "name")
        except DomainError as error:
            form.refuse(error)
        else:
            return _next()
    return _step("who", form)


@bp.route("/giay-to", methods=["GET", "POST"])
@requires("onboarding.fill")
@limiter.limit(rules.NEW_PER_ACCOUNT, methods=["POST"])
def papers() -> ResponseReturnValue:
    """Tax code and registration, typed; no pictures of papers."""
    form = PapersForm(obj=own_shop().producer)
    if form.validate_on_submit():
        given = Papers(
            tax_code=form.tax_code.data or "",
            registration_number=form.registration_number.data or None,
            registration_date=form.registration_date.data,
            registration_place=form.registration_place.data or None,
        )
        try:
            with transaction():
                opening.keep_papers(current_actor(), given)
        except (NotATaxCode, TaxCodeTaken) as error:
            form.refuse(error, "tax_code")
        except DomainError as error:
            form.refuse(error)
        else:
            return _next()
    return _step("papers", form)


@bp.route("/dia-chi", methods=["GET", "POST"])
@requires("onboarding.fill")
def address() -> ResponseReturnValue:
    """Province, commune, house; old names lead to the communes of today."""
    producer = own_shop().producer
    form = AddressForm(
        province_code=producer.province_code,
        commune_text=producer.commune.full_name if producer.commune else "",
        commune_code=producer.commune_code,
        address=producer.address,
    )
    form.with_provinces(places.list_provinces())
    if form.validate_on_submit() and form.takes(places.resolve(*form.typed_place())):
        try:
            with transaction():
                opening.keep_address(
                    current_actor(),
                    form.settled.code,
                    form.settled.province_code,
                    form.address.data or "",
                )
        except DomainError as error:
            form.refuse(error)
        else:
            return _next()
    return _step("address", form)


@bp.post("/cam-ket")
@requires("onboarding.fill")
def attest() -> ResponseReturnValue:
    """The seller's word, ticked one by one."""
    ticked = {int(one) for one in request.form.getlist("cam_ket") if one.isdecimal()}
    try:
        with transaction():
            opening.attest(current_actor(), ticked, clock.now())
    except DomainError as error:
        return _overview(own_shop(), str(error.message))
    return _next()


def own_shop() -> Shop:
    return queries.get_own_shop(current_actor(), clock.today())


def _next() -> ResponseReturnValue:
    flash(_("Đã ghi."))
    return redirect(url_for(".overview"), 303)


def _step(name: str, form: Any) -> ResponseReturnValue:
    html = render_template(f"storefront/onboarding/{name}.html", form=form)
    return html, 422 if form.errors or form.form_errors else 200


def _overview(shop: Shop, refused: str) -> ResponseReturnValue:
    steps = [
        (item, _page_of(item.wanted.check))
        for item in shop.items
        if item.wanted.kind == Kind.COMPUTED
    ]
    html = render_template(
        "storefront/onboarding/overview.html",
        shop=shop,
        refused=refused,
        steps=steps,
        following=next((url for item, url in steps if item.status == "missing"), None),
        words=[item for item in shop.items if item.wanted.kind == Kind.ATTESTED],
        looked_at=[item for item in shop.items if item.wanted.kind == Kind.VERIFIED],
        states=labels.STATE,
        statuses=labels.STATUS,
        why=labels.WHY_HIDDEN.get(shop.state),
    )
    return html, 422 if refused else 200


def _page_of(check: Check | None) -> str:
    endpoint = STEP_OF[check or Check.LEGAL_FORM]
    if endpoint == "payouts_seller.account":  # another feature's page, which leads back
        return url_for(endpoint, tiep=url_for(".overview"))
    return url_for(endpoint)
