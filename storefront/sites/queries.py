"""What a producer's page shows, and what its seller and operators see of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, exists, or_, select
from sqlalchemy.orm import joinedload, selectinload

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.places.models import Commune, Province
from catalog.producers.models import Producer
from storefront.sites.models import Site, SiteHiding, SitePerson, SitePhoto
from storefront.sites.rules import Section, Theme, paragraphs

PER_PAGE = 50
WHOLE = (selectinload(Site.photos), selectinload(Site.people), selectinload(Site.hidings))


@dataclass(frozen=True)
class Own:
    """A seller's own words, without what operators hide. The first photo is the cover."""

    theme: str = Theme.LEAF
    greeting: str | None = None
    story: Sequence[str] = ()
    photos: Sequence[SitePhoto] = ()
    people: Sequence[SitePerson] = ()
    buying: Sequence[str] = ()
    directions: Sequence[str] = ()
    zalo: str | None = None

    @property
    def cover(self) -> SitePhoto | None:
        return self.photos[0] if self.photos else None

    @property
    def sections(self) -> set[Section]:
        """Those that hold something."""
        filled = {
            Section.STORY: self.greeting or self.story,
            Section.PHOTOS: self.photos,
            Section.PEOPLE: self.people,
            Section.BUYING: self.buying,
            Section.CONTACT: self.zalo or self.directions,
        }
        return {section for section, content in filled.items() if content}


def get_producer(slug: str, *, hidden_too: bool = False) -> Row[Any]:
    """A producer with its place, or NotFound; one that is not listed only for who may see it."""
    seen = [Producer.slug == slug] if hidden_too else [Producer.slug == slug, Producer.is_listed]
    row = session.execute(
        select(
            Producer.__table__,
            Commune.kind.label("commune_kind"),
            Commune.name.label("commune_name"),
            Province.name.label("province_name"),
        )
        .outerjoin(Commune, Commune.code == Producer.commune_code)
        .outerjoin(Province, Province.code == Producer.province_code)
        .where(*seen)
    ).first()
    if row is None:
        raise NotFound
    return row


def find_site(producer_id: int, *, lock: bool = False) -> Site | None:
    """A producer's site with all it holds, published or not."""
    query = select(Site).where(Site.producer_id == producer_id).options(*WHOLE)
    if lock:
        query = query.with_for_update()
    return session.scalar(query.execution_options(populate_existing=True))


def own_words(site: Site | None) -> Own:
    """What a site says, without the hidden sections."""
    if site is None:
        return Own()
    hidden = {one.section for one in site.hidings}

    def unless_hidden(section: Section, content: Any) -> Any:
        return None if section in hidden else content

    return Own(
        theme=site.theme,
        greeting=unless_hidden(Section.STORY, site.greeting),
        story=paragraphs(unless_hidden(Section.STORY, site.story)),
        photos=unless_hidden(Section.PHOTOS, site.photos) or (),
        people=unless_hidden(Section.PEOPLE, site.people) or (),
        buying=paragraphs(unless_hidden(Section.BUYING, site.buying)),
        directions=paragraphs(unless_hidden(Section.CONTACT, site.directions)),
        zalo=unless_hidden(Section.CONTACT, site.zalo),
    )


def filled_sections(site: Site | None) -> set[Section]:
    """Those in which the seller wrote something, hidden or not."""
    if site is None:
        return set()
    return Own(
        greeting=site.greeting,
        story=paragraphs(site.story),
        photos=site.photos,
        people=site.people,
        buying=paragraphs(site.buying),
        directions=paragraphs(site.directions),
        zalo=site.zalo,
    ).sections


def find_public(producer: Row[Any] | Producer) -> Own:
    """What everybody reads: nothing of a shop that is not verified, or a site not published."""
    if producer.verified_on is None:
        return Own()
    site = find_site(producer.id)
    return own_words(site if site and site.published_at else None)


def find_whose_photo(slug: str, digest: str) -> int | None:
    """The producer on whose page everybody sees this photo now."""
    hides = select(SiteHiding.id).where(SiteHiding.site_id == Site.id)
    in_gallery = exists().where(SitePhoto.site_id == Site.id, SitePhoto.picture == digest)
    of_person = exists().where(SitePerson.site_id == Site.id, SitePerson.picture == digest)
    return session.scalar(
        select(Site.producer_id)
        .join(Site.producer)
        .where(
            Producer.slug == slug,
            Producer.is_listed,
            Producer.verified_on.is_not(None),
            Site.published_at.is_not(None),
            or_(
                in_gallery & ~hides.where(SiteHiding.section == Section.PHOTOS).exists(),
                of_person & ~hides.where(SiteHiding.section == Section.PEOPLE).exists(),
            ),
        )
    )


def own_producer_id(actor: Actor) -> int:
    """For whom the actor works now, or NotFound."""
    if not actor.producer_ids:
        raise NotFound
    return min(actor.producer_ids)


def get_site(producer_id: int) -> Site:
    """A producer's site for the desk, or NotFound."""
    site = find_site(producer_id)
    if site is None:
        raise NotFound
    return site


def is_used(site_id: int, digest: str) -> bool:
    """Whether a photo or a person of the site still shows this picture."""
    gallery = select(SitePhoto.id).where(SitePhoto.site_id == site_id, SitePhoto.picture == digest)
    people = select(SitePerson.id).where(
        SitePerson.site_id == site_id, SitePerson.picture == digest
    )
    return session.scalar(gallery.limit(1)) is not None or (
        session.scalar(people.limit(1)) is not None
    )


def list_sites(page: int) -> list[Site]:
    """One page of the sites, the last changed first."""
    query = (
        select(Site)
        .options(joinedload(Site.producer), selectinload(Site.hidings))
        .order_by(Site.changed_at.desc(), Site.id.desc())
    )
    return list(session.scalars(query.limit(PER_PAGE).offset((page - 1) * PER_PAGE)))
