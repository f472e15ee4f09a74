"""The list of all links of goods, as GS1-conformant resolvers give it (RFC 9264)."""

from dataclasses import dataclass
from typing import Any

VOCABULARY = "https://ref.gs1.org/voc/"
MEDIA_TYPE = "application/linkset+json"
LANGUAGES = ["vi", "en"]


@dataclass(frozen=True)
class Target:
    """One link: its type in GS1's vocabulary, the address, and words for people."""

    kind: str
    href: str
    title: str


def document(anchor: str, description: str, targets: list[Target]) -> dict[str, Any]:
    """The linkset; the first target is the default link, which carries nothing but its title."""
    links: dict[str, Any] = {"anchor": anchor, "itemDescription": description}
    first = targets[0]
    links[f"{VOCABULARY}defaultLink"] = [{"href": first.href, "title": first.title}]
    for target in targets:
        links.setdefault(VOCABULARY + target.kind, []).append(
            {
                "href": target.href,
                "title": target.title,
                "type": "text/html",
                "hreflang": LANGUAGES,
            }
        )
    return {"linkset": [links]}


def find(targets: list[Target], asked: str) -> Target | None:
    """The link of the type asked for: "gs1:pip", "pip" or its whole address."""
    kind = asked.removeprefix("gs1:").removeprefix(VOCABULARY).removeprefix("http://gs1.org/voc/")
    if kind == "defaultLink":
        return targets[0]
    return next((target for target in targets if target.kind == kind), None)


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
    }
