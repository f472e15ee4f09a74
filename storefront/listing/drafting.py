"""Writes of drafts: each step is kept by itself, and the last puts the goods on the shelf once."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.exc import IntegrityError

from catalog.kernel import audit, clock
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotAllowed, NotFound
from catalog.kernel.files import Picture
from catalog.kernel.text import fold
from catalog.products.models import Product
from catalog.products.queries import get_product_by_id
from catalog.products.rules import GoodsClass
from catalog.products.service import ProductFacts, VariantFacts
from storefront.listing import errors, known, labels, queries, rules
from storefront.listing.models import ListingDraft, ListingPhoto
from storefront.listing.rules import Step
from storefront.listing.service import Goods, list_goods, put_on_shelf


@dataclass(frozen=True)
class Facts:
    """What is written of the goods; None where nothing was, or nothing that could be read."""

    name: str | None = None
    price: int | None = None
    pack: str | None = None
    net_amount: Decimal | None = None
    net_unit: str | None = None
    quantity: int | None = None
    packed_on: date | None = None
    known_id: int | None = None


def begin(actor: Actor, key: str, now: datetime) -> ListingDraft:
    """The draft of this key: a new one, or the one that the first tap began.

    Refused: NotFound for a key that is none or somebody else's, NotAllowed, TooManyDrafts.
    """
    if not rules.KEY.fullmatch(key):
        raise NotFound
    if (found := queries.find_own_draft(actor, key, lock=True)) is not None:
        return found
    if not actor.producer_ids:
        raise NotAllowed
    producer_id = min(actor.producer_ids)
    if queries.count_unfinished(producer_id) >= rules.MOST_DRAFTS:
        raise errors.TooManyDrafts
    draft = ListingDraft(key=key, producer_id=producer_id, began_at=now, changed_at=now)
    try:
        with session.begin_nested():  # of two taps at once the later takes what the earlier began
            session.add(draft)
    except IntegrityError:
        return queries.get_own_draft(actor, key, lock=True)
    audit.record(actor, "listing.begin", draft, "Bắt đầu đăng một món hàng.")
    return draft


def add_photos(actor: Actor, key: str, pictures: Sequence[Picture], now: datetime) -> ListingDraft:
    """Keep photos beside a draft; the same one twice is one. Refused also: TooManyPhotos."""
    draft = _open_draft(actor, key)
    held = {one.digest for one in draft.photos}
    fresh = [one for one in dict.fromkeys(pictures) if one.digest not in held]
    if len(held) + len(fresh) > rules.MOST_PHOTOS:
        raise errors.TooManyPhotos
    last = max((one.position for one in draft.photos), default=-1)
    for place, picture in enumerate(fresh, last + 1):
        draft.photos.append(ListingPhoto(position=place, **asdict(picture)))
    if fresh:
        _told(actor, draft, f"Thêm {len(fresh)} ảnh vào món đang đăng.", now)
    return draft


def drop_photo(actor: Actor, key: str, photo_id: int, now: datetime) -> list[str]:
    """Take a photo out of a draft; its digest, if no other draft shows it."""
    draft = _open_draft(actor, key)
    photo = queries.get_photo(draft, photo_id)
    draft.photos.remove(photo)
    _told(actor, draft, "Bỏ một ảnh khỏi món đang đăng.", now)
    return queries.unkept_photos({photo.digest})


def keep_facts(
    actor: Actor, key: str, facts: Facts, now: datetime, *, is_whole: bool
) -> ListingDraft:
    """Keep what was written; of a form that could not be read whole, what could be read.

    The name of goods of the register is the register's. Refused also: KnownGone.
    """
    draft = _open_draft(actor, key)
    if facts.known_id is not None:
        facts = replace(facts, name=_chosen(draft, facts.known_id, now).name)
    for column, value in asdict(facts).items():
        if is_whole or value is not None:
            setattr(draft, column, value)
    _told(actor, draft, f"Ghi món đang đăng: {draft.name or 'chưa có tên'}.", now)
    return draft


def answer(actor: Actor, key: str, known_id: int | None, now: datetime) -> ListingDraft:
    """Say which goods of the register these are; None: none of them. Refused also: KnownGone."""
    draft = _open_draft(actor, key)
    if known_id is None:
        draft.known_id, draft.other_than = None, fold(draft.name or "")
        sentence = f"Món đang đăng không phải hàng cùng tên trong sổ: {draft.name}."
    else:
        draft.known_id, draft.name = known_id, _chosen(draft, known_id, now).name
        sentence = f"Món đang đăng là hàng đã có trong sổ: {draft.name}."
    _told(actor, draft, sentence, now)
    return draft


def drop(actor: Actor, key: str, now: datetime) -> list[str]:
    """Give a draft up; the digests of the photos that go with it."""
    draft = _open_draft(actor, key)
    _told(actor, draft, f"Bỏ món đang đăng: {draft.name or 'chưa có tên'}.", now)
    return _delete([draft])


def put_up(
    actor: Actor, key: str, set_id: int | None, goods_class: GoodsClass, now: datetime
) -> Product:
    """Put the goods of a draft on the shelf. A second time answers what came of the first.

    The photos have to lie in /media by the commit. Refused: NotFound, Incomplete, Unanswered,
    KnownGone, KnownOnSale, SetNeeded, and what products, batches and inventory refuse.
    """
    draft = queries.get_own_draft(actor, key, lock=True)
    if draft.product_id is not None:
        return get_product_by_id(draft.product_id)
    if queries.step_of(draft) is not Step.CONFIRM:
        raise errors.Incomplete
    today = clock.local_date(now)
    if known.list_alike(draft, today):
        raise errors.Unanswered
    held = known.hold(draft.producer_id, draft.known_id) if draft.known_id is not None else None
    set_id = (held.product_set_id if held else None) or set_id
    name = held.name if held else draft.name or ""
    if set_id is None and queries.is_set_needed(name, draft.producer_id, today):
        raise errors.SetNeeded
    goods = goods_of(draft, set_id, goods_class)
    if held is None:
        product = list_goods(actor, draft.producer_id, goods, now)
    else:
        product = put_on_shelf(actor, held, goods, now)
    draft.product_id, draft.changed_at = product.id, now
    return product


def forget_old(now: datetime) -> list[str]:
    """Delete drafts nobody touched for long; the digests of the photos that go with them."""
    return _delete(queries.list_old(now))


def _delete(drafts: Sequence[ListingDraft]) -> list[str]:
    digests = {photo.digest for draft in drafts for photo in draft.photos}
    for draft in drafts:
        session.delete(draft)
    session.flush()
    return queries.unkept_photos(digests)


def _chosen(draft: ListingDraft, product_id: int, now: datetime) -> Product:
    found = known.find_known(draft.producer_id, product_id, clock.local_date(now))
    if found is None:
        raise errors.KnownGone
    return found.product


def _open_draft(actor: Actor, key: str) -> ListingDraft:
    draft = queries.get_own_draft(actor, key, lock=True)
    if draft.product_id is not None:
        raise errors.AlreadyListed
    return draft


def _told(actor: Actor, draft: ListingDraft, sentence: str, now: datetime) -> None:
    draft.changed_at = now
    session.flush()
    audit.record(actor, "listing.change", draft, sentence)


def goods_of(draft: ListingDraft, set_id: int | None, goods_class: GoodsClass) -> Goods:
    """What a draft that lacks nothing puts on the shelf."""
    net = queries.net_of(draft)
    size = VariantFacts(
        name=labels.size_name(draft.pack or "", net),
        net_amount=net.amount,
        net_unit=net.unit,
        price=draft.price or 0,
        weight_g=rules.assumed_weight_g(net),
        goods_class=goods_class,
    )
    photos = tuple(Picture(one.digest, one.width, one.height, one.colour) for one in draft.photos)
    facts = ProductFacts(draft.name or "", product_set_id=set_id)
    return Goods(facts, size, draft.quantity or 0, photos, draft.packed_on)
