"""What a producer's page shows, read as rows."""

from typing import Any

from sqlalchemy import Row, select

from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.places.models import Commune, Province
from catalog.producers.models import Producer


def get_producer(slug: str) -> Row[Any]:
    """A producer with its place, or NotFound."""
    row = session.execute(
        select(
            Producer.__table__,
            Commune.kind.label("commune_kind"),
            Commune.name.label("commune_name"),
            Province.name.label("province_name"),
        )
        .outerjoin(Commune, Commune.code == Producer.commune_code)
        .outerjoin(Province, Province.code == Producer.province_code)
        .where(Producer.slug == slug, Producer.is_listed)
    ).first()
    if row is None:
        raise NotFound
    return row
