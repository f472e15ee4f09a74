"""Files of photos that people sent with claims and reviews."""

from sqlalchemy import select

from catalog.kernel.db import session
from storefront.claims import photos as of_claims
from storefront.claims.models import Claim
from storefront.reviews import photos as of_reviews
from storefront.reviews.models import Review


def forget(digests: set[str]) -> None:
    """Delete the photos that no row shows; after the transaction that let go of them."""
    if not digests:
        return
    for picture, forget_one in (
        (Claim.picture, of_claims.forget),
        (Review.picture, of_reviews.forget),
    ):
        shown = set(session.scalars(select(picture).where(picture.in_(digests))))
        for digest in digests - shown:
            forget_one(digest)
