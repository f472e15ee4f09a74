"""Carriers that can be called: one file each. Without its settings one is off."""

from storefront.carriers.errors import UnknownCarrier
from storefront.carriers.providers.base import Partner
from storefront.carriers.providers.fake import FakeCarrier
from storefront.config import Config

NAMES = (FakeCarrier.name,)


def offered(config: Config) -> list[Partner]:
    """Every carrier that is on."""
    return [fake(config)] if config.demo else []


def get(config: Config, name: str) -> Partner:
    """The carrier of this name, or UnknownCarrier where it is off."""
    for one in offered(config):
        if name in (one.name, one.carrier):
            return one
    raise UnknownCarrier


def fake(config: Config) -> FakeCarrier:
    """The invented carrier, with its own books beside ours."""
    return FakeCarrier(config.data_dir / "fake_carrier.sqlite3", config.secret_key)
