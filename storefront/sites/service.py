"""Writes of mini-sites: by sellers section by section, by operators with a reason."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import delete

from catalog.kernel import audit
from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.producers.queries import get_producer_by_id
from storefront.sites import queries, rules
from storefront.sites.errors import (
    HiddenAlready,
    NotAgreed,
    NothingToShow,
    ShownAlready,
    TooManyPeople,
    TooManyPhotos,
)
from storefront.sites.models import Site, SiteHiding, SitePerson, SitePhoto
from storefront.sites.rules import Section, Theme

Row = TypeVar("Row", SitePhoto, SitePerson)


def write(actor: Actor, producer_id: int, now: datetime, **words: str | None) -> Site:
    """Say something anew: columns of the table by name (greeting, story, theme …)."""
    site = _own(actor, producer_id, now)
    new = {name: text or None for name, text in words.items()}
    changed = sorted(name for name, text in new.items() if getattr(site, name) != text)
    if changed:
        for name in changed:
            setattr(site, name, new[name])
        _note(actor, site, now, "Sửa trang của", fields=changed)
    return site


def add_photo(actor: Actor, producer_id: int, picture: str, caption: str, now: datetime) -> None:
    """Put a photo at the end of the gallery. Raises TooManyPhotos."""
    site = _own(actor, producer_id, now)
    if len(site.photos) >= rules.MOST_PHOTOS:
        raise TooManyPhotos
    site.photos.append(SitePhoto(position=_after(site.photos), picture=picture, caption=caption))
    _note(actor, site, now, "Thêm ảnh vào trang của", picture=picture)


def caption_photo(
    actor: Actor, producer_id: int, photo_id: int, caption: str, now: datetime
) -> None:
    """Say what a photo shows."""
    site = _own(actor, producer_id, now)
    _one(site.photos, photo_id).caption = caption
    _note(actor, site, now, "Sửa chú thích ảnh trên trang của", photo=photo_id)


def move_photo(actor: Actor, producer_id: int, photo_id: int, now: datetime, *, up: bool) -> None:
    """A place further up or down; the first is the cover."""
    site = _own(actor, producer_id, now)
    _reorder(site.photos, photo_id, up=up)
    _note(actor, site, now, "Đổi thứ tự ảnh trên trang của", photo=photo_id)


def remove_photo(actor: Actor, producer_id: int, photo_id: int, now: datetime) -> str:
    """Take a photo down; returns its digest, for its files to be deleted after the commit."""
    site = _own(actor, producer_id, now)
    photo = _one(site.photos, photo_id)
    session.execute(delete(SitePhoto).where(SitePhoto.id == photo.id))
    _note(actor, site, now, "Bỏ một ảnh khỏi trang của", picture=photo.picture)
    return photo.picture


def add_person(
    actor: Actor,
    producer_id: int,
    name: str,
    role: str,
    picture: str | None,
    now: datetime,
    *,
    has_agreed: bool,
) -> None:
    """Show somebody who agreed to it. Raises NotAgreed or TooManyPeople."""
    if not has_agreed:
        raise NotAgreed
    site = _own(actor, producer_id, now)
    if len(site.people) >= rules.MOST_PEOPLE:
        raise TooManyPeople
    person = SitePerson(
        position=_after(site.people),
        name=name,
        role=role,
        picture=picture,
        agreed_at=now,
        entered_by=actor.name,
    )
    site.people.append(person)
    session.flush()
    # The number, not the name: the audit outlives the person's wish to be taken down.
    _note(actor, site, now, "Thêm một người đã đồng ý vào trang của", person=person.id)


def move_person(actor: Actor, producer_id: int, person_id: int, now: datetime, *, up: bool) -> None:
    """A place further up or down."""
    site = _own(actor, producer_id, now)
    _reorder(site.people, person_id, up=up)
    _note(actor, site, now, "Đổi thứ tự người trên trang của", person=person_id)


def remove_person(actor: Actor, producer_id: int, person_id: int, now: datetime) -> str | None:
    """Take somebody down at once; returns the digest of the photo, if there was one."""
    site = _own(actor, producer_id, now)
    return _take_down(actor, site, person_id, now)


def publish(actor: Actor, producer_id: int, now: datetime) -> None:
    """Show the site to everybody. Raises NothingToShow."""
    site = _own(actor, producer_id, now)
    if not queries.own_words(site).sections:
        raise NothingToShow
    if site.published_at is None:
        site.published_at = now
        _note(actor, site, now, "Đăng trang của")


def unpublish(actor: Actor, producer_id: int, now: datetime) -> None:
    """Back to the plain page of the house; nothing written is lost."""
    site = _own(actor, producer_id, now)
    if site.published_at is not None:
        site.published_at = None
        _note(actor, site, now, "Thôi đăng trang của")


def hide(actor: Actor, producer_id: int, section: Section, reason: str, now: datetime) -> None:
    """An operator hides a section until it is shown again. Raises HiddenAlready."""
    site = _any(producer_id)
    if any(one.section == section for one in site.hidings):
        raise HiddenAlready
    site.hidings.append(
        SiteHiding(section=section, reason=reason, hidden_by=actor.name, hidden_at=now)
    )
    sentence = f"Ẩn phần “{section}” trên trang của {site.producer.name}: {reason}."
    audit.record(actor, "sites.moderate", site, sentence, section=section)


def show(actor: Actor, producer_id: int, section: Section, reason: str) -> None:
    """What was hidden is shown again. Raises ShownAlready."""
    site = _any(producer_id)
    hiding = next((one for one in site.hidings if one.section == section), None)
    if hiding is None:
        raise ShownAlready
    session.delete(hiding)
    sentence = f"Cho hiện lại phần “{section}” trên trang của {site.producer.name}: {reason}."
    audit.record(actor, "sites.moderate", site, sentence, section=section)


def take_down_person(
    actor: Actor, producer_id: int, person_id: int, reason: str, now: datetime
) -> str | None:
    """An operator takes somebody down who asked for it; as remove_person."""
    return _take_down(actor, _any(producer_id), person_id, now, f": {reason}")


def _take_down(
    actor: Actor, site: Site, person_id: int, now: datetime, why: str = ""
) -> str | None:
    person = _one(site.people, person_id)
    session.execute(delete(SitePerson).where(SitePerson.id == person.id))
    _note(actor, site, now, "Bỏ một người khỏi trang của", why, person=person_id)
    return person.picture


def _own(actor: Actor, producer_id: int, now: datetime) -> Site:
    """The site of a producer the actor works for, made with its first edit, held to the commit."""
    if not actor.works_for(producer_id):
        raise NotFound
    get_producer_by_id(producer_id, lock=True)  # two first edits at once make one row
    site = queries.find_site(producer_id)
    if site is None:
        site = Site(producer_id=producer_id, theme=Theme.LEAF, changed_at=now)
        session.add(site)
        session.flush()
    return site


def _any(producer_id: int) -> Site:
    get_producer_by_id(producer_id, lock=True)
    return queries.get_site(producer_id)


def _note(
    actor: Actor, site: Site, now: datetime, verb: str, why: str = "", **details: Any
) -> None:
    site.changed_at = now
    sentence = f"{verb} {site.producer.name}{why}."
    audit.record(actor, "sites.keep", site, sentence, **details)


def _one(rows: list[Row], row_id: int) -> Row:
    found = next((row for row in rows if row.id == row_id), None)
    if found is None:
        raise NotFound
    return found


def _after(rows: Sequence[Row]) -> int:
    return max((row.position for row in rows), default=0) + 1


def _reorder(rows: list[Row], row_id: int, *, up: bool) -> None:
    _one(rows, row_id)
    order = rules.moved([row.id for row in rows], row_id, up=up)
    for row in rows:
        row.position = order.index(row.id) + 1
