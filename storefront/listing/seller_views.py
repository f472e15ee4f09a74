"""Three screens from a photo to the shelf: /ban-hang/dang-ban. Each step is kept by itself."""

from secrets import token_hex
from typing import Any

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Field

from catalog.kernel import clock
from catalog.kernel.db import transaction
from catalog.kernel.errors import DomainError
from catalog.kernel.i18n import _
from catalog.kernel.spoken_money import NotMoney, read_dong
from catalog.kernel.web import current_actor, requires
from catalog.product_sets import queries as product_sets
from catalog.products.rules import GoodsClass
from catalog.restrictions import labels as restriction_labels
from catalog.restrictions import queries as restrictions
from storefront.extensions import limiter
from storefront.listing import drafting, errors, known, labels, photos, queries, rules
from storefront.listing.drafting import Facts
from storefront.listing.forms import ConfirmForm, GoodsForm, PhotosForm, read_net
from storefront.listing.known import Known
from storefront.listing.models import ListingDraft

bp = Blueprint("listing_seller", __name__, url_prefix="/ban-hang/dang-ban")

SHOWN_BESIDE = (errors.TooManyPhotos, errors.TooManyDrafts, errors.PhotoGone)


@bp.route("", methods=["GET", "POST"])
@requires("products.edit")
@limiter.limit(rules.PHOTOS_PER_NETWORK, methods=["POST"])
def start() -> ResponseReturnValue:
    """The first screen: a photo. What was begun before can be gone on with."""
    form = PhotosForm()
    if not form.is_submitted():
        form.key.data = token_hex(16)
    if form.validate_on_submit():
        return _take_photos(form, _key_of(form), "moi")
    return _photos_page(form, None)


@bp.route("/<key>/anh", methods=["GET", "POST"])
@requires("products.edit")
@limiter.limit(rules.PHOTOS_PER_NETWORK, methods=["POST"])
def photo_list(key: str) -> ResponseReturnValue:
    """The photos of a draft: more of them, or fewer."""
    draft, form = queries.get_own_draft(current_actor(), key), PhotosForm()
    if draft.product_id is not None:
        return redirect(_next_of(draft), 303)
    if form.validate_on_submit():
        return _take_photos(form, key, "anh")
    return _photos_page(form, draft)


@bp.get("/<key>/anh/<int:photo_id>")
@requires("products.edit")
def photo(key: str, photo_id: int) -> Response:
    """One photo of a draft, for those who work there."""
    draft = queries.get_own_draft(current_actor(), key)
    return photos.answer(queries.get_photo(draft, photo_id).digest)


@bp.post("/<key>/anh/<int:photo_id>/bo")
@requires("products.edit")
def drop_photo(key: str, photo_id: int) -> ResponseReturnValue:
    """Take a photo out."""
    with transaction():
        gone = drafting.drop_photo(current_actor(), key, photo_id, clock.now())
    _let_go(gone)
    return redirect(url_for(".photo_list", key=key), 303)


@bp.route("/<key>/hang", methods=["GET", "POST"])
@requires("products.edit")
def goods(key: str) -> ResponseReturnValue:
    """The second screen: name, price, how many."""
    draft = queries.get_own_draft(current_actor(), key)
    if draft.product_id is not None:
        return redirect(_next_of(draft), 303)
    there = known.list_known(draft.producer_id, clock.today())
    form = _goods_form(draft, there)
    is_whole = form.is_submitted() and form.validate()
    if form.is_submitted() and "csrf_token" not in form.errors:
        with transaction():
            drafting.keep_facts(current_actor(), key, _facts(form), clock.now(), is_whole=is_whole)
    if is_whole:
        return redirect(url_for(".confirm", key=key, da_gui="hang"), 303)
    html = render_template(
        "storefront/listing/goods.html",
        form=form,
        draft=draft,
        known={str(one.product.id): one for one in there},
        first=rules.OFFERED_FIRST,
        arrived=_arrived(draft),
    )
    return html, 422 if form.errors else 200


