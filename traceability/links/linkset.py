"""The list of all links of goods, as GS1-conformant resolvers give it (RFC 9264)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from traceability.links.answers import MEDIA_TYPE

VOCABULARY = "https://ref.gs1.org/voc/"
CONTEXT = "https://ref.gs1.org/standards/resolver/linkset-context"
CONTEXT_LINK = (
    f'<{CONTEXT}>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"'
)
HTML, JSON, TEXT = "text/html", "application/json", "text/plain"
JSON_LD = "application/ld+json"


@dataclass(frozen=True)
class Target:
    """One link: its type in GS1's vocabulary, an address on this site, and words for people.

    `language` is that of the answer, None where it has none or many. `is_open`: takes what else
    stood in the query of the request.
    """

    kind: str
    href: str
    title: str
    media_type: str = HTML
    language: str | None = None
    is_open: bool = True


def document(
    origin: str, path: str, description: str, default: Target, targets: Sequence[Target]
) -> dict[str, Any]:
    """The linkset of `path`; the default link carries nothing but its title."""
    links: dict[str, Any] = {"anchor": origin + path, "itemDescription": description}
    links[f"{VOCABULARY}defaultLink"] = [{"href": origin + default.href, "title": default.title}]
    for target in targets:
        one: dict[str, Any] = {
            "href": origin + target.href,
            "title": target.title,
            "type": target.media_type,
        }
        if target.language:
            one["hreflang"] = [target.language]
        if not target.is_open:
            one["fwqs"] = False
        links.setdefault(VOCABULARY + target.kind, []).append(one)
    return {"linkset": [links]}


def find(
    targets: Sequence[Target], asked: str, quality: Callable[[str], float], languages: Sequence[str]
) -> list[Target]:
    """The links of the type asked for ("gs1:pip", "pip" or its whole address) that fit best.

    `quality` weighs a media type by the Accept header, `languages` are those of the reader, best
    first. More than one link is left where nothing tells them apart; none where the type is not
    there.
    """
    kind = asked.removeprefix("gs1:").removeprefix(VOCABULARY).removeprefix("http://gs1.org/voc/")
    same = [target for target in targets if target.kind == kind]
    if not same:
        return []
    best = max(quality(target.media_type) for target in same)
    media_type = next(one.media_type for one in same if quality(one.media_type) == best)
    typed = [target for target in same if target.media_type == media_type]
    for language in (*languages, None):
        if spoken := [target for target in typed if target.language == language]:
            return spoken
    return typed


def wants_list(link_type: str, accept: str) -> bool:
    """Whether the request is for the list itself and not for one of its links."""
    return link_type in ("linkset", "all") or MEDIA_TYPE in accept


def description_file(origin: str, name: str) -> dict[str, Any]:
    """What /.well-known/gs1resolver says of this resolver."""
    return {
        "name": name,
        "resolverRoot": origin,
        "supportedPrimaryKeys": ["01"],
        "supportedLinkType": [{"namespace": VOCABULARY, "prefix": "gs1:"}],
        "linkTypeDefaultCanBeLinkset": False,
        "jsonLdContextLocation": CONTEXT,
    }
