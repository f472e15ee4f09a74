"""The operator's legal pages: /quan-tri/phap-ly."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.i18n import LANGUAGES, _
from catalog.kernel.web import current_actor, requires
from storefront.legal import labels, queries, service
from storefront.legal.errors import BadTaxCode, InThePast, NoSuchPage
from storefront.legal.forms import IdentityForm, VersionForm
from storefront.legal.rules import Page
from storefront.legal.service import NewIdentity, NewText

bp = Blueprint("legal_operator", __name__, url_prefix="/quan-tri/phap-ly")


@bp.get("")
@requires("legal.see")
def pages() -> ResponseReturnValue:
    """Every page and language: which version counts, which are still to come."""
    today = clock.today()
    operator = queries.find_operator(today)
    return render_template(
        "storefront/legal/desk_pages.html",
        rows=[
            (page, code, queries.find_in_force(page, code, today))
            for page in Page
            for code in LANGUAGES
        ],
        coming=[
            one
            for page in Page
            for one in queries.list_versions(page)
            if one.valid_from and one.valid_from > today
        ],
        facts=labels.facts_of(operator),
        names=labels.PAGE,
        is_demo=bool(operator and operator.is_demo),
    )


@bp.route("/<slug>/<code>", methods=["GET", "POST"])
@requires("legal.change")
def edit(slug: str, code: str) -> ResponseReturnValue:
    """Write a new version, beginning with the one in force."""
    if slug not in set(Page) or code not in LANGUAGES:
        raise NoSuchPage
    page, today = Page(slug), clock.today()
    form = VersionForm(body=queries.find_in_force(page, code, today).body, valid_from=today)
    if form.validate_on_submit():
        day, source = form.valid_from.data or today, form.source.data or ""
        new = NewText(page, code, form.body.data or "", day, source)
        try:
            with transaction():
                service.add_text(current_actor(), new, clock.now())
        except InThePast as error:
            form.refuse(error, "valid_from")
        else:
            flash(_("Đã ban hành bản mới."))
            return redirect(url_for(".pages"), 303)
    status = 422 if form.errors else 200
    html = render_template(
        "storefront/legal/edit.html",
        form=form,
        name=labels.PAGE[page],
        language_name=LANGUAGES[code],
    )
    return html, status


@bp.route("/nguoi-van-hanh", methods=["GET", "POST"])
@requires("legal.change")
def identity() -> ResponseReturnValue:
    """Say who runs the market."""
    today = clock.today()
    form = IdentityForm(obj=queries.find_operator(today))
    if form.validate_on_submit():
        try:
            with transaction():
                service.add_identity(current_actor(), _entered(form), clock.now())
        except BadTaxCode as error:
            form.refuse(error, "tax_code")
        else:
            flash(_("Đã ghi người vận hành."))
            return redirect(url_for(".pages"), 303)
    status = 422 if form.errors else 200
    return render_template("storefront/legal/identity.html", form=form), status


def _entered(form: IdentityForm) -> NewIdentity:
    return NewIdentity(
        name=form.name.data or "",
        valid_from=form.valid_from.data or clock.today(),
        source=form.source.data or "",
        address=form.address.data or None,
        tax_code=form.tax_code.data or None,
        registration=form.registration.data or None,
        platform_registration=form.platform_registration.data or None,
        representative=form.representative.data or None,
        phone=form.phone.data,
        email=form.email.data or None,
        data_officer=form.data_officer.data or None,
    )
