"""Navigation of the frames: a place shows once its page exists and the person may see it."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, request, url_for

from catalog.kernel.web import current_actor

FRAMES = ("seller", "desk", "accounts")
"""Blueprints that hold several places, so the page itself decides which one is open."""


@dataclass(frozen=True)
class Place:
    """A link of the navigation: `endpoint` is the page it opens, `also` blueprints it leads to."""

    endpoint: str
    label: Any
    icon: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """Places of one kind of work, under one heading."""

    label: Any
    icon: str
    places: tuple[Place, ...]


def open_groups(groups: tuple[Group, ...]) -> list[dict[str, Any]]:
    """The groups of which this person may see a place, and which one holds the page being made."""
    found = [
        {"label": group.label, "icon": group.icon, "places": open_places(group.places)}
        for group in groups
    ]
    return [
        {**group, "is_here": any(place["is_here"] for place in group["places"])}
        for group in found
        if group["places"]
    ]


def open_places(places: tuple[Place, ...]) -> list[dict[str, Any]]:
    """What the navigation shows this person, and which entry is the page being made."""
    return [
        {
            "url": url_for(place.endpoint),
            "label": place.label,
            "icon": place.icon,
            "is_here": _is_here(place.endpoint) or request.blueprint in place.also,
        }
        for place in places
        if _may_see(place.endpoint)
    ]


def link_to(endpoint: str, **values: Any) -> str | None:
    """The address of a page, if it exists and the person may see it."""
    return url_for(endpoint, **values) if _may_see(endpoint) else None


def _may_see(endpoint: str) -> bool:
    """A page without a permission is everybody's."""
    view = current_app.view_functions.get(endpoint)
    asked = getattr(view, "permission", None)
    return view is not None and (asked is None or current_actor().may(asked))


def _is_here(endpoint: str) -> bool:
    blueprint = endpoint.partition(".")[0]
    if blueprint in FRAMES:
        return request.endpoint == endpoint
    return request.blueprint == blueprint
