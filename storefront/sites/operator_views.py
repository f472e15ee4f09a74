"""What sellers tell of themselves, for operators: /quan-tri/trang-nguoi-ban."""

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number, requires
from storefront.sites import labels, photos, queries, service
from storefront.sites.forms import HideForm, ReasonForm
from storefront.sites.rules import Section
from storefront.sites.seller_views import forget_unused

bp = Blueprint("sites_operator", __name__, url_prefix="/quan-tri/trang-nguoi-ban")


@bp.get("")
@requires("sites.see")
def sites() -> ResponseReturnValue:
    """Every page that was written, the last changed first."""
    found = queries.list_sites(page_number())
    return render_template(
        "storefront/sites/sites.html",
        sites=found,
        sections=labels.SECTION,
        page=page_number(),
        pages=page_number() + (len(found) == queries.PER_PAGE),
        is_demo=any(one.producer.is_demo for one in found),
    )


@bp.get("/<int:producer_id>")
@requires("sites.see")
def site(producer_id: int) -> ResponseReturnValue:
    """All that one page says, hidden or not."""
    return _shown(producer_id, HideForm(None))


@bp.get("/<int:producer_id>/anh/<name>")
@requires("sites.see")
def photo(producer_id: int, name: str) -> Response:
    """A photo of the page, published or not."""
    return photos.answer(producer_id, name, is_public=False)


@bp.post("/<int:producer_id>/an")
@requires("sites.moderate")
def hide(producer_id: int) -> ResponseReturnValue:
    """Hide a section with a reason, which the seller reads."""
    form = HideForm()
    if form.validate_on_submit():
        section, reason = Section(form.section.data), form.reason.data or ""
        try:
            with transaction():
                service.hide(current_actor(), producer_id, section, reason, clock.now())
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Đã ẩn. Người bán đọc được lý do."))
            return redirect(url_for(".site", producer_id=producer_id), 303)
    return _shown(producer_id, form)


@bp.post("/<int:producer_id>/hien/<section>")
@requires("sites.moderate")
def show(producer_id: int, section: str) -> ResponseReturnValue:
    """Show a section again, with a reason."""
    form, wanted = ReasonForm(), labels.read_section(section)
    if form.validate_on_submit():
        with transaction():
            service.show(current_actor(), producer_id, wanted, form.reason.data or "")
        flash(_("Đã cho hiện lại."))
        return redirect(url_for(".site", producer_id=producer_id), 303)
    return _shown(producer_id, HideForm(None), (section, form))


@bp.post("/<int:producer_id>/nguoi/<int:person_id>/bo")
@requires("sites.moderate")
def remove_person(producer_id: int, person_id: int) -> ResponseReturnValue:
    """Take somebody down who does not want to be shown."""
    form = ReasonForm()
    if form.validate_on_submit():
        reason = form.reason.data or ""
        with transaction():
            digest = service.take_down_person(
                current_actor(), producer_id, person_id, reason, clock.now()
            )
        forget_unused(producer_id, digest)
        flash(_("Đã bỏ. Tên và ảnh không còn trên trang."))
        return redirect(url_for(".site", producer_id=producer_id), 303)
    return _shown(producer_id, HideForm(None), (f"nguoi-{person_id}", form))


def _shown(
    producer_id: int, form: HideForm, refused: tuple[str, ReasonForm] | None = None
) -> ResponseReturnValue:
    found = queries.get_site(producer_id)

    def photo_url(digest: str, kind: str = "320.webp") -> str:
        return url_for(".photo", producer_id=producer_id, name=f"{digest}-{kind}")

    html = render_template(
        "storefront/sites/desk_site.html",
        site=found,
        form=form,
        refused=refused,
        reason_form=lambda key: refused[1] if refused and refused[0] == key else ReasonForm(None),
        sections=labels.SECTION,
        photo_url=photo_url,
        may_moderate=current_actor().may("sites.moderate"),
        is_demo=found.producer.is_demo,
    )
    return html, 422 if refused or form.errors or form.form_errors else 200
