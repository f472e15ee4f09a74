"""A seller's own page: /ban-hang/trang-cua-toi. One section at a time, each saved by itself."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.forms import HouseForm
from catalog.kernel.i18n import _
from catalog.kernel.pictures import PictureMissing, PictureRefused
from catalog.kernel.web import current_actor, requires
from catalog.producers.queries import get_producer_by_id
from storefront.sites import labels, photos, queries, service
from storefront.sites.errors import NotAgreed
from storefront.sites.forms import (
    BuyingForm,
    CaptionForm,
    ContactForm,
    PersonForm,
    PhotoForm,
    StoryForm,
    ThemeForm,
)
from storefront.sites.rules import MOST_PEOPLE, MOST_PHOTOS, Section
from storefront.sites.views import PhotoUrl, page_of

bp = Blueprint("sites_seller", __name__, url_prefix="/ban-hang/trang-cua-toi")


@bp.get("")
@requires("sites.keep")
def overview() -> ResponseReturnValue:
    """What the page holds and what is missing; shown to everybody or not yet."""
    return _overview()


@bp.get("/xem-thu")
@requires("sites.keep")
def preview() -> ResponseReturnValue:
    """The page as it will be, to its seller only."""
    producer_id = _mine()
    slug = get_producer_by_id(producer_id).slug
    producer = queries.get_producer(slug, hidden_too=True)
    own = queries.own_words(queries.find_site(producer_id))
    return page_of(producer, own, own_photos(), is_preview=True)


@bp.get("/anh/<name>/xem")
@requires("sites.keep")
def photo(name: str) -> Response:
    """A photo of the own page, published or not."""
    return photos.answer(_mine(), name, is_public=False)


@bp.post("/dang")
@requires("sites.keep")
def publish() -> ResponseReturnValue:
    """Show it to everybody."""
    try:
        with transaction():
            service.publish(current_actor(), _mine(), clock.now())
    except DomainError as error:
        return _overview(str(error.message))
    flash(_("Đã đăng. Ai mở trang của bạn cũng thấy."))
    return redirect(url_for(".overview"), 303)


@bp.post("/thoi-dang")
@requires("sites.keep")
def unpublish() -> ResponseReturnValue:
    """Back to the plain page."""
    with transaction():
        service.unpublish(current_actor(), _mine(), clock.now())
    flash(_("Đã thôi đăng. Mọi điều đã viết vẫn còn."))
    return redirect(url_for(".overview"), 303)


@bp.route("/giao-dien", methods=["GET", "POST"])
@requires("sites.keep")
def theme() -> ResponseReturnValue:
    """Choose the colours."""
    return _section(ThemeForm, ("theme",), "theme", None)


@bp.route("/cau-chuyen", methods=["GET", "POST"])
@requires("sites.keep")
def story() -> ResponseReturnValue:
    """Greeting and story."""
    return _section(StoryForm, ("greeting", "story"), "story", Section.STORY)


@bp.route("/cach-mua", methods=["GET", "POST"])
@requires("sites.keep")
def buying() -> ResponseReturnValue:
    """How to buy."""
    return _section(BuyingForm, ("buying",), "buying", Section.BUYING)


@bp.route("/lien-he", methods=["GET", "POST"])
@requires("sites.keep")
def contact() -> ResponseReturnValue:
    """Zalo and the way there."""
    return _section(ContactForm, ("zalo", "directions"), "contact", Section.CONTACT)


@bp.route("/anh", methods=["GET", "POST"])
@requires("sites.keep")
def gallery() -> ResponseReturnValue:
    """The photos in their order, and one more."""
    form, producer_id = PhotoForm(), _mine()
    if form.validate_on_submit():

        def add(digest: str | None) -> None:
            if digest is None:
                raise PictureMissing
            now, caption = clock.now(), form.caption.data or ""
            service.add_photo(current_actor(), producer_id, digest, caption, now)

        if _kept(form, producer_id, add):
            flash(_("Đã thêm ảnh."))
            return redirect(url_for(".gallery"), 303)
    return _gallery(form)


@bp.post("/anh/<int:photo_id>/chu-thich")
@requires("sites.keep")
def caption(photo_id: int) -> ResponseReturnValue:
    """Say anew what a photo shows."""
    form = CaptionForm()
    if not form.validate_on_submit():
        return _gallery(PhotoForm(None), refused=(photo_id, form))
    with transaction():
        words, now = form.caption.data or "", clock.now()
        service.caption_photo(current_actor(), _mine(), photo_id, words, now)
    flash(_("Đã ghi."))
    return redirect(url_for(".gallery"), 303)


@bp.post("/anh/<int:photo_id>/<any(len, xuong):way>")
@requires("sites.keep")
def move_photo(photo_id: int, way: str) -> ResponseReturnValue:
    """A place further up or down."""
    with transaction():
        service.move_photo(current_actor(), _mine(), photo_id, clock.now(), up=way == "len")
    return redirect(url_for(".gallery"), 303)


@bp.post("/anh/<int:photo_id>/bo")
@requires("sites.keep")
def remove_photo(photo_id: int) -> ResponseReturnValue:
    """Take a photo down, and delete it."""
    producer_id = _mine()
    with transaction():
        digest = service.remove_photo(current_actor(), producer_id, photo_id, clock.now())
    forget_unused(producer_id, digest)
    flash(_("Đã bỏ ảnh."))
    return redirect(url_for(".gallery"), 303)


@bp.route("/nguoi", methods=["GET", "POST"])
@requires("sites.keep")
def people() -> ResponseReturnValue:
    """Who works here and agreed to be shown, and one more."""
    form, producer_id = PersonForm(), _mine()
    if form.validate_on_submit():

        def add(digest: str | None) -> None:
            service.add_person(
                current_actor(),
                producer_id,
                form.name.data or "",
                form.role.data or "",
                digest,
                clock.now(),
                has_agreed=form.has_agreed.data,
            )

        if _kept(form, producer_id, add):
            flash(_("Đã thêm người."))
            return redirect(url_for(".people"), 303)
    site = queries.find_site(producer_id)
    shown = site.people if site else []
    return _shown("people", form, people=shown, most=MOST_PEOPLE, photo_url=own_photos())


@bp.post("/nguoi/<int:person_id>/<any(len, xuong):way>")
@requires("sites.keep")
def move_person(person_id: int, way: str) -> ResponseReturnValue:
    """A place further up or down."""
    with transaction():
        service.move_person(current_actor(), _mine(), person_id, clock.now(), up=way == "len")
    return redirect(url_for(".people"), 303)


@bp.post("/nguoi/<int:person_id>/bo")
@requires("sites.keep")
def remove_person(person_id: int) -> ResponseReturnValue:
    """Take somebody down at once."""
    producer_id = _mine()
    with transaction():
        digest = service.remove_person(current_actor(), producer_id, person_id, clock.now())
    forget_unused(producer_id, digest)
    flash(_("Đã bỏ. Tên và ảnh không còn trên trang."))
    return redirect(url_for(".people"), 303)


def own_photos() -> PhotoUrl:
    """Where a seller sees the own photos."""

    def url(digest: str, kind: str = "800.webp") -> str:
        return url_for("sites_seller.photo", name=f"{digest}-{kind}")

    return url


def forget_unused(producer_id: int, digest: str | None) -> None:
    """Delete the files of a photo that nothing of the site shows any more."""
    site = queries.find_site(producer_id)
    if digest and not (site and queries.is_used(site.id, digest)):
        photos.forget(producer_id, digest)


def _mine() -> int:
    return queries.own_producer_id(current_actor())


def _overview(refused: str = "") -> ResponseReturnValue:
    producer_id = _mine()
    site = queries.find_site(producer_id)
    html = render_template(
        "storefront/sites/overview.html",
        producer=get_producer_by_id(producer_id),
        site=site,
        filled=queries.filled_sections(site),
        hidden={one.section: one.reason for one in site.hidings} if site else {},
        sections=labels.SECTION,
        pages=PAGES,
        themes=labels.THEME,
        refused=refused,
    )
    return html, 422 if refused else 200


PAGES = {
    Section.STORY: "sites_seller.story",
    Section.PHOTOS: "sites_seller.gallery",
    Section.PEOPLE: "sites_seller.people",
    Section.BUYING: "sites_seller.buying",
    Section.CONTACT: "sites_seller.contact",
}
"""The page on which each section is written."""


def _section(
    kind: type[HouseForm], names: tuple[str, ...], page: str, section: Section | None
) -> ResponseReturnValue:
    """A section that is words only: read, write, back to the overview."""
    producer_id = _mine()
    site = queries.find_site(producer_id)
    form = kind(data={name: getattr(site, name) for name in names} if site else {})
    if form.validate_on_submit():
        words = {name: form[name].data for name in names}
        with transaction():
            service.write(current_actor(), producer_id, clock.now(), **words)
        flash(_("Đã ghi."))
        return redirect(url_for(".overview"), 303)
    return _shown(page, form, section=section)


def _kept(form: HouseForm, producer_id: int, add: Callable[[str | None], None]) -> bool:
    """Keep the photo that came along and add its row; what is refused leaves no file."""
    digest = None
    try:
        digest = photos.kept(producer_id, form["picture"].data)
        with transaction():
            add(digest)
    except PictureRefused as error:
        form.refuse(error, "picture")
    except DomainError as error:
        form.refuse(error, "has_agreed" if isinstance(error, NotAgreed) else None)
        forget_unused(producer_id, digest)
    return not (form.errors or form.form_errors)


def _gallery(
    form: PhotoForm, refused: tuple[int, CaptionForm] | None = None
) -> ResponseReturnValue:
    site = queries.find_site(_mine())
    shown = site.photos if site else []
    more = {"most": MOST_PHOTOS, "photo_url": own_photos(), "refused": refused}
    html, status = _shown("gallery", form, photos=shown, **more)
    return html, 422 if refused else status


def _shown(page: str, form: HouseForm, **more: Any) -> tuple[str, int]:
    html = render_template(f"storefront/sites/{page}.html", form=form, **more)
    return html, 422 if form.errors or form.form_errors else 200
