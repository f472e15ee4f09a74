"""Taking rubrics in. What is in is never changed; what was unknown may be filled."""

from collections.abc import Iterable
from typing import Any

from catalog.kernel.db import session
from catalog.product_sets import queries
from catalog.product_sets.errors import RubricChanged
from catalog.product_sets.models import ProductGroup, ProductSet, Rubric, StarBand
from catalog.product_sets.rubric_file import Group, RubricFile, packaged


def import_packaged() -> None:
    """Take in the rubrics that come with the product; a second time changes nothing."""
    for source in packaged():
        import_rubric(source)


def import_rubric(source: RubricFile) -> str:
    """Take one rubric in: "created", "completed" or "unchanged". Raises RubricChanged."""
    rubric = queries.find_rubric(source.number)
    is_new = rubric is None
    if rubric is None:
        rubric = Rubric(
            number=source.number, title=source.title, effective_from=source.effective_from
        )
        session.add(rubric)
    filled = _fill(rubric, source.number, "", _columns(source))
    added = _add_bands(rubric, source)
    added = _add_groups(rubric, source) or added
    session.flush()
    if is_new:
        return "created"
    return "completed" if filled or added else "unchanged"


def _columns(source: RubricFile) -> dict[str, Any]:
    validity, window, grace = source.validity, source.window, source.grace
    return {
        "title": source.title,
        "effective_from": source.effective_from,
        "effective_to": source.effective_to,
        "validity_months": validity and validity.months,
        "validity_basis": validity and validity.basis,
        "window_opens_days": window and window.opens_days,
        "window_closes_days": window and window.closes_days,
        "window_basis": window and window.basis,
        "grace_days": grace and grace.days,
        "grace_basis": grace and grace.basis,
    }


def _fill(row: Any, number: str, path: str, given: dict[str, Any]) -> bool:
    """Fill what is empty in `row`; whether anything was. A different value is refused."""
    filled = False
    for name, value in given.items():
        held = getattr(row, name)
        if value is None or held == value:
            continue
        if held is not None:
            raise RubricChanged(number, path + name, held, value)
        setattr(row, name, value)
        filled = True
    return filled


def _add_bands(rubric: Rubric, source: RubricFile) -> bool:
    held = {band.stars: band for band in rubric.bands}
    return _merge(
        held,
        source.number,
        "star_bands",
        (
            (
                band.stars,
                StarBand(stars=band.stars, points_from=band.points_from),
                {
                    "points_from": band.points_from,
                    "issuer_level": band.issuer_level,
                    "recognised_by": band.recognised_by,
                },
            )
            for band in source.star_bands
        ),
        rubric.bands,
    )


def _add_groups(rubric: Rubric, source: RubricFile) -> bool:
    held = {group.number: group for group in rubric.groups}
    changed = _merge(
        held,
        source.number,
        "groups",
        (
            (
                group.number,
                ProductGroup(number=group.number),
                {"name": group.name, "name_en": group.name_en, "slug": group.slug},
            )
            for group in source.groups
        ),
        rubric.groups,
    )
    session.flush()  # the sets need the ids of rubric and groups
    found = {group.number: group for group in rubric.groups}
    for group in source.groups:
        changed = _add_sets(found[group.number], group, rubric, source.number) or changed
    return changed


def _add_sets(group: ProductGroup, source: Group, rubric: Rubric, number: str) -> bool:
    return _merge(
        {one.number: one for one in group.sets},
        number,
        f"groups.{group.number}.sets",
        (
            (
                one.number,
                ProductSet(rubric_id=rubric.id, number=one.number),
                {"name": one.name, "name_en": one.name_en, "managing_agency": one.agency},
            )
            for one in source.sets
        ),
        group.sets,
    )


def _merge(
    held: dict[int, Any],
    number: str,
    path: str,
    given: Iterable[tuple[int, Any, dict[str, Any]]],
    into: list[Any],
) -> bool:
    """Fill the rows that are there, add those that are not; whether anything changed."""
    changed = False
    for key, fresh, values in given:
        row = held.get(key)
        if row is None:
            into.append(fresh)
            row, changed = fresh, True
        changed = _fill(row, number, f"{path}.{key}.", values) or changed
    return changed