@bp.route("/<key>/xac-nhan", methods=["GET", "POST"])
@requires("products.edit")
def confirm(key: str) -> ResponseReturnValue:
    """The third screen: all of it read back, and the button that puts it on the shelf."""
    draft = queries.get_own_draft(current_actor(), key)
    if draft.product_id is not None:
        return redirect(_next_of(draft), 303)
    if queries.step_of(draft) is not rules.Step.CONFIRM:
        flash(str(errors.Incomplete.message))
        return redirect(_next_of(draft), 303)
    chosen = known.find_known(draft.producer_id, draft.known_id, clock.today())
    if draft.known_id is not None and chosen is None:
        return _gone(draft)
    form = _confirm_form(draft, chosen)
    if form.validate_on_submit():
        try:
            return _put_up(draft, form)
        except errors.SetNeeded as error:
            form.refuse(error, "product_set")
        except DomainError as error:
            form.refuse(error)
    return _confirm_page(draft, form, chosen)


@bp.post("/<key>/la-mon")
@requires("products.edit")
def answer(key: str) -> ResponseReturnValue:
    """Whether the goods are those of that name in the register."""
    chosen = request.form.get("mon", "")
    known_id = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 10 else None
    try:
        with transaction():
            drafting.answer(current_actor(), key, known_id, clock.now())
    except (errors.KnownGone, errors.AlreadyListed) as error:
        flash(str(error.message))
    return redirect(url_for(".confirm", key=key), 303)


@bp.post("/<key>/bo")
@requires("products.edit")
def drop(key: str) -> ResponseReturnValue:
    """Give up what was begun."""
    with transaction():
        gone = drafting.drop(current_actor(), key, clock.now())
    _let_go(gone)
    flash(_("Đã bỏ món đăng dở."))
    return redirect(url_for(".start"), 303)


@bp.get("/doc-gia")
@requires("products.edit")
def read_back() -> Response:
    """What a price is read as, while it is typed."""
    net = read_net(request.args.get("net", ""))
    pack = request.args.get("pack", "")
    try:
        price = read_dong(request.args.get("price", ""))
    except NotMoney as error:
        return jsonify(price="", per="", refused=str(error.message))
    sold = rules.net_of_pack(pack, net)
    return jsonify(price=labels.price_said(price), per=labels.per_unit(price, sold), refused="")


def _key_of(form: PhotosForm) -> str:
    """The key that came with the form; another where goods were listed under it already, as from
    a page that was kept on the phone.
    """
    key = form.key.data or ""
    draft = queries.find_own_draft(current_actor(), key)
    return token_hex(16) if draft is not None and draft.product_id is not None else key


def _take_photos(form: PhotosForm, key: str, sent: str) -> ResponseReturnValue:
    """Keep those that are photos; of each other file say why it is none."""
    actor, now = current_actor(), clock.now()
    pictures = photos.take(form, "photos", photos.store())
    if pictures:
        try:
            with transaction():
                drafting.begin(actor, key, now)
                drafting.add_photos(actor, key, pictures, now)
                photos.stand_by(pictures)
        except DomainError as error:
            _let_go([one.digest for one in pictures])
            if not isinstance(error, SHOWN_BESIDE):
                raise
            form.refuse(error, "photos")
    draft = queries.find_own_draft(actor, key)
    if not form.errors and (draft is None or not draft.photos):
        form.refuse(errors.PhotoMissing(), "photos")
    if form.errors:
        return _photos_page(form, draft)
    return redirect(url_for(".goods", key=key, da_gui=sent), 303)


def _arrived(draft: ListingDraft) -> str:
    """What the phone kept of the form that led here and need keep no longer."""
    places = {
        "moi": ["moi", "moi:anh"],
        "anh": [draft.key, f"{draft.key}:anh"],
        "hang": [f"{draft.key}:hang"],
    }
    mine = f"dang-ban:{current_actor().id}"
    sent = places.get(request.args.get("da_gui", ""), [])
    return " ".join(f"{mine}:{place}" for place in sent)


def _let_go(digests: list[str]) -> None:
    if digests:
        with transaction():
            photos.let_go(digests)


