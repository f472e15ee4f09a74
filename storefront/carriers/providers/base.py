"""What every carrier's file offers. A carrier whose documents nobody could read has none."""

from collections.abc import Mapping
from typing import Protocol

from storefront.carriers.rules import Booked, Consignment, Quotation, Scan
from storefront.shipping.carrying import Carrier


class Partner(Protocol):
    """One carrier. Each call may raise CarrierSilent: then nobody knows, and it is asked again."""

    carrier: Carrier
    name: str
    """Its part of /webhooks/<name>."""

    def quote(self, parcel: Consignment) -> Quotation:
        """What it would cost. Raises CarrierRefused where it does not go."""
        ...

    def book(self, parcel: Consignment) -> Booked:
        """Have it fetched; the same key again gives the same number and costs nothing more."""
        ...

    def cancel(self, number: str) -> None:
        """Not to be fetched; twice is once. Raises PickedUpAlready."""
        ...

    def label(self, number: str) -> list[str]:
        """The lines the carrier wants on the parcel, the number first."""
        ...

    def track(self, number: str) -> list[Scan]:
        """All that happened to the parcel, the oldest first."""
        ...

    def read(self, raw: bytes, heads: Mapping[str, str]) -> Scan:
        """A message, once its signature over the body is right. Raises Forged or Unreadable."""
        ...
