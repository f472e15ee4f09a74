"""Stored pages of an older look: put out of date when templates, styles, words or names change."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from catalog.kernel import clock
from catalog.kernel.db import transaction
from storefront.config import Config
from traceability.passport import pages

ROOT = Path(__file__).parent.parent.parent
SHOWN = (
    "templates/traceability/passport/*",
    "templates/components/*",
    "static/css/**/*.css",
    "static/js/proof.js",
    "translations/*/LC_MESSAGES/*.po",
    "traceability/passport/*.py",
)
REMEMBERED = "passport.look"


def renew(config: Config) -> bool:
    """Mark every stored page stale if it would look different now; whether it would."""
    look = _digest(config)
    file = config.data_dir / REMEMBERED
    if file.exists() and file.read_text("utf-8") == look:
        return False
    with transaction():
        pages.mark_all_stale(clock.now())
    file.write_text(look, "utf-8")
    return True


def _digest(config: Config) -> str:
    total = hashlib.sha256(f"{config.public_url} {config.shop_name} {config.demo}".encode())
    for file in _files():
        total.update(file.read_bytes())
    return total.hexdigest()


def _files() -> Iterator[Path]:
    for pattern in SHOWN:
        yield from sorted(path for path in ROOT.glob(pattern) if path.is_file())
