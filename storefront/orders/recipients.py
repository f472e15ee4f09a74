"""Who gets the parcels of a purchase, where that is not simply its buyer."""

from dataclasses import asdict, dataclass
from datetime import date

from catalog.kernel.db import session
from storefront.orders.models import OrderGroup, Recipient


@dataclass(frozen=True)
class NewRecipient:
    """Who gets parcels of a purchase, as it was said; `position` 0 is where the purchase goes."""

    position: int
    name: str
    phone: str
    street: str
    commune_code: str
    commune_name: str
    province_code: str
    province_name: str
    places_as_of: date
    former_place: str | None
    message: str | None
    hides_price: bool
    wanted_on: date | None


def add_recipient(group: OrderGroup, new: NewRecipient) -> Recipient:
    """Somebody other than the buyer who gets parcels of a purchase, or gets them as a gift."""
    row = Recipient(**asdict(new))
    group.recipients.append(row)
    session.flush()  # for the id its orders name
    return row
