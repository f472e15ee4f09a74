"""Headers of a redirect from a printed link. The lane and the Flask views both send these."""

from urllib.parse import quote, urlsplit

MEDIA_TYPE = "application/linkset+json"
CORS = [
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS"),
    ("Access-Control-Expose-Headers", "Link, Location"),
]


def redirect_headers(path: str, target: str, origin: str = "") -> list[tuple[str, str]]:
    """Where to go, where all links of the goods are listed; not kept, as a recall may change it.

    `target` is an address on this site; `origin` is what `origin_for` says.
    """
    return [
        ("Location", origin + target),
        ("Link", list_link(path)),
        ("Cache-Control", "no-cache"),
        ("Vary", "Accept, Accept-Language"),
        *CORS,
    ]


def list_link(path: str) -> str:
    """The Link header that says where the list of all links is."""
    return f'<{quote(path)}?linkType=linkset>; rel="linkset"; type="{MEDIA_TYPE}"'


def origin_for(public_url: str, host: str) -> str:
    """Our origin where the request came to it, so that a redirect and the list name the same
    address to the letter; else nothing: whoever came by another name stays there.
    """
    return public_url if urlsplit(public_url).netloc == host else ""
