"""Reads of places. What is typed is matched with today's names and the old ones; never guessed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, false, func, null, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.kernel.text import name_order
from catalog.places import rules
from catalog.places.models import Commune, FormerCommune, FormerProvince, Province
from catalog.places.rules import Typed

Rows = Select[*tuple[Any, ...]]
SHORTEST = 2
MOST = 500
"""Letters that must be typed before names are looked for."""


@dataclass(frozen=True)
class ProvinceHit:
    """A province of today; `former` is the old name it was found by."""

    code: str
    name: str
    full_name: str
    former: str | None = None


@dataclass(frozen=True)
class CommuneHit:
    """A commune of today, and the old one it was found by, if it was."""

    code: str
    full_name: str
    province_code: str
    province_name: str
    former: str | None = None  # "xã Glar", with its district where the source names it
    is_part: bool = False
    is_exact: bool = False


@dataclass(frozen=True)
class PlaceReading:
    """What is certain in a written place; the text is always kept.

    `candidates` are the communes it may be when `commune_code` is not certain.
    """

    text: str
    province_code: str | None = None
    commune_code: str | None = None
    candidates: tuple[str, ...] = ()


def get_commune(code: str) -> Commune:
    """The commune with its province, or NotFound."""
    found = find_commune(code)
    if found is None:
        raise NotFound
    return found


def find_commune(code: str) -> Commune | None:
    """The commune with this code, or None."""
    return session.get(Commune, code)


def get_province(code: str) -> Province:
    """The province, or NotFound."""
    found = session.get(Province, code)
    if found is None:
        raise NotFound
    return found


def list_provinces() -> list[Province]:
    """The 34 provinces, by name."""
    return sorted(session.scalars(select(Province)), key=lambda one: name_order(one.name))


def list_communes(province_code: str) -> list[Commune]:
    """The communes of a province, by name."""
    rows = session.scalars(
        select(Commune)
        .where(Commune.province_code == province_code)
        .options(joinedload(Commune.province))
    )
    return sorted(rows, key=lambda one: (name_order(one.name), one.kind))


def find_province(text: str) -> ProvinceHit | None:
    """The province of this name, today's or old: "tỉnh Trà Vinh", "Nam Định (nay Ninh Bình)"."""
    keys = _province_keys()
    for part in rules.parts_of(text):
        code = rules.province_in(part, keys)
        if code:
            found = get_province(code)
            is_old = rules.province_in(part, {found.folded: code}) is None
            return ProvinceHit(code, found.name, found.full_name, part if is_old else None)
    return None


def find_communes(text: str, province_code: str | None = None, limit: int = 10) -> list[CommuneHit]:
    """The communes that may be meant, the likeliest first; old names find the new communes.

    A province alone, or a name that nothing bears in the province asked for, gives nothing
    to choose from but `list_communes`.
    """
    best: dict[str, tuple[Order, CommuneHit]] = {}
    for typed in rules.read_typed(text, _province_keys()):
        for order, hit in _hits(typed, province_code or typed.province):
            if hit.code not in best or order < best[hit.code][0]:
                best[hit.code] = (order, hit)
    ranked = sorted(best.values(), key=lambda pair: pair[0])
    return [hit for _, hit in ranked][:limit]


def read_place(text: str, province_text: str | None = None) -> PlaceReading:
    """What a written place says for certain; an old name that leads to two is left open.

    Without its kind or its district a name is not certain either: it may be that of an
    old district.
    """
    readings = rules.read_typed(text, _province_keys())
    province = find_province(province_text) if province_text else None
    code = province.code if province else next((r.province for r in readings if r.province), None)
    if code is None or not readings or not readings[0].name:
        return PlaceReading(text, code)
    typed = readings[0]
    fitting = [pair for pair in _hits(typed, code, is_whole=True) if pair[0].kind == 0]
    named = [hit for order, hit in fitting if order.era == -1]
    exact = named or [hit for _, hit in fitting]
    targets = tuple(sorted({hit.code for hit in exact}))
    is_whole = not any(hit.is_part for hit in exact)
    if len(targets) == 1 and is_whole and (typed.kind or typed.district):
        return PlaceReading(text, code, targets[0])
    return PlaceReading(text, code, None, targets)


class Order(NamedTuple):
    """How well a commune answers what was typed; less is better."""

    closeness: int
    era: int  # -1 the very district typed; then old names where one was typed, else new ones
    kind: int
    key: str
    code: str


def _province_keys() -> dict[str, str]:
    """Search key of every province, today's and old, and the code of today's."""
    old = select(FormerProvince.folded, FormerProvince.province_code)
    today = select(Province.folded, Province.code)
    return {key: code for query in (old, today) for key, code in session.execute(query)}


