"""The service worker's text: its files under the addresses of this release."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from flask import url_for

from storefront.templating import BEHAVIOURS, asset_url

JS = Path(__file__).parent.parent.parent / "static" / "js"
NOT_FOR_SELLERS = frozenset({"area-map", "checkout", "place-picker", "scan", "suggestions"})
"""Behaviours of public pages: a phone fetches them when it meets them."""

FONTS = tuple(
    f"vendor/be-vietnam-pro/be-vietnam-pro-{letters}-{weight}-normal.woff2"
    for letters in ("latin", "vietnamese")
    for weight in (400, 600, 700)
)
"""What every page is written in; they stand in the browser's own cache already."""


def worker() -> str:
    """One file: which release this is, what the pages share with it, and what it does."""
    parts = [(JS / name).read_text("utf-8") for name in ("sending.js", "worker.js")]
    files = list_files()
    version = _digest("\n".join((*files, *parts)))
    icon = asset_url("images/app-any-192.png")
    shell = {"version": version, "files": files, "page": files[0], "icon": icon}
    return "\n".join((f"const SHELL = {json.dumps(shell)};", *parts))


def list_files() -> list[str]:
    """What every page of a seller needs, the page without a signal first."""
    app = asset_url("js/app.js")
    release = app.partition("?")[2]
    scripts = [
        f"{url_for('static', filename=f'js/behaviours/{file.name}')}?{release}"
        for file in sorted(BEHAVIOURS.glob("*.js"))
        if file.stem not in NOT_FOR_SELLERS
    ]
    sending = f"{url_for('static', filename='js/sending.js')}?{release}"
    rest = [asset_url("images/mark.svg"), *(url_for("static", filename=one) for one in FONTS)]
    return [url_for("offline.away"), asset_url("site.css"), app, sending, *scripts, *rest]


@lru_cache(maxsize=4)
def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
