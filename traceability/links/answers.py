"""Headers of a redirect from a printed link. The lane and the Flask views both send these."""

from urllib.parse import quote

CORS = [
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS"),
    ("Access-Control-Expose-Headers", "Link, Location"),
]


def redirect_headers(path: str, target: str) -> list[tuple[str, str]]:
    """Where to go, where all links of the goods are listed; not kept, as a recall may change it."""
    return [
        ("Location", target),
        (
            "Link",
            f'<{quote(path)}?linkType=linkset>; rel="linkset"; type="application/linkset+json"',
        ),
        ("Cache-Control", "no-cache"),
        ("Vary", "Accept, Accept-Language"),
        *CORS,
    ]
