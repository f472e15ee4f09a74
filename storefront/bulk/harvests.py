"""A row of the sheet of harvests: a new lot with the event it begins with."""

from collections.abc import Mapping
from datetime import datetime

from catalog.kernel.actor import Actor
from catalog.kernel.i18n import _
from storefront.bulk import rules
from storefront.bulk.errors import AmountUnreadable, AreaUnknown, TextTooLong, ThingMissing
from storefront.bulk.rules import HEADINGS, Done, Kind, State
from traceability.batches.rules import BatchKind, Unit
from traceability.batches.service import NewBatch
from traceability.entry import pasting
from traceability.entry import service as entry
from traceability.entry.queries import list_own_areas
from traceability.events.drafts import Opening
from traceability.events.rules import Draft, EventKind, kept

KIND = Kind.HARVESTS
LONGEST = {"nong_san": 80, "noi_thu_hoach": 120}
"""As the forms of entry take them."""


def take(actor: Actor, producer_id: int, cells: Mapping[str, str], now: datetime) -> Done:
    """Open the lot. Refused: what errors.py, batches and events refuse."""
    day = rules.day(cells, "ngay", KIND)
    if day is None:
        raise ThingMissing(HEADINGS[KIND]["ngay"])
    material = rules.needed(cells, "nong_san", KIND)
    for name, most in LONGEST.items():
        if len(cells.get(name, "")) > most:
            raise TextTooLong(HEADINGS[KIND][name], most)
    amount = pasting.read_amount(cells.get("so_luong", ""))
    unit = pasting.read_unit(cells.get("don_vi", ""))
    found = kept(amount, unit) if amount is not None and unit else None
    if amount is None or unit is None or found is None:
        raise AmountUnreadable
    new = NewBatch(
        kind=BatchKind.HARVEST,
        producer_id=producer_id,
        quantity=found[0],
        unit=Unit(found[1]),
        material=material,
        made_on=day,
    )
    draft = Draft(
        EventKind.HARVEST, producer_id, day, day, place=cells.get("noi_thu_hoach") or None
    )
    area_id = _area_id(actor, cells.get("vung_trong", ""))
    areas = {area_id: new.quantity} if area_id else {}
    entry.begin_lot(actor, Opening(new, amount, unit), draft, areas, now)
    said = f"{cells['so_luong']} {unit}"
    return Done(State.NEW, _("lô mới, %(said)s %(what)s", said=said, what=material))


def _area_id(actor: Actor, code: str) -> int | None:
    if not code:
        return None
    for one in list_own_areas(actor):
        if one.code.casefold() == code.casefold():
            found: int = one.id
            return found
    raise AreaUnknown