def _photos_page(form: PhotosForm, draft: ListingDraft | None) -> ResponseReturnValue:
    if draft is None and not rules.KEY.fullmatch(form.key.data or ""):
        form.key.data = token_hex(16)
    html = render_template(
        "storefront/listing/photos.html",
        form=form,
        draft=draft,
        unfinished=[] if draft else queries.list_unfinished(current_actor()),
        next_of=_next_of,
        next_words=lambda one: labels.NEXT[queries.step_of(one)],
        most=rules.MOST_PHOTOS,
    )
    return html, 422 if form.errors or form.form_errors else 200


def _next_of(draft: ListingDraft) -> str:
    """Where a draft goes on, or what came of it."""
    if draft.product_id is not None:
        return url_for("goods_seller.product", product_id=draft.product_id)
    return url_for(labels.PAGE[queries.step_of(draft)], key=draft.key)


def _gone(draft: ListingDraft) -> ResponseReturnValue:
    """What was chosen is not to be had any more: say why, and go where something else is."""
    try:
        known.hold(draft.producer_id, draft.known_id or 0)
    except (errors.KnownGone, errors.KnownOnSale) as error:
        flash(str(error.message))
    return redirect(url_for(".goods", key=draft.key), 303)


def _goods_form(draft: ListingDraft, there: list[Known]) -> GoodsForm:
    form = GoodsForm(obj=draft)
    form.offer([(one.product.id, one.product.name) for one in there])
    if not form.is_submitted():
        form.known.data = str(draft.known_id or "")
        form.net.shown = labels.net_said(queries.told_net(draft))
        if form.known_id is None:
            form.known.data = ""
    return form


def _facts(form: GoodsForm) -> Facts:
    def read(field: Field) -> Any:
        return None if field.errors else field.data or None

    net = read(form.net)
    return Facts(
        name=read(form.name),
        price=read(form.price),
        pack=read(form.pack),
        net_amount=net.amount if net else None,
        net_unit=net.unit.value if net else None,
        quantity=read(form.quantity),
        packed_on=read(form.packed_on),
        known_id=form.known_id,
    )


def _confirm_form(draft: ListingDraft, chosen: Known | None) -> ConfirmForm:
    proposed = queries.proposed_for(draft.name or "", clock.today())
    form = ConfirmForm(
        product_set=str(proposed.set_id or ""), goods_class=proposed.goods_class.value
    )
    form.offer(product_sets.list_groups(clock.today()))
    if chosen is not None and chosen.product.product_set_id is not None:
        form.leave_set()
    return form


def _confirm_page(
    draft: ListingDraft, form: ConfirmForm, chosen: Known | None
) -> ResponseReturnValue:
    set_id, net = form.set_id, queries.net_of(draft)
    if chosen is not None:
        set_id = chosen.product.product_set_id or set_id
    asked = restrictions.of_set(set_id, draft.producer_id, clock.today()) if set_id else None
    html = render_template(
        "storefront/listing/confirm.html",
        form=form,
        draft=draft,
        chosen=chosen,
        alike=known.list_alike(draft, clock.today()),
        arrived=_arrived(draft),
        size=labels.size_name(draft.pack or "", net),
        price_said=labels.price_said(draft.price or 0),
        per_unit=labels.per_unit(draft.price or 0, net),
        weight_g=rules.assumed_weight_g(net),
        obstacle=restriction_labels.OBSTACLE[asked.obstacle] if asked and asked.obstacle else None,
        sentences=[restriction_labels.sentence(one) for one in asked.sentences] if asked else [],
    )
    return html, 422 if form.errors or form.form_errors else 200


def _put_up(draft: ListingDraft, form: ConfirmForm) -> ResponseReturnValue:
    chosen = GoodsClass(form.goods_class.data)
    with transaction():
        product = drafting.put_up(current_actor(), draft.key, form.set_id, chosen, clock.now())
        for one in draft.photos:  # last: photos of goods that are refused are shown to nobody
            photos.show_to_everybody(one.digest)
    flash(_("Đã đăng: %(name)s.", name=product.name))
    return redirect(_next_of(queries.get_own_draft(current_actor(), draft.key)), 303)