def _hits(
    typed: Typed, province: str | None, *, is_whole: bool = False
) -> Iterator[tuple[Order, CommuneHit]]:
    """Each commune whose name, or an old name, contains what was typed, or is just that."""
    answers = _is if is_whole else _contains
    with_kind = f"{rules.search_key(typed.kind)} {typed.name}" if typed.kind else typed.name
    for name in dict.fromkeys((typed.name, with_kind)):  # "xà phiên" is a name, too
        if not name.isdigit() and len(name) < SHORTEST:
            continue
        today = _named_today(answers(Commune.folded, name))
        for row in session.execute(_within(today, province)):
            yield _order(row, typed, name, is_old=False), _hit(row, name)
        for row in session.execute(
            _within(_named_before(answers(FormerCommune.folded, name)), province)
        ):
            district = rules.search_key(row.district or "")
            if not (typed.district and district) or district.endswith(typed.district):
                yield _order(row, typed, name, is_old=True), _hit(row, name)


def _named_today(condition: ColumnElement[bool]) -> Rows:
    return (
        select(*COLUMNS, Commune.folded, Commune.kind.label("found_kind"), *NOT_OLD)
        .join(Province)
        .where(condition)
    )


def _named_before(condition: ColumnElement[bool]) -> Rows:
    old = FormerCommune
    return (
        select(
            *COLUMNS,
            old.folded,
            old.kind.label("found_kind"),
            old.name.label("former"),
            old.district,
            old.is_part,
        )
        .select_from(old)
        .join(Commune)
        .join(Province)
        .where(condition)
    )


COLUMNS = (
    Commune.code,
    Commune.kind,
    Commune.name,
    Commune.province_code,
    Province.name.label("province_name"),
)
NOT_OLD = (
    null().label("former"),
    null().label("district"),
    false().label("is_part"),
)


def _is(column: InstrumentedAttribute[str], name: str) -> ColumnElement[bool]:
    return column == name


def _contains(column: InstrumentedAttribute[str], name: str) -> ColumnElement[bool]:
    """Spaces are forgiven; a number ("phường 5") must be the whole name."""
    if name.isdigit():
        return column == name
    return func.replace(column, " ", "").like(f"%{name.replace(' ', '')}%")


def _within(query: Rows, province: str | None) -> Rows:
    return query.where(Commune.province_code == province) if province else query


def _order(row: Row[Any], typed: Typed, name: str, *, is_old: bool) -> Order:
    kind = 0 if typed.kind in (None, row.found_kind) else 1
    era = int(is_old != bool(typed.district))
    if typed.district and rules.search_key(row.district or "").endswith(typed.district):
        era = -1
    return Order(rules.closeness(row.folded, name), era, kind, row.folded, row.code)


def _hit(row: Row[Any], name: str) -> CommuneHit:
    former = f"{row.found_kind} {row.former}".strip() if row.former else None
    if former and row.district:
        former = f"{former} ({row.district})"
    return CommuneHit(
        code=row.code,
        full_name=f"{row.kind[:1].upper()}{row.kind[1:]} {row.name}",
        province_code=row.province_code,
        province_name=row.province_name,
        former=former,
        is_part=bool(row.is_part),
        is_exact=rules.closeness(row.folded, name) == 0,
    )


@dataclass(frozen=True)
class Resolution:
    """What became of a typed address: the commune, or what the visitor may choose from."""

    commune: Commune | None = None
    offers: tuple[CommuneHit, ...] = ()
    is_known: bool = True  # false: no commune bears the name; the whole province is offered


def resolve(province_code: str, text: str, chosen_code: str | None = None) -> Resolution:
    """The commune meant by a form's province, typed name and (maybe) chosen code.

    One name of today that fits exactly is taken; an old name, or one that several bear,
    is offered as a choice, never decided here.
    """
    hits = find_communes(text, province_code, limit=MOST)
    chosen = find_commune(chosen_code) if chosen_code else None
    # A choice made before the name was typed anew does not count.
    is_fitting = chosen and (not hits or chosen.code in {hit.code for hit in hits})
    if chosen and is_fitting and chosen.province_code == province_code:
        return Resolution(chosen)
    exact = [hit for hit in hits if hit.is_exact]
    if len(exact) == 1 and exact[0].former is None:
        return Resolution(get_commune(exact[0].code))
    if hits:
        return Resolution(offers=tuple(exact or hits[:12]))
    every = tuple(
        CommuneHit(one.code, one.full_name, one.province_code, one.province.name)
        for one in list_communes(province_code)
    )
    return Resolution(offers=every, is_known=False)
