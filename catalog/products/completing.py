"""What is added to a product once it is on the shelf: its photos in order, what a pack holds."""

from decimal import Decimal

from catalog.kernel.actor import Actor
from catalog.kernel.db import session
from catalog.kernel.errors import NotFound
from catalog.kernel.text import nfc
from catalog.products import rules
from catalog.products.errors import LastPicture, NetKnown, NetOutOfRange
from catalog.products.models import Product, ProductPicture, Variant
from catalog.products.service import own_product, own_variant, tell


def put_first(actor: Actor, product_id: int, picture_id: int) -> None:
    """Make a photo the one that buyers see first."""
    product = own_product(actor, product_id)
    first = _picture(product, picture_id)
    others = [one for one in product.pictures if one is not first]
    for place, picture in enumerate([first, *others]):
        picture.position = place
    tell(actor, product, "products.order_pictures", f"Đổi ảnh đầu của {product.name}.")


def remove_picture(actor: Actor, product_id: int, picture_id: int) -> None:
    """Take a photo away. Refused: NotFound, LastPicture where buyers see the goods."""
    product = own_product(actor, product_id)
    picture = _picture(product, picture_id)
    if product.is_published and len(product.pictures) == 1:
        raise LastPicture
    product.pictures.remove(picture)
    session.delete(picture)
    tell(actor, product, "products.remove_picture", f"Bỏ một ảnh của {product.name}.")


def tell_net(
    actor: Actor, variant_id: int, name: str, net_amount: Decimal, net_unit: rules.NetUnit
) -> Variant:
    """Say what a pack holds of which only was known that it is one; orders placed keep theirs.

    Another content is another size, not a change of this one. Refused: NotFound, NetKnown,
    NetOutOfRange.
    """
    product, variant = own_variant(actor, variant_id)
    if not rules.is_net_untold(Decimal(variant.net_amount), variant.net_unit):
        raise NetKnown
    if not 0 < net_amount <= rules.LARGEST_NET:
        raise NetOutOfRange
    variant.name = nfc(name)
    variant.net_amount, variant.net_unit = net_amount, net_unit.value
    sentence = f"Ghi {product.name} mỗi gói có bao nhiêu: {variant.name}."
    tell(actor, product, "products.net", sentence)
    return variant


def _picture(product: Product, picture_id: int) -> ProductPicture:
    found = next((one for one in product.pictures if one.id == picture_id), None)
    if found is None:
        raise NotFound
    return found
