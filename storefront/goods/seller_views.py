"""A seller's own goods: /ban-hang/hang. What is known, what is worth adding, shown or hidden."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.web import current_actor, page_number, pictures, requires
from catalog.product_sets import queries as product_sets
from catalog.products import completing, errors
from catalog.products import service as products
from catalog.products.models import Product
from catalog.restrictions import labels as restriction_labels
from storefront.extensions import limiter
from storefront.goods import labels, queries, rules, service
from storefront.goods.errors import TooManyPhotos
from storefront.goods.forms import HarvestForm, NetForm, PhotosForm, WordsForm
from storefront.goods.service import Words
from storefront.listing.errors import NameWithoutWords, PhotoMissing, SetNeeded
from storefront.listing.labels import size_name
from storefront.listing.photos import sent, take
from storefront.listing.rules import PHOTOS_PER_NETWORK
from storefront.star_requests.labels import STATE
from storefront.star_requests.queries import find_newest
from traceability.batches import errors as batch_errors
from traceability.entry.queries import list_own_areas
from traceability.events import errors as event_errors

bp = Blueprint("goods_seller", __name__, url_prefix="/ban-hang/hang")

BESIDE: dict[type[DomainError], str] = {
    errors.NameMissing: "name",
    NameWithoutWords: "name",
    SetNeeded: "product_set_id",
    errors.GtinInvalid: "gtin",
    errors.GtinRestricted: "gtin",
    errors.GtinTaken: "gtin",
    errors.PromiseImpossible: "shelf_life_days",
}
"""The field each refusal belongs to."""
DAYS = (event_errors.InTheFuture, event_errors.TooLongAgo, batch_errors.NoSuchYear)


@bp.get("")
@requires("products.edit")
def own_goods() -> ResponseReturnValue:
    """All my goods, with their marks of trust."""
    found, has_more = queries.list_own_goods(current_actor(), clock.today(), page_number())
    return render_template(
        "storefront/goods/own_goods.html", goods=found, page=page_number(), has_more=has_more
    )


@bp.get("/<int:product_id>")
@requires("products.edit")
def product(product_id: int) -> ResponseReturnValue:
    """One of them: what is known, what is worth adding and what each brings."""
    goods = queries.get_own_goods(current_actor(), product_id, clock.today())
    obstacle = goods.asked.obstacle
    return render_template(
        "storefront/goods/product.html",
        goods=goods,
        tasks=[(task, labels.page_of(task, goods)) for task in goods.tasks],
        task_words=labels.TASK,
        brings=labels.BRINGS,
        marks=rules.MARKS,
        asked=find_newest(product_id),
        asked_states=STATE,
        arrived="da_gui" in request.args,
        obstacle=restriction_labels.OBSTACLE[obstacle] if obstacle else None,
    )


@bp.route("/<int:product_id>/sua", methods=["GET", "POST"])
@requires("products.edit")
def words(product_id: int) -> ResponseReturnValue:
    """Name, introduction, ingredients, story and what else buyers read."""
    goods = queries.get_own_goods(current_actor(), product_id, clock.today())
    own, chosen = goods.product, goods.product.product_set
    form = WordsForm(obj=own)
    form.offer(
        product_sets.list_groups(clock.today()), (chosen.id, chosen.name) if chosen else None
    )
    if goods.is_recognised:
        form.recognised()
    if form.validate_on_submit():
        try:
            with transaction():
                service.describe(current_actor(), product_id, _words(form, own), clock.now())
        except tuple(BESIDE) as error:
            form.refuse(error, BESIDE[type(error)])
        else:
            flash(_("Đã ghi."))
            return redirect(url_for(".product", product_id=product_id, da_gui="sua"), 303)
    html = render_template("storefront/goods/words.html", goods=goods, form=form)
    return html, 422 if form.errors else 200


@bp.route("/<int:product_id>/anh", methods=["GET", "POST"])
@requires("products.edit")
@limiter.limit(PHOTOS_PER_NETWORK, methods=["POST"])
def photos(product_id: int) -> ResponseReturnValue:
    """The photos buyers see, in their order."""
    own, form = queries.get_own_product(current_actor(), product_id), PhotosForm()
    if form.validate_on_submit():
        _add_photos(form, product_id, len(own.pictures))
        if not form.errors:
            return redirect(url_for(".photos", product_id=product_id, da_gui="anh"), 303)
        own = queries.get_own_product(current_actor(), product_id)
    html = render_template(
        "storefront/goods/photos.html",
        product=own,
        form=form,
        most=rules.MOST_PHOTOS,
        arrived="da_gui" in request.args and not form.errors,
    )
    return html, 422 if form.errors else 200


@bp.post("/<int:product_id>/anh/<int:picture_id>/len-dau")
@requires("products.edit")
def first_photo(product_id: int, picture_id: int) -> ResponseReturnValue:
    """Show this photo first."""
    with transaction():
        completing.put_first(current_actor(), product_id, picture_id)
    return redirect(url_for(".photos", product_id=product_id), 303)


@bp.post("/<int:product_id>/anh/<int:picture_id>/bo")
@requires("products.edit")
def drop_photo(product_id: int, picture_id: int) -> ResponseReturnValue:
    """Take a photo away."""
    try:
        with transaction():
            completing.remove_picture(current_actor(), product_id, picture_id)
    except errors.LastPicture as error:
        flash(str(error.message))
    return redirect(url_for(".photos", product_id=product_id), 303)


@bp.route("/<int:product_id>/quy-cach", methods=["GET", "POST"])
@requires("products.edit")
def net(product_id: int) -> ResponseReturnValue:
    """What one pack holds, of a size of which that was never said."""
    own, form = queries.get_own_product(current_actor(), product_id), NetForm()
    untold = queries.find_untold(own)
    if untold is None:
        return redirect(url_for(".product", product_id=product_id), 303)
    if form.validate_on_submit():
        told, name = form.net.data, size_name(form.pack.data, form.net.data)
        with transaction():
            completing.tell_net(current_actor(), untold.id, name, told.amount, told.unit)
        flash(_("Đã ghi."))
        return redirect(url_for(".product", product_id=product_id), 303)
    if not form.is_submitted():
        form.pack.data = untold.name
    html = render_template("storefront/goods/net.html", product=own, variant=untold, form=form)
    return html, 422 if form.errors else 200


@bp.route("/<int:product_id>/thu-hoach", methods=["GET", "POST"])
@requires("products.edit")
def harvest(product_id: int) -> ResponseReturnValue:
    """When and where the goods of the newest batch grew."""
    actor, form = current_actor(), HarvestForm()
    goods = queries.get_own_goods(actor, product_id, clock.today())
    form.offer([(one.id, f"{one.code}, {one.name}") for one in list_own_areas(actor)])
    if form.validate_on_submit() and form.day.data:
        area_id = int(form.area.data) if form.area.data else None
        try:
            with transaction():
                service.tell_harvest(actor, product_id, form.day.data, area_id, clock.now())
        except DAYS as error:
            form.refuse(error, "day")
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Đã ghi vào sổ."))
            return redirect(url_for(".product", product_id=product_id), 303)
    html = render_template("storefront/goods/harvest.html", goods=goods, form=form)
    return html, 422 if form.errors or form.form_errors else 200


@bp.post("/<int:product_id>/hien")
@requires("products.edit")
def show(product_id: int) -> ResponseReturnValue:
    """Put the goods back on the shelf."""
    own = queries.get_own_product(current_actor(), product_id)
    if not own.pictures:
        flash(_("Thêm ít nhất một ảnh rồi hiện cho khách."))
        return redirect(url_for(".photos", product_id=product_id), 303)
    return _publish(product_id, is_published=True)


@bp.post("/<int:product_id>/an")
@requires("products.edit")
def hide(product_id: int) -> ResponseReturnValue:
    """Take them off it; printed codes go on leading to their passports."""
    return _publish(product_id, is_published=False)


def _publish(product_id: int, *, is_published: bool) -> ResponseReturnValue:
    with transaction():
        products.publish_product(current_actor(), product_id, is_published=is_published)
    flash(_("Khách lại thấy món này.") if is_published else _("Khách không còn thấy món này."))
    return redirect(url_for(".product", product_id=product_id), 303)


def _add_photos(form: PhotosForm, product_id: int, held: int) -> None:
    """Keep those that are photos; of each other file the form says why it is none."""
    if held + len(sent("photos")) > rules.MOST_PHOTOS:  # before any of them lies on the disk
        form.refuse(TooManyPhotos(), "photos")
        return
    taken = take(form, "photos", pictures())
    if not taken and not form.errors:
        form.refuse(PhotoMissing(), "photos")
    with transaction():
        for one in taken:
            products.add_picture(current_actor(), product_id, one, "")


def _words(form: WordsForm, own: Product) -> Words:
    is_locked = "name" not in form
    return Words(
        name=own.name if is_locked else form.name.data or "",
        product_set_id=own.product_set_id if is_locked else _set_id(form),
        summary=form.summary.data or None,
        story=form.story.data or None,
        ingredients=form.ingredients.data or None,
        allergens=form.allergens.data or None,
        storage=form.storage.data or None,
        usage=form.usage.data or None,
        shelf_life_days=form.shelf_life_days.data,
        gtin=form.gtin.data or None,
    )


def _set_id(form: WordsForm) -> int | None:
    return int(form.product_set_id.data) if form.product_set_id.data else None
